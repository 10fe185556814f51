internal import DaybookCore

/// Numbers the groups of one field in the order in which they come.
struct GroupKeys: Sendable {
    private var texts = TextIndex()
    private var rows = RowIndex()
    private let isOfRows: Bool
    /// So many bytes of a date are its year, its month or its day.
    private let length: Int

    init(_ group: ListGroup, _ unit: DayUnit?) {
        isOfRows = group.labels != nil
        length = unit?.length ?? .max
    }

    /// How dates are taken together.
    enum DayUnit: String, Sendable {
        case month, year

        var length: Int { self == .month ? 7 : 4 }
    }

    mutating func number(_ row: some RowValues, _ column: Int) -> Int {
        if isOfRows {
            return rows.number(of: row.integer(column))
        }
        return row.withText(column) { text in
            text.count > length
                ? texts.number(of: text.extracting(0..<length)) : texts.number(of: text)
        }
    }

    /// Takes over the groups of others. Answers the numbers here of those there.
    mutating func add(_ other: GroupKeys) -> [Int] {
        if isOfRows {
            return other.rows.rows.map { rows.number(of: $0) }
        }
        return (0..<other.count).map { number in
            let text = Array(other.texts.text(number).utf8)
            return texts.number(of: text.span)
        }
    }

    var count: Int { isOfRows ? rows.count : texts.count }

    /// What the groups are called, and for each of their numbers which of them it is: accounts of
    /// one customer are one group.
    func labels(
        _ group: ListGroup,
        _ connection: Connection,
    ) throws -> (texts: [String], places: [Int]) {
        guard let labels = group.labels else {
            return ((0..<count).map { texts.text($0) }, Array(0..<count))
        }
        let owners = try owners(labels, connection)
        var named = RowIndex()
        for owner in owners { _ = named.number(of: owner) }
        var names: [String] = []
        var places: [Int?] = Array(repeating: nil, count: named.count)
        try connection.forEach(labels.names) { row in
            guard let number = named.known(row.integer(0)) else { return }
            places[number] = names.count
            names.append(row.text(1))
        }
        // What is in no table has no name.
        names.append("")
        let nameless = names.count - 1
        let shown = owners.map { named.known($0).flatMap { places[$0] } ?? nameless }
        if !shown.contains(nameless) { names.removeLast() }
        return (names, shown)
    }

    /// What the rows belong to, in the order of their numbers.
    private func owners(_ labels: ListLabels, _ connection: Connection) throws -> [Int64] {
        guard let query = labels.owners else { return rows.rows }
        var owners = Array(repeating: Int64.min, count: count)
        try connection.forEach(query) { row in
            if let number = rows.known(row.integer(0)) { owners[number] = row.integer(1) }
        }
        return owners
    }
}
