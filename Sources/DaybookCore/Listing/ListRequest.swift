/// Which records of a list are wanted, and in which order.
package struct ListQuery: Hashable, Sendable {
    /// None for the list's own order.
    package var sort: [SortTerm]
    package var filter: WordFilter
    /// What else must hold of the records.
    package var condition: ListFilter
    /// The key of the customer whose records are wanted; nil for everybody's.
    package var customer: String?
    /// The id of the record whose history is wanted; nil for everything.
    package var record: RecordID?
    /// The day on which words are looked for: what is overdue is found by that word. Nil where
    /// nothing is called so.
    package var today: CivilDate?

    package init(
        sort: [SortTerm] = [],
        filter: WordFilter = .none,
        condition: ListFilter = .everything,
        customer: String? = nil,
        record: RecordID? = nil,
        today: CivilDate? = nil,
    ) {
        self.sort = sort
        self.filter = filter
        self.condition = condition
        self.customer = customer
        self.record = record
        self.today = today
    }

    /// Whether a filter leaves records out.
    package var isFiltered: Bool { filter != .none || condition != .everything }
}

/// A page of a list.
package struct ListRequest: Hashable, Sendable {
    package var query: ListQuery
    /// Nil for all of them.
    package var limit: Int?
    /// The id of the record behind which the list goes on.
    package var after: String?

    package init(_ query: ListQuery = ListQuery(), limit: Int? = nil, after: String? = nil) {
        self.query = query
        self.limit = limit
        self.after = after
    }
}

/// A field to sort by; `-due` is due date, latest first.
package struct SortTerm: Hashable, Sendable {
    package let field: String
    package let isDescending: Bool

    package init(field: String, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }

    package init(_ text: String) {
        let isDescending = text.hasPrefix("-")
        self.init(
            field: isDescending ? String(text.dropFirst()) : text,
            isDescending: isDescending
        )
    }
}

/// A request that the list cannot serve.
package enum ListRequestError: Error, Hashable, Sendable {
    case unknownField(String, known: [String])
    /// The record behind which the list should go on is not in it.
    case unknownCursor(String)
    /// A table of more cells than anybody looks at.
    case tooManyGroups(String, String)
}

/// A part of a list, and how to ask for the next.
package struct ListPage<Record: Sendable>: Sendable {
    package let records: [Record]
    /// What `after` must be for the next page; nil when this is the last.
    package let next: String?

    package init(records: [Record], next: String?) {
        self.records = records
        self.next = next
    }
}
