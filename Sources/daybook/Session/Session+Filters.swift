import DaybookCore
import DaybookStore

/// Filters as somebody types them, with the saved ones that they name.
extension Session {
    func filter(_ text: String, of list: FilteredList) throws -> ListFilter {
        let filter = try ListFilter(reading: text, list.fields)
        // Most filters name none, and cost no look into the ledger.
        if filter.unresolvedNames.isEmpty { return filter }
        return try read { try expanded(filter, of: list, $0) }
    }

    /// The same on what a change has open.
    func filter(
        _ text: String,
        of list: FilteredList,
        _ connection: Connection,
    ) throws -> ListFilter {
        try expanded(ListFilter(reading: text, list.fields), of: list, connection)
    }

    private func expanded(
        _ filter: ListFilter,
        of list: FilteredList,
        _ connection: Connection,
    ) throws -> ListFilter {
        try SavedFilterRepository(connection).book(of: list).expanded(filter)
    }

    /// The saved filter that the command line names: with its list, or with a name that only one
    /// list has.
    func savedFilter(_ connection: Connection) throws -> SavedFilterRepository.Stored {
        let name = invocation.argument("NAME")
        let list = invocation.text("list").flatMap { FilteredList(rawValue: $0) }
        let found = try SavedFilterRepository(connection).all(list)
            .filter { $0.saved.name == name }
        if found.count > 1 {
            let lists = found.map(\.saved.list.rawValue).joined(separator: ", ")
            throw Failure(
                .wrongUsage,
                "there is a filter \(Words.quoted(name)) for each of \(lists)",
                advice: "say which with --list"
            )
        }
        guard let only = found.first else {
            throw Failure.notFound("filter", name, list: "filters list")
        }
        return only
    }

    static let listOption = OptionSpec.value(
        "list",
        "LIST",
        .choice(FilteredList.allCases.map(\.rawValue)),
        "The list that it is for"
    )
}

extension WrittenRecord {
    init(
        _ filter: SavedFilter,
        id: RecordID,
        isGone: Bool = false,
        _ connection: Connection,
    ) throws {
        let state = isGone ? nil : "saved"
        try self.init(id, key: filter.name, state: state, .filter, connection)
    }
}
