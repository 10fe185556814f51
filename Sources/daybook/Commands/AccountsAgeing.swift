import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let accountsAgeing = Command(
        ["accounts", "ageing"],
        summary: "Show what is owed by how long it has been due",
        discussion: """
            One line for each account and currency, whoever is overdue with most in front, and \
            below them the sums. What was received and pays no invoice yet has no age: it is taken \
            off at the end. The columns add up to what `export` has as receivable on that day; \
            allocations count as they are now, but for those in closed books that were taken off \
            later: these count until then.
            """,
        options: [
            .value("customer", "CUSTOMER", .text, "Only this customer's accounts"),
            .value("at", "DATE", .date, "At the end of this day", default: .described("today")),
            .value(
                "days",
                "N,N",
                .text,
                "Where a column ends, in days overdue",
                default: .value(AgeingBounds.standard.days.map { "\($0)" }.joined(separator: ","))
            ),
            RecordOutput.limitOption,
        ],
        examples: [
            Example("daybook accounts ageing", "Whom to remind"),
            Example("daybook accounts ageing --at 2026-10-31", "As it was at the end of October"),
            Example("daybook accounts ageing --days 14,60", "In other columns"),
        ],
        exits: [ExitNote(.notFound, "there is no such customer")],
        run: { session in
            let report = try AgeingReport(session)
            if session.invocation.flag("json") { return try session.writeJSON(report.json) }
            if session.invocation.flag("csv") || session.invocation.flag("jsonl") {
                return try RecordOutput.write(report.shown, report.fields, session)
            }
            try session.write(try report.text(session))
        }
    )
}

/// What accounts owe, as the command line asks for it.
private struct AgeingReport {
    private let date: CivilDate
    private let bounds: AgeingBounds
    private let rows: [AgeingReader.Row]
    private let limit: Int

    init(_ session: Session) throws {
        let bounds = try Self.bounds(session.invocation.text("days") ?? "")
        let zone = try session.organisationZone()
        let word = session.invocation.text("customer")
        let date = try session.date("at")
        (self.date, rows) = try session.read { connection in
            let date = try date ?? session.today(connection)
            let rows = try AgeingReader(connection, zone: zone).rows(
                on: date,
                bounds,
                customer: word.map { try session.customer($0, connection).id }
            )
            return (date, rows.sorted(by: Self.isBefore))
        }
        self.bounds = bounds
        limit = session.invocation.certainInteger("limit")
    }

    private static func bounds(_ text: String) throws -> AgeingBounds {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let days = words.compactMap { Int($0) }
        guard days.count == words.count, let bounds = AgeingBounds(days) else {
            throw Failure(
                .wrongUsage,
                "--days: expected rising numbers of days such as 30,60,90, found \(text)"
            )
        }
        return bounds
    }

    /// By currency, then whoever is overdue with most, then in the order of the accounts' keys.
    private static func isBefore(_ one: AgeingReader.Row, _ other: AgeingReader.Row) -> Bool {
        let (own, others) = (one.ageing, other.ageing)
        if own.currency != others.currency { return own.currency.code < others.currency.code }
        if own.overdue != others.overdue {
            return own.overdue.minorUnits > others.overdue.minorUnits
        }
        return one.key < other.key
    }

    // MARK: - Output

    var shown: [AgeingReader.Row] { Array(rows.prefix(limit)) }

    var fields: [RecordField<AgeingReader.Row>] {
        [
            .text("name", .init("Account", cutTo: 14)) { $0.name },
            .text("key", .init("Key", mayBeLeftOut: true)) { $0.key },
            .text("customer", .init("Customer", mayBeLeftOut: true), isDefault: false) {
                $0.customerKey
            },
        ] + amounts { $0.ageing }
    }

    /// The columns that an account and a sum have.
    private func amounts<Record>(
        _ ageing: @escaping @Sendable (Record) -> Ageing
    ) -> [RecordField<Record>] {
        let buckets = bounds.names.enumerated().map { index, name in
            RecordField<Record>.money(Self.member(name), name) { ageing($0).amounts[index] }
        }
        return buckets + [
            .money("open", "Open") { ageing($0).total },
            .money("unallocated", "Unallocated") { ageing($0).unallocated },
            .money("owed", "Owed") { ageing($0).balance },
            .text("currency", .init("Currency")) { ageing($0).currency.code },
        ]
    }

    /// What JSON and CSV call a column: `notDue`, `days1To30`, `daysOver90`.
    private static func member(_ name: String) -> String {
        let words = name.split(separator: " ")
        let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return name == "not due" ? "notDue" : "days\(joined)"
    }

    /// All accounts of a currency, also those that are not shown.
    private struct Sum {
        var accounts: Int
        var ageing: Ageing
    }

    private func sums() throws(NumberError) -> [Sum] {
        var sums: [Sum] = []
        for row in rows {
            if let last = sums.indices.last, sums[last].ageing.currency == row.ageing.currency {
                sums[last].accounts += 1
                sums[last].ageing = try sums[last].ageing.adding(row.ageing)
            } else {
                sums.append(Sum(accounts: 1, ageing: row.ageing))
            }
        }
        return sums
    }

    private var sumFields: [RecordField<Sum>] {
        [
            RecordField(
                "accounts",
                .init("Accounts"),
                cell: { .init(Texts.count($0.accounts, "account")) },
                json: { .integer($0.accounts) }
            )
        ] + amounts { $0.ageing }
    }

    var json: JSONValue {
        get throws {
            [
                "date": .string(date.iso8601),
                "items": .array(shown.map { .record($0, fields) }),
                "totals": .array(try sums().map { .record($0, sumFields) }),
            ]
        }
    }

    func text(_ session: Session) throws -> String {
        if rows.isEmpty { return "nothing is owed at the end of \(date.iso8601)\n" }
        var text = "owed at the end of \(date.iso8601), by days overdue\n\n"
        text += try RecordOutput.table(shown, fields.filter(\.isDefault), session)
        if shown.count < rows.count {
            let left = Texts.count(rows.count - shown.count, "more line")
            text += "\(left); --limit shows others\n"
        }
        return text + "\n" + (try RecordOutput.table(sums(), sumFields, session))
    }
}
