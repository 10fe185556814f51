import DaybookCore
import DaybookLive
import DaybookWire

/// A list of records that are all at hand: filtered, sorted and cut by what its columns show, so
/// that a list needs no more than its fields for that.
struct ShortList<Record>: Sendable {
    let fields: [RecordField<Record>]
    /// What one of the records is called, and what several are.
    let noun: String
    let plural: String
    /// The command that makes the first record; nil where none does.
    let maker: String?

    /// - Parameter plural: where it is not the same with an s
    init(
        _ noun: String,
        plural: String? = nil,
        maker: String? = nil,
        _ fields: [RecordField<Record>],
    ) {
        self.noun = noun
        self.plural = plural ?? "\(noun)s"
        self.maker = maker
        self.fields = fields
    }

    /// The options that such a list takes.
    var options: [OptionSpec] {
        let names = fields.map(\.name)
        return [
            .value(
                "filter",
                "EXPR",
                .text,
                "Only records with these words, or column:value as in other lists"
            ),
            .value(
                "sort",
                "COLUMNS",
                .list(of: .choice(names + names.map { "-\($0)" })),
                "Sort by these columns; a dash in front reverses one",
                allowsLeadingDash: true
            ),
            .value(
                "limit",
                "N",
                .integer(1...1_000_000),
                "Show at most N",
                default: .described("1000; with --csv and --jsonl all")
            ),
            .value("columns", "NAMES", .list(of: .choice(names)), "Show these, in this order"),
        ]
    }

    /// Prints what the command line asks for.
    func write(_ records: [Record], _ session: Session) throws {
        let invocation = session.invocation
        let found = try sorted(filtered(records, session), invocation.list("sort"))
        let isWhole = invocation.flag("csv") || invocation.flag("jsonl")
        let limit = invocation.integer("limit") ?? (isWhole ? found.count : 1000)
        let shown = Array(found.prefix(limit))
        let chosen = invocation.list("columns").compactMap { name in
            fields.first { $0.name == name }
        }
        let columns = chosen.isEmpty ? fields : chosen
        try RecordOutput.write(shown, columns, session, choosing: !chosen.isEmpty)
        let isText = !["json", "jsonl", "csv", "quiet"].contains { invocation.flag($0) }
        if isText, let words = hint(records.count, found.count, shown.count) {
            try session.write(words + "\n")
        }
    }

    /// What a table does not tell: that there is nothing, or more.
    private func hint(_ all: Int, _ found: Int, _ shown: Int) -> String? {
        if all == 0 {
            return "there are no \(plural)" + (maker.map { "; `daybook \($0)` makes one" } ?? "")
        }
        if found == 0 { return "none of \(Texts.count(all, noun, plural: plural))" }
        if shown < found {
            return "\(Texts.count(shown)) of \(Texts.count(found, noun, plural: plural))"
        }
        return nil
    }

    // MARK: - Filtering

    private var filterFields: FilterFields {
        FilterFields(
            noun,
            plural: plural,
            fields.map { field in
                FilterField(
                    field.name.lowercased(),
                    field.asked,
                    mayBeAbsent: true,
                    "the column \(field.name)"
                )
            }
        )
    }

    private func filtered(_ records: [Record], _ session: Session) throws -> [Record] {
        guard let text = session.invocation.text("filter") else { return records }
        let filter = try ListFilter(reading: text, filterFields)
        if let name = filter.unresolvedNames.first {
            throw Failure(
                .wrongUsage,
                "--filter: no filters are saved for \(plural), and so not \(Words.quoted(name))",
                advice: "write out what it says"
            )
        }
        let today = try session.read { try session.today($0) }
        return records.filter { filter.holds(for: filterRecord($0), on: today) }
    }

    private func filterRecord(_ record: Record) -> FilterRecord {
        var values: [String: FilterValue] = [:]
        var texts: [String] = []
        for field in fields {
            // Days are those that people see, by the clocks of their zone.
            let text = field.asked == .day ? field.cell(record).text : field.text(record)
            if text.isEmpty { continue }
            texts.append(text)
            values[field.name.lowercased()] = Self.value(text, field.asked)
        }
        return FilterRecord(values: values, texts: texts)
    }

    private static func value(_ text: String, _ kind: FilterField.Kind) -> FilterValue? {
        switch kind {
        case .text: .texts([text])
        case .label: .labels([text])
        case .choice: .choices([text])
        case .day, .age: (try? CivilDate(iso8601: String(text.prefix(10)))).map { .day($0) }
        case .count: Int(text).map { .count($0) }
        case .amount: preconditionFailure("lists with amounts are asked in the ledger")
        }
    }

    // MARK: - Sorting

    private func sorted(_ records: [Record], _ terms: [String]) -> [Record] {
        if terms.isEmpty { return records }
        let keys = terms.map { SortTerm($0) }.compactMap { term in
            fields.first { $0.name == term.field }.map { ($0, term.isDescending) }
        }
        let rows = records.enumerated().map { row in
            let values = keys.map { SortKey($0.0.text(row.element)) }
            return (place: row.offset, record: row.element, keys: values)
        }
        return rows.sorted { one, other in
            for (index, key) in keys.enumerated() where one.keys[index] != other.keys[index] {
                return (one.keys[index] < other.keys[index]) != key.1
            }
            return one.place < other.place
        }.map(\.record)
    }
}

/// What a record is sorted by: numbers before texts, each in their own order.
private enum SortKey: Comparable {
    case number(PreciseAmount)
    case text(String)

    init(_ text: String) {
        self = (try? PreciseAmount(text)).map { .number($0) } ?? .text(SearchWord.fold(text))
    }
}
