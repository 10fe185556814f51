import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let accountsAlias = Command(
        ["accounts", "alias"],
        summary: "Say under which name usage of an account arrives, and when",
        discussion: """
            A name means one account at a time. Where the account has the name already, the days \
            that are given are moved and the others stay; `--to` ends it, so that another account \
            can have it from then on.
            """,
        arguments: [ArgumentSpec("NAME", "The name, as the subject of events has it")],
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id", isRequired: true),
            .value("from", "DATE", .date, "The first day", default: .described("today")),
            .value("to", "DATE", .date, "The first day on which it does not hold any more"),
            .flag("remove", "The account was never meant by it"),
            .flag("dry-run", "Change nothing"),
        ],
        exclusive: [["remove", "from"], ["remove", "to"]],
        examples: [
            Example("daybook accounts alias ACME-PROD --account acme", "From today on"),
            Example(
                "daybook accounts alias ACME-PROD --account acme --to 2026-12-01",
                "End it before December"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such account"),
            ExitNote(.conflict, "the name means another account then"),
        ],
        run: { session in
            let (name, word) = (
                session.invocation.argument("NAME"), session.invocation.certainText("account")
            )
            let (from, to) = (try session.date("from"), try session.date("to"))
            let changed = try session.changing("account.alias") { connection in
                let repository = CustomerRepository(connection)
                let account = try session.account(word, connection)
                var history = try repository.aliases(named: name)
                if session.invocation.flag("remove") {
                    try history.take(from: account.id, key: account.key)
                } else {
                    try history.give(
                        to: account.id,
                        key: account.key,
                        from: from,
                        to: to,
                        today: try session.today(connection)
                    )
                }
                try repository.update(history)
                return (account: account, history: history)
            }
            let (account, history) = changed.answer
            let claims = history.claims.filter { $0.account == account.id }
            let days = claims.map { FailureReport.days($0) }.joined(separator: ", ")
            try session.report(
                claims.isEmpty
                    ? "\(name) does not mean the account \(account.key)"
                    : "\(name) means the account \(account.key) \(days)",
                [
                    .init("id", .string(account.id.description)), .init("alias", .string(name)),
                    .init("periods", .array(claims.map(\.json))),
                ],
                entry: changed.entry
            )
        }
    )
}

extension AliasClaim {
    fileprivate var json: JSONValue {
        ["from": .string(from.iso8601), "to": .text(to?.iso8601)]
    }
}
