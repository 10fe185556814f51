package import DaybookCore

extension JournalRepository {
    /// A page of entries, the latest first unless asked otherwise.
    package func list(_ request: ListRequest) throws -> ListPage<JournalSummary> {
        try Self.listing(of: request.query).page(
            request,
            on: connection,
            idOf: { "\($0.number)" },
            read: Self.summary
        )
    }

    /// How many entries a query lists.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing(of: query).totals(of: query, on: connection)
    }

    package static var sortFields: [String] { listing(of: ListQuery()).sortKeys.map(\.field) }

    /// The history of one record begins at its own index.
    private static func listing(of query: ListQuery) -> Listing {
        let source =
            query.record == nil
            ? "journal" : "journal_records JOIN journal ON journal.number = journal_records.journal"
        return Listing(
            base: source,
            joins: [],
            id: "number",
            row: "number",
            customer: "''",
            record: "journal_records.record",
            columns: "entry",
            sortKeys: [
                .init(field: "number", expression: "number", isIndexed: query.record == nil),
                .init(field: "at", expression: "at"),
                .init(field: "actor", expression: "actor"),
                .init(field: "action", expression: "action"),
                .init(field: "cause", expression: "cause"),
            ],
            defaultSort: [SortTerm("-number")],
            search: ListSearch(
                texts: ["action", "actor", "at", "cause", "number"]
            ),
            filters: [
                "number": .count("number"), "actor": .texts(["actor"]),
                "action": .texts(["action"]), "cause": .label("cause"),
                "at": .day("substr(at, 1, 10)"),
            ],
            // Entries have no amounts.
            amounts: ListAmounts(
                columns: "",
                frame: "SELECT '', 0 WHERE 0 IN ({}) AND 0",
                frameOfAll: "SELECT '', 0 WHERE 0"
            ),
            groups: []
        )
    }

    private static func summary(_ row: Row) throws -> JournalSummary {
        let entry = try JournalEntry(row.text(0))
        return JournalSummary(
            number: entry.number,
            act: entry.act,
            cancels: entry.cancels,
            changes: entry.tableChanges,
        )
    }
}
