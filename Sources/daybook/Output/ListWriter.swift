import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// A list command: its options, and its output as table, JSON, JSON Lines or CSV.
struct ListWriter<Record: Sendable> {
    let fields: [RecordField<Record>]
    /// Which of the lists it is.
    let list: FilteredList

    /// What filters can ask of the records.
    private var filters: FilterFields { list.fields }

    /// Pages of this size keep the memory flat where everything is printed.
    private static var pageSize: Int { 5000 }

    /// The options that every list takes.
    static func options(sortFields: [String], standardSort: String) -> [OptionSpec] {
        [
            .value(
                "sort",
                "FIELDS",
                .list(of: .choice(sortFields + sortFields.map { "-\($0)" })),
                "Sort by these fields; a dash in front reverses one",
                default: .value(standardSort),
                allowsLeadingDash: true
            ),
            .value(
                "limit",
                "N",
                .integer(1...1_000_000),
                "Show at most N records",
                default: .described("1000; with --csv and --jsonl all")
            ),
            .value(
                "filter",
                "EXPR",
                .text,
                "Only records with these words, field:value as in the console, or @saved"
            ),
            .value("after", "ID", .text, "Go on behind this record: the `next` of a page"),
            .value("columns", "NAMES", .list(of: .text), "Show these columns, in this order"),
        ]
    }

    /// Prints what the command line asks for.
    ///
    /// - Parameters:
    ///   - sums: what the totals are sums of, in a word.
    ///   - totals: of all records of a query, asked for only where they are shown.
    ///   - open: what of the amounts is still to be paid, where there is such a thing.
    func write(
        _ session: Session,
        on today: CivilDate? = nil,
        page: (ListRequest) throws -> ListPage<Record>,
        sums: String = "",
        totals: (ListQuery) throws -> ListTotals,
        open: ((ListQuery) throws -> [CurrencyTotal])? = nil,
    ) throws {
        let chosen = try chosenFields(session.invocation)
        var request = try self.request(session)
        request.query.today = today
        if session.invocation.flag("csv") || session.invocation.flag("jsonl") {
            try writeAll(session, chosen ?? fields, request, page)
        } else if session.invocation.flag("json") {
            let page = try page(request)
            try session.writeJSON([
                "items": .array(page.records.map { .record($0, chosen ?? fields) }),
                "next": .text(page.next),
                "totals": .array(
                    try listSums(sums, request.query, totals, open).map(\.json)
                ),
            ])
        } else {
            let page = try page(request)
            let shown = chosen ?? fields.filter { $0.isShown(for: page.records) }
            try session.write(try RecordOutput.table(page.records, shown, session))
            if session.invocation.flag("quiet") { return }
            let whole = try totals(request.query)
            let sums = try listSums(sums, request.query, { _ in whole }, open).map(\.text)
            try session.write(footer(session, page, whole.count, sums))
        }
    }

    private func listSums(
        _ word: String,
        _ query: ListQuery,
        _ totals: (ListQuery) throws -> ListTotals,
        _ open: ((ListQuery) throws -> [CurrencyTotal])?,
    ) throws -> [ListSum] {
        let left = try open?(query)
        return try totals(query).amounts.map { total in
            let code = total.amount.currency.code
            let rest = left.map { sums in
                sums.first { $0.amount.currency.code == code }?.amount
                    ?? .zero(total.amount.currency)
            }
            return ListSum(word: word, total: total, open: rest)
        }
    }

    private func request(_ session: Session) throws -> ListRequest {
        let invocation = session.invocation
        let isWhole = invocation.flag("csv") || invocation.flag("jsonl")
        return ListRequest(
            ListQuery(
                sort: invocation.list("sort").map { SortTerm($0) },
                condition: try session.filter(invocation.text("filter") ?? "", of: list)
            ),
            limit: invocation.integer("limit") ?? (isWhole ? nil : 1000),
            after: invocation.text("after")?.uppercased()
        )
    }

    private func chosenFields(_ invocation: Invocation) throws -> [RecordField<Record>]? {
        guard invocation.isGiven("columns") else { return nil }
        return try invocation.list("columns").map { name in
            guard let field = fields.first(where: { $0.name == name }) else {
                let known = fields.map(\.name)
                throw Failure(
                    .wrongUsage,
                    "there is no column \(Words.quoted(name))"
                        + FailureReport.meant(name, among: known),
                    advice: "there are \(known.joined(separator: ", "))"
                )
            }
            return field
        }
    }

    /// Record by record, page by page.
    private func writeAll(
        _ session: Session,
        _ fields: [RecordField<Record>],
        _ request: ListRequest,
        _ page: (ListRequest) throws -> ListPage<Record>,
    ) throws {
        let isCSV = session.invocation.flag("csv")
        if isCSV { try session.writeCSV(CSVRow.names(fields)) }
        try Self.forEachRecord(request, page) { record in
            if isCSV {
                try session.writeCSV(CSVRow.cells(record, fields))
            } else {
                try session.write(JSONWriter.text(.record(record, fields)) + "\n")
            }
        }
    }

    /// Hands out the records of a request, however many; no more than a page is held at once.
    static func forEachRecord(
        _ request: ListRequest,
        _ page: (ListRequest) throws -> ListPage<Record>,
        _ body: (Record) throws -> Void,
    ) throws {
        var request = request
        var left = request.limit ?? .max
        repeat {
            request.limit = min(left, pageSize)
            let page = try page(request)
            for record in page.records { try body(record) }
            left -= page.records.count
            request.after = page.next
        } while request.after != nil && left > 0
    }

    /// The sums, how much of the list this is, and how to go on.
    private func footer(
        _ session: Session,
        _ page: ListPage<Record>,
        _ count: Int,
        _ sums: [String],
    ) -> String {
        let shown = page.records.count
        var parts = [
            shown == count
                ? Texts.count(count, filters.noun, plural: filters.plural)
                : "\(Texts.count(shown)) of "
                    + Texts.count(count, filters.noun, plural: filters.plural)
        ]
        if let next = page.next { parts.append("more: --after \(next)") }
        let width = session.output.terminalWidth
        return "\n" + (sums.isEmpty ? "" : Texts.flow(sums, width: width))
            + Texts.flow(parts, width: width)
    }
}
