internal import DaybookCore

/// What stands behind WHERE, and its values.
struct ListCondition: Sendable {
    private var parts: [FilterSQL.Condition] = []

    mutating func add(_ part: String, _ values: [SQLValue]) { parts.append((part, values)) }
    mutating func add(_ part: FilterSQL.Condition) { parts.append(part) }

    /// Where a page begins, in the order in which it is read.
    mutating func begin(_ part: FilterSQL.Condition) { start = part }

    private var start: FilterSQL.Condition?
    private var all: [FilterSQL.Condition] { parts + [start].compactMap(\.self) }

    var arguments: [SQLValue] { all.flatMap(\.values) }

    var isEmpty: Bool { all.isEmpty }
    /// Whether it is soon asked of a record, with nothing else to read.
    fileprivate(set) var isQuick = false
    /// Whether the list is read from few records that were looked up, not in its order.
    private(set) var isSelective = false

    /// Whether these are told by their rows.
    private(set) var isRestricted = false

    /// Only what belongs to one other record.
    mutating func select(_ part: String, _ value: SQLValue) {
        isSelective = true
        add(part, [value])
    }

    /// Only these rows.
    mutating func restrict(_ column: String, to rows: Set<Int64>) {
        isSelective = true
        isRestricted = true
        add(FilterSQL.row(column, in: rows))
    }

    var sql: String {
        isEmpty ? "" : "WHERE " + all.map(\.sql).joined(separator: " AND ")
    }

    /// Where a page begins and the parts for which something holds, and the other parts.
    func split(
        _ isFirst: (_ sql: String) -> Bool,
    ) -> (first: ListCondition, others: ListCondition) {
        var (first, others) = (self, self)
        first.parts = parts.filter { isFirst($0.sql) }
        others.parts = parts.filter { !isFirst($0.sql) }
        others.start = nil
        return (first, others)
    }
}

extension Listing {
    /// What a list is read for: a page ends soon where many records are let through, so each is
    /// looked at in its turn; for a whole list it pays to look up all at once before.
    enum Purpose {
        case page, whole
    }

    /// What a query lets through.
    func condition(
        of query: ListQuery,
        for purpose: Purpose = .page,
        on connection: Connection,
    ) throws -> ListCondition {
        var condition = ListCondition()
        if let key = query.customer { condition.select("\(customer) = ?", .text(key)) }
        if let id = query.record, let record {
            condition.select("\(record) = ?", .text(id.description))
        }
        let filter = ListFilter.conjunction(
            query.filter.words.map { .word($0) } + [query.condition]
        )
        if filter.isEverything { return condition }
        condition.isQuick = condition.isEmpty && filter.conjuncts.allSatisfy(\.isQuick)
        let writer = FilterSQL(
            columns: filters,
            search: search,
            today: query.today,
            currencies: try connection.all("SELECT code, minor_unit_digits FROM currencies") {
                ($0.text(0), Int($0.integer(1)))
            },
        )
        var rows: Set<Int64>?
        var asked: [ListFilter] = []
        var common: [(part: ListFilter, word: CommonWord, isAnswer: Bool)] = []
        var belonging: [String: Set<Int64>] = [:]
        let parts = filter.conjuncts
        let findings = try lookUp(parts, query.today, for: purpose, connection)
        for (part, (finding, isAnswer)) in zip(parts, findings) {
            switch finding {
            case .few(let few)?: rows = rows?.intersection(few) ?? few
            case .some(let column, let keys)?:
                belonging[column] = belonging[column]?.intersection(keys) ?? keys
            case .asked(let some)?: condition.add(some)
            case .many(let many?)?:
                common.append((part, many, isAnswer))
                continue
            case .many(nil)?, nil: break
            }
            if !isAnswer { asked.append(part) }
        }
        for (column, keys) in belonging.sorted(by: { $0.key < $1.key }) {
            // Of records that have several words there may be few, where each word has many.
            if let few = try search.rows([column: keys], in: base, row, connection) {
                rows = rows?.intersection(few) ?? few
            } else {
                // A page is read in its order: no index of a looked-up column may lead.
                condition.add(
                    purpose == .page
                        ? RowSet.condition(column, keys) : FilterSQL.row(column, in: keys)
                )
            }
        }
        for (part, word, isAnswer) in common {
            // Few records are asked one by one sooner than all are looked up that have a word.
            if rows == nil { condition.add(try word.condition(connection)) }
            if rows != nil || !isAnswer { asked.append(part) }
        }
        for part in asked { condition.add(writer.condition(part)) }
        if let rows { condition.restrict(row, to: rows) }
        return condition
    }

