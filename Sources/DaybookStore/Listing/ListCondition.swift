internal import DaybookCore

/// What stands behind WHERE, and its values.
struct ListCondition: Sendable {
    private var parts: [String] = []
    private(set) var arguments: [SQLValue] = []

    mutating func add(_ part: String, _ values: [SQLValue]) {
        parts.append(part)
        arguments += values
    }

    mutating func add(_ part: (sql: String, values: [SQLValue])) {
        add(part.sql, part.values)
    }

    var isEmpty: Bool { parts.isEmpty }
    /// Whether the list is read from few records that were looked up, not in its order.
    private(set) var isSelective = false

    /// Only what belongs to one other record.
    mutating func select(_ part: String, _ value: SQLValue) {
        isSelective = true
        add(part, [value])
    }

    /// Only these rows.
    mutating func restrict(_ column: String, to rows: Set<Int64>) {
        isSelective = true
        add(FilterSQL.row(column, in: rows))
    }

    var sql: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }
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
        var common: [(part: ListFilter, condition: FilterSQL.Condition, isAnswer: Bool)] = []
        for part in filter.conjuncts {
            let (finding, isAnswer) = try lookUp(part, query.today, for: purpose, connection)
            switch finding {
            case .few(let few)?: rows = rows?.intersection(few) ?? few
            case .some(let some)?: condition.add(some)
            case .many(let many?)?:
                common.append((part, many, isAnswer))
                continue
            case .many(nil)?, nil: break
            }
            if !isAnswer { asked.append(part) }
        }
        for (part, many, isAnswer) in common {
            // Few records are asked one by one sooner than all are looked up that have a word.
            if rows == nil { condition.add(many) }
            if rows != nil || !isAnswer { asked.append(part) }
        }
        for part in asked { condition.add(writer.condition(part)) }
        if let rows { condition.restrict(row, to: rows) }
        return condition
    }

    /// What the index of texts says of a part of a filter, and whether that is all that the part
    /// asks for: a word of a field may stand elsewhere.
    private func lookUp(
        _ part: ListFilter,
        _ today: CivilDate?,
        for purpose: Purpose,
        _ connection: Connection,
    ) throws -> (finding: ListSearch.Finding?, isAnswer: Bool) {
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

    private var isQuick: Bool {
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
