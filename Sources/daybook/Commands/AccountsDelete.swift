import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let accountsDelete = Command(
        ["accounts", "delete"],
        summary: "Remove an account that nothing refers to, with its aliases",
        arguments: [ArgumentSpec("ACCOUNT", "The account's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook accounts delete acme-us", "It was never used")],
        exits: [
            ExitNote(.notFound, "there is no such account"),
            ExitNote(.conflict, "contracts, invoices or others refer to it"),
        ],
        run: { session in
            let word = session.invocation.argument("ACCOUNT")
            let changed = try session.changing("account.delete") { connection in
                let account = try session.account(word, connection)
                try session.requireVersion(of: account.id, .account, connection)
                try CustomerRepository(connection).delete(account)
                return try WrittenRecord(
                    account.id,
                    key: account.key,
                    state: nil,
                    .account,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("removed the account \(key)", changed.answer, entry: changed.entry)
        }
    )
}
