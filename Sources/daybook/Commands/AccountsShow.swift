import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let accountsShow = Command(
        ["accounts", "show"],
        summary: "Show one account with the names under which its usage arrives",
        arguments: [ArgumentSpec("ACCOUNT", "The account's key or id")],
        examples: [Example("daybook accounts show acme", "Show the account with this key")],
        exits: [ExitNote(.notFound, "there is no such account"), ExitNote(.ledgerDamaged)],
        run: { session in
            let word = session.invocation.argument("ACCOUNT")
            let profile = try session.read { connection in
                let account = try session.account(word, connection)
                let customers = CustomerRepository(connection)
                return AccountProfile(
                    account: account,
                    version: try RecordVersions(connection).version(of: account.id, .account),
                    owner: try customers.customer(of: account),
                    aliases: try customers.aliases(of: account.id),
                    open: try AccountList(connection).openAmounts(of: account.id)
                )
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(profile.json)
            } else if session.invocation.flag("csv") {
                try session.writeCSV(CSVRow.names(AccountProfile.fields))
                for alias in profile.aliases {
                    try session.writeCSV(CSVRow.cells(alias, AccountProfile.fields))
                }
            } else {
                try session.write(try profile.text(session))
            }
        }
    )
}

/// An account with all that one looks at when one looks at it.
private struct AccountProfile {
    let account: Account
    let version: Int?
    let owner: Customer
    let aliases: [Alias]
    let open: [Money]

    static let fields: [RecordField<Alias>] = [
        .text("name", .init("Alias", cutTo: 16)) { $0.name },
        .text("validFrom", .init("From")) { $0.validFrom.iso8601 },
        .text("validTo", .init("To")) { $0.validTo?.iso8601 },
    ]

    var json: JSONValue {
        [
            "id": .string(account.id.description),
            "key": .string(account.key),
            "name": .string(account.name),
            "customer": .string(owner.key),
            "currency": .string(account.currency.code),
            "timeZone": .text(account.timeZone),
            "state": .string(account.state.rawValue),
            "createdAt": .string(account.createdAt.iso8601),
            "version": version.map { .integer($0) } ?? .null,
            "open": .array(open.map(\.jsonObject)),
            "aliases": .array(aliases.map { .record($0, Self.fields) }),
        ]
    }

    func text(_ session: Session) throws -> String {
        let facts: [(name: String, value: TextTable.Cell)] = [
            ("Account", .init(account.name, .heading)),
            ("Key", .init(account.key)),
            ("Customer", .init(owner.name)),
            ("State", .init(account.state.rawValue)),
            ("Currency", .init(account.currency.code)),
            ("Time zone", .init(account.timeZone ?? "\(owner.timeZone), the customer's")),
            ("Since", .init(account.createdAt.iso8601)),
            ("Open", .init(open.isEmpty ? "nothing" : Texts.money(open))),
            ("Id", .init(account.id.description, .quiet)),
        ]
        let text = try RecordOutput.facts(facts, session)
        if aliases.isEmpty { return text }
        return text + "\n" + (try RecordOutput.table(aliases, Self.fields, session))
    }
}
