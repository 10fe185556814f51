package import DaybookCore

/// A list in one order and under one filter, read window by window.
///
/// It remembers where some of the records stand, so that a window in the middle of a million costs
/// no more than one at the start: those at which earlier windows began, and every 64th or so once
/// the list has been surveyed. When the ledger changes it forgets them, so that no window is ever
/// made of two states.
package final class ListWindows<Record: Sendable>: Sendable {
    private let ledger: Ledger
    private let reader: Ledger.Reader
    private let query: ListQuery
    private let listing: Listing
    private let read: @Sendable (Row, Connection) throws -> Record
    private let known = Guarded(ListKnowledge())

    init(
        _ ledger: Ledger,
        _ query: ListQuery,
        _ listing: Listing,
        read: @escaping @Sendable (Row, Connection) throws -> Record,
    ) throws {
        // A field that there is not is told at once.
        _ = try listing.keys(of: query)
        self.ledger = ledger
        self.query = query
        self.listing = listing
        self.read = read
        reader = try ledger.makeReader()
    }

    /// Up to `count` records from a place on, fewer where the list ends.
    ///
    /// - Parameter kept: the id of a record that is to be among them: where it stands elsewhere by
    ///   now, the window is the one around it
    package func window(
        at place: ListPlace,
        count: Int,
        keeping kept: String? = nil,
    ) throws -> ListWindow<Record> {
        try reader.read { connection in
            try known.withLock { $0.forgetIfChanged(try connection.dataVersion()) }
            if let kept, case .fromStart(let index) = place,
                let found = try self.place(of: kept, connection),
                !(index..<index + count).contains(found)
            {
                return try window(from: max(0, found - count / 2), count, connection)
            }
            switch (place, known.withLock { $0.total }) {
            case (.fromStart(let index), _):
                return try window(from: index, count, connection)
            case (.fromEnd(let index), let total?):
                let start = max(0, total - 1 - index)
                let window = try window(from: start, min(count, total - start), connection)
                return ListWindow(
                    records: window.records,
                    start: .fromEnd(total - 1 - start),
                    total: total
                )
            case (.fromEnd(let index), nil):
                return try window(fromEnd: index, count, connection)
            }
        }
    }

    /// How many records stand before one; nil where the list has it no more.
    private func place(of id: String, _ connection: Connection) throws -> Int? {
        let order = try listing.order(of: query, on: connection)
        var before = try condition(connection)
        guard let position = try listing.position(of: id, order, before, on: connection) else {
            return nil
        }
        before.add(order.reversed.condition(from: position, isIncluded: false))
        let count = try connection.integer(
            "SELECT count(*) FROM \(listing.source(order, before)) \(before.sql)",
            before.arguments
        )
        return Int(count)
    }

    private func window(
        from index: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> ListWindow<Record> {
        let order = try listing.order(of: query, on: connection)
        if let window = try window(ofOrdering: index, count, connection) { return window }
        let anchor = known.withLock { $0.anchor(atOrBefore: index) }
        var condition = try condition(connection)
        if let anchor { condition.begin(order.condition(from: anchor.values, isIncluded: true)) }
        let skipped = index - (anchor?.place ?? 0)
        let rows = try rows(order, condition, skipping: skipped, count, connection)
        let total = known.withLock { known in
            if let first = rows.first { known.remember(first.values, at: index) }
            if rows.count < count && (!rows.isEmpty || index == 0) {
                known.total = index + rows.count
            }
            return known.total
        }
        return ListWindow(records: rows.map(\.record), start: .fromStart(index), total: total)
    }

    /// From the last record backwards, for a list that nobody has counted yet.
    private func window(
        fromEnd index: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> ListWindow<Record> {
        let order = try listing.order(of: query, on: connection).reversed
        let wanted = min(count, index + 1)
        let skipped = index + 1 - wanted
        let rows = try rows(
            order,
            try condition(connection),
            skipping: skipped,
            wanted,
            connection
        )
        if rows.isEmpty && skipped > 0 {
            // Before the first record there is nothing: the list from its start, then.
            let total = try listing.count(query, on: connection)
            known.withLock { $0.total = total }
            let window = try window(from: 0, min(count, total), connection)
            return ListWindow(
                records: window.records,
                start: .fromEnd(max(0, total - 1)),
                total: total
            )
        }
        if rows.count < wanted { known.withLock { $0.total = skipped + rows.count } }
        return ListWindow(
            records: rows.reversed().map(\.record),
            start: .fromEnd(max(0, skipped + rows.count - 1)),
            total: known.withLock { $0.total }
        )
    }

    /// What the filter lets through in the state that is read. Some of it may have been looked up,
    /// which is done once for each state.
    private func condition(_ connection: Connection) throws -> ListCondition {
        if let condition = known.withLock({ $0.condition }) { return condition }
        let condition = try listing.condition(of: query, on: connection)
        known.withLock { $0.condition = condition }
        return condition
    }

    private func rows(
        _ order: ListOrder,
        _ condition: ListCondition,
        skipping skipped: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> [(values: [SQLValue], record: Record)] {
        let rows = try listing.rows(order, condition, skipping: skipped, count, connection)
        let records = try listing.records(at: rows.map(\.row), connection) {
            try read($0, connection)
        }
        return zip(rows, records).map { ($0.values, $1) }
    }

    /// From an order that the survey has made, where no index has it.
    private func window(
        ofOrdering index: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> ListWindow<Record>? {
        let slice = known.withLock { known in
            known.ordering.map { (rows: $0.dropFirst(index).prefix(count), total: $0.count) }
        }
        guard let slice else { return nil }
        let records = try listing.records(at: slice.rows.map { Int64($0) }, connection) {
            try read($0, connection)
        }
        return ListWindow(records: records, start: .fromStart(index), total: slice.total)
    }

    // MARK: - The whole list

    /// Counts and sums up the list; nil when it was stopped on the way.
    package func totals(isCancelled: @Sendable () -> Bool) throws -> ListTotals? {
        try reader.read { connection in
            try connection.stopping(when: isCancelled) {
                try listing.totals(of: query, on: connection)
            }
        }
    }

    /// Counts the list from end to end; nil when it was stopped on the way.
    package func survey(isCancelled: @Sendable () -> Bool) throws -> ListTotals? {
        let version = try reader.read { try $0.dataVersion() }
        var found = ListKnowledge()
        let totals = try ledger.read { connection in
            try connection.stopping(when: isCancelled) {
                let order = try listing.order(of: query, on: connection)
                let totals = try listing.totals(of: query, on: connection)
                let condition = try listing.condition(
                    of: query,
                    for: .whole,
                    on: connection
                )
                if order.isIndexed {
                    let all = listing.pageQuery(order, condition, first: 0, -1)
                    try connection.forEach(all.sql, all.values) { row in
                        found.count { order.read(row) }
                    }
                } else {
                    found.ordering = try listing.ordering(order, condition, connection)
                }
                return totals
            }
        }
        guard let totals else { return nil }
        // What was committed meanwhile may have moved the records.
        let isCurrent = try reader.read { try $0.dataVersion() } == version
        if isCurrent {
            known.withLock { known in
                known.forgetIfChanged(version)
                known.take(found, total: totals.count)
            }
        }
        return totals
    }
}

/// Where some records of a list stand.
struct ListKnowledge {
    var total: Int?
    /// The rows of all records in their order, where no index has it: four bytes each.
    var ordering: [UInt32]?
    var condition: ListCondition?
    private var version: Int64?
    /// In the order of their places.
    private var anchors: [Anchor] = []
    private var counted = 0

    struct Anchor {
        let place: Int
        let values: [SQLValue]
    }

    /// How far apart the anchors of the survey are.
    private var stride = 64
    /// Each takes some hundred bytes. Of a longer list fewer are kept, further apart.
    private static var most: Int { 8192 }

    /// Another state of the ledger has its records elsewhere.
    mutating func forgetIfChanged(_ current: Int64) {
        if version == current { return }
        self = ListKnowledge()
        version = current
    }

    func anchor(atOrBefore place: Int) -> Anchor? {
        let end = index(behind: place)
        return end == 0 ? nil : anchors[end - 1]
    }

    mutating func remember(_ values: [SQLValue], at place: Int) {
        let end = index(behind: place)
        if end > 0 && anchors[end - 1].place == place || place == 0 { return }
        if anchors.count < 2 * Self.most {
            anchors.insert(Anchor(place: place, values: values), at: end)
        }
    }

    /// The first anchor behind a place.
    private func index(behind place: Int) -> Int {
        var low = 0
        var high = anchors.count
        while low < high {
            let middle = (low + high) / 2
            if anchors[middle].place <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// One more record of a survey; every so often its values are kept.
    mutating func count(_ values: () -> [SQLValue]) {
        if counted % stride == 0 && counted > 0 {
            anchors.append(Anchor(place: counted, values: values()))
            if anchors.count == Self.most {
                stride *= 2
                anchors.removeAll { $0.place % stride != 0 }
            }
        }
        counted += 1
    }

    mutating func take(_ survey: ListKnowledge, total: Int) {
        anchors = survey.anchors
        ordering = survey.ordering
        self.total = total
    }
}
