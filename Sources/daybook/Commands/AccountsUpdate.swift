import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let accountsUpdate = Command(
        ["accounts", "update"],
        summary: "Change what is known of an account",
        discussion: """
            What is not named stays as it is; an empty time zone is the customer's. The currency \
            stays once anything was agreed or billed.
            """,
        arguments: [ArgumentSpec("ACCOUNT", "The account's key or id")],
        options: AccountsForm.options(isNew: false) + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook accounts update acme-us --state archived", "Sell it nothing new")
        ],
        exits: [
            ExitNote(.notFound, "there is no such account"),
            ExitNote(.conflict, "somebody else has changed it, or its currency must stay"),
        ],
        run: { session in
            let form = try AccountsForm(session, isNew: false)
            let word = session.invocation.argument("ACCOUNT")
            let changed = try session.changing("account.update") { connection in
                let account = try session.account(word, connection)
                let written = try form.written(over: account, connection)
                let version = try session.version(of: account.id, .account, connection)
                try CustomerRepository(connection).update(written, from: version)
                return try WrittenRecord(
                    written.id,
                    key: written.key,
                    state: written.state.rawValue,
                    .account,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("changed the account \(key)", changed.answer, entry: changed.entry)
        }
    )
}
