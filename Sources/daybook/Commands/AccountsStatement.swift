import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let accountsStatement = Command(
        ["accounts", "statement"],
        summary: "Show what an account owed, what changed that, and what it owes now",
        discussion: """
            One table a currency: each document and payment on its day, and what was owed after \
            it. Below zero the account has money with us. What one account of a customer pays for \
            another stands as a transfer in the statements of both. A credit note of which all \
            became a credit changes nothing of what is owed, and stands there with nothing. It is \
            made of the postings that `export` writes.
            """,
        arguments: [ArgumentSpec("ACCOUNT", "The account's key or id")],
        options: [
            .value("from", "DATE", .date, "The first day; all from the beginning without it"),
            .value(
                "to",
                "DATE",
                .date,
                "The first day that is not in it",
                default: .described("tomorrow")
            ),
        ],
        examples: [
            Example("daybook accounts statement acme", "All that ever was"),
            Example("daybook accounts statement acme --from 2026-01-01", "This year"),
        ],
        exits: [ExitNote(.notFound, "there is no such account"), ExitNote(.ledgerDamaged)],
        run: { session in
            let statement = try AccountBooks(session)
            if session.invocation.flag("json") {
                return try session.writeJSON(statement.json)
            }
            if session.invocation.flag("csv") || session.invocation.flag("jsonl") {
                return try RecordOutput.write(statement.lines, AccountBooks.fields, session)
            }
            try session.write(try statement.text(session))
        }
    )
}

/// The statements of an account, one for each of its currencies.
private struct AccountBooks {
    private let account: Account
    private let from: CivilDate?
    private let to: CivilDate
    private let statements: [AccountStatement]

    init(_ session: Session) throws {
        let zone = try session.organisationZone()
        from = try session.date("from")
        let from = from ?? .earliest
        let end = try session.date("to")
        (account, to, statements) = try session.read { connection in
            let account = try session.account(session.invocation.argument("ACCOUNT"), connection)
            let to = try end ?? session.today(connection).adding(days: 1)
            guard from < to else {
                throw Failure(
                    .wrongUsage,
                    "--from: expected a day before \(to.iso8601), found \(from.iso8601)"
                )
            }
            let entries = try Self.entries(of: account, before: to, zone, connection)
            let currencies = Set(entries.map(\.amount.currency) + [account.currency])
            let statements = try currencies.sorted { $0.code < $1.code }.map { currency in
                try AccountStatement(entries, currency, over: Period(from: from, to: to))
            }
            return (account, to, statements)
        }
    }

    private static func entries(
        of account: Account,
        before end: CivilDate,
        _ zone: ZoneRules,
        _ connection: Connection,
    ) throws -> [AccountEntry] {
        let owner = try CustomerRepository(connection).customer(of: account)
        let reader = try PostingReader(connection, zone: zone, customer: owner.id)
        guard let index = reader.known.parties.firstIndex(where: { $0.id == account.id }) else {
            preconditionFailure("every account of the ledger is a party of its postings")
        }
        var entries: [AccountEntry] = []
        try reader.forEach(before: end) { act in
            guard let transaction = try act.transaction() else { return }
            if let entry = try AccountEntry(transaction, of: PartyPlace(index), account.id) {
                entries.append(entry)
            }
        }
        return entries
    }

    // MARK: - Output

    var lines: [AccountStatement.Line] { statements.flatMap(\.lines) }

    static let fields: [RecordField<AccountStatement.Line>] = [
        .text("date", .init("Date")) { $0.entry.date.iso8601 },
        RecordField(
            "kind",
            .init("What"),
            cell: { .init($0.entry.kind.words) },
            json: { .string($0.entry.kind.rawValue) }
        ),
        .text("document", .init("Document", cutTo: 12)) { $0.entry.document },
        .money("amount", "Amount") { $0.entry.amount },
        .money("balance", "Owed") { $0.balance },
        .text("currency", .init("Currency")) { $0.entry.amount.currency.code },
    ]

    var json: JSONValue {
        [
            "account": .string(account.key),
            "from": .text(from?.iso8601),
            "to": .string(to.iso8601),
            "statements": .array(
                statements.map { statement in
                    [
                        "currency": .string(statement.currency.code),
                        "opening": statement.opening.json,
                        "closing": statement.closing.json,
                        "items": .array(statement.lines.map { .record($0, Self.fields) }),
                    ]
                }
            ),
        ]
    }

    func text(_ session: Session) throws -> String {
        let days = from.map { "from \($0.iso8601) " } ?? ""
        var text = Words.line("\(account.name), \(account.key): \(days)before \(to.iso8601)") + "\n"
        for statement in statements {
            text += "\n"
            if from != nil { text += "\(Texts.money(statement.opening)) owed before\n" }
            if !statement.lines.isEmpty {
                text += try RecordOutput.table(statement.lines, Self.fields, session)
            }
            text += "\(Texts.money(statement.closing)) owed at the end\n"
        }
        return text
    }
}