    /// What the index of texts says of a part of a filter, and whether that is all that the part
    /// asks for: a word of a field may stand elsewhere.
    private typealias LookUp = (finding: ListSearch.Finding?, isAnswer: Bool)

    /// Looks up the first half of the parts beside the others.
    private func lookUp(
        _ parts: [ListFilter],
        _ today: CivilDate?,
        for purpose: Purpose,
        _ connection: Connection,
    ) throws -> [LookUp] {
        let read = { @Sendable (parts: ArraySlice<ListFilter>, connection: Connection) in
            try parts.map { try lookUp($0, today, for: purpose, connection) }
        }
        let searched = parts.count(where: \.isLookedUp)
        guard searched > 1, try isLong(connection) else { return try read(parts[...], connection) }
        // Parts that nobody looks up stand in front.
        let middle = parts.count - searched / 2
        let both = try Self.sideBySide(
            connection,
            { try read(parts[..<middle], connection) },
            alongside: { try read(parts[middle...], $0) }
        )
        return try both.map { $0 + $1 } ?? read(parts[...], connection)
    }

    private func lookUp(
        _ part: ListFilter,
        _ today: CivilDate?,
        for purpose: Purpose,
        _ connection: Connection,
    ) throws -> LookUp {
        switch part {
        case .word(let word):
            let finding = try find(word, today, for: purpose, connection)
            if case .many(nil)? = finding { return (nil, false) }
            return (finding, finding != nil)
        case .field(let field, let matches):
            guard let column = filters[field], column.isSearched else { return (nil, false) }
            var rows: Set<Int64> = []
            for match in matches {
                // One letter is looked for in the field sooner than in all texts.
                guard let text = match.searchedText,
                    SearchWord(text).folded.unicodeScalars.count > 1,
                    let finding = try find(text, today, for: purpose, connection)
                else { return (nil, false) }
                if case .few(let few) = finding {
                    rows.formUnion(few)
                } else {
                    return (matches.count == 1 ? finding : nil, false)
                }
            }
            return (.few(rows), false)
        case .all, .any, .not, .pattern, .has, .named:
            return (nil, false)
        }
    }

    private func find(
        _ word: String,
        _ today: CivilDate?,
        for purpose: Purpose,
        _ connection: Connection,
    ) throws -> ListSearch.Finding? {
        try search.find(
            SearchWord(word),
            in: base,
            row,
            on: today,
            for: purpose,
            connection
        )
    }
}

extension ListFilter {
    /// The parts that must all hold, those first that are quick to ask for: SQLite asks in turn.
    fileprivate var conjuncts: [ListFilter] {
        guard case .all(let parts) = self else { return [self] }
        return parts.filter(\.isQuick) + parts.filter { !$0.isQuick }
    }

    /// Whether an index of texts may know of it.
    fileprivate var isLookedUp: Bool {
        switch self {
        case .word: true
        case .field(_, let matches): matches.allSatisfy { $0.searchedText != nil }
        case .all, .any, .not, .pattern, .has, .named: false
        }
    }

    fileprivate var isQuick: Bool {
        switch self {
        case .field(_, let matches):
            matches.allSatisfy { match in
                switch match {
                case .choice, .days, .ages, .amounts, .counts: true
                case .contains, .equals, .pattern, .label: false
                }
            }
        case .all, .any, .not, .word, .pattern, .has, .named: false
        }
    }
}

extension FilterMatch {
    /// A text that what it lets through must have.
    fileprivate var searchedText: String? {
        switch self {
        case .contains(let text), .equals(let text): text
        case .pattern, .choice, .label, .days, .ages, .amounts, .counts: nil
        }
    }
}
