internal import DaybookCore

/// Questions to a whole list: they read it once, can be stopped, and tell what they have so far.
extension Listing {
    /// Told now and then while a list is read; the answer so far is made only if asked for.
    typealias Progress<Answer> = (_ soFar: () throws -> Answer) throws -> Void

    /// How many records a query lists, and their sums.
    func totals(of query: ListQuery, on connection: Connection) throws -> ListTotals {
        let condition = try condition(of: query, for: .whole, on: connection)
        let isOfRecords = amounts.frame == nil
        guard isOfRecords else {
            let amounts = try ownedAmounts(condition, connection)
            return ListTotals(count: try count(condition, connection), amounts: amounts)
        }
        let scan = try scan([], condition, connection, TotalsScan())
        let share = try scan.tally.share(0, try Self.currencies(connection))
        return ListTotals(count: share.count, amounts: share.amounts)
    }

    /// Sums of amounts that the records do not have themselves; counted are the records.
    private func ownedAmounts(
        _ condition: ListCondition,
        _ connection: Connection,
    ) throws -> [CurrencyTotal] {
        var tally = ListTally()
        var owners: [String: RowIndex] = [:]
        try connection.forEach(amountsQuery(condition), condition.arguments) { row in
            tally.add(row, 0, group: 0)
            guard self.amounts.isOwned else { return }
            _ = owners[row.text(0), default: RowIndex()].number(of: row.integer(2))
        }
        return try tally.share(0, try Self.currencies(connection)).amounts.map { total in
            let count = owners[total.amount.currency.code]?.count ?? total.count
            return CurrencyTotal(count: count, amount: total.amount)
        }
    }

    func count(_ query: ListQuery, on connection: Connection) throws -> Int {
        try count(try condition(of: query, for: .whole, on: connection), connection)
    }

    private func count(_ condition: ListCondition, _ connection: Connection) throws -> Int {
        let sql = "SELECT count(*) FROM \(source(naming: condition.sql)) \(condition.sql)"
        return Int(try connection.integer(sql, condition.arguments))
    }

    private func amountsQuery(_ condition: ListCondition) -> String {
        if let whole = amounts.frameOfAll, condition.isEmpty { return whole }
        let rows = "SELECT \(row) FROM \(source(naming: condition.sql)) \(condition.sql)"
        return amounts.frame?.filled(rows) ?? rows
    }

    static func currencies(_ connection: Connection) throws -> [String: Currency] {
        let all = try connection.all("SELECT code, minor_unit_digits FROM currencies") {
            try $0.currency(0)
        }
        return Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
    }

    // MARK: - Groups

    func frequency(
        of field: String,
        _ query: ListQuery,
        on connection: Connection,
        progress: Progress<FrequencyTable> = { _ in },
    ) throws -> FrequencyTable {
        let grouping = try group(field)
        let (group, unit) = grouping
        let known = try Self.currencies(connection)
        let condition = try condition(of: query, for: .whole, on: connection)
        let start = FrequencyScan(keys: GroupKeys(group, unit))
        let scan = try scan(
            [grouping],
            condition,
            connection,
            start,
            along: group.along
        ) { scan in
            try progress { try table(field, group, scan, known, connection) }
        }
        return try table(field, group, scan, known, connection)
    }

    private func table(
        _ field: String,
        _ group: ListGroup,
        _ scan: FrequencyScan,
        _ known: [String: Currency],
        _ connection: Connection,
    ) throws -> FrequencyTable {
        let (texts, places) = try scan.keys.labels(group, connection)
        var tally = ListTally()
        tally.add(scan.tally, groups: places)
        let share = try tally.shares(known)
        // Labels of another table come in their order; others are few.
        let order = Self.mostFirst(
            tally.counts(of: texts.count),
            group.labels == nil ? texts.indices.sorted { texts[$0] < texts[$1] } : nil
        )
        return FrequencyTable(
            field: field,
            rows: order.map { FrequencyTable.Row(label: texts[$0], share: share($0)) },
            counted: scan.tally.counted
        )
    }

    /// The places of the largest counts first, equal ones in an order, or as they stand.
    private static func mostFirst(_ counts: [Int], _ order: [Int]?) -> [Int] {
        // As one number each they are sorted several times as fast as by a closure.
        var keys = counts.indices.map { rank in
            let count = counts[order?[rank] ?? rank]
            return UInt128(UInt64.max - UInt64(count)) << 64 | UInt128(rank)
        }
        keys.sort()
        return keys.map { key in
            let rank = Int(truncatingIfNeeded: key)
            return order?[rank] ?? rank
        }
    }

    func pivot(
        rows rowField: String,
        columns columnField: String,
        _ query: ListQuery,
        on connection: Connection,
        progress: Progress<PivotTable> = { _ in },
    ) throws -> PivotTable {
        let groupings = try [group(rowField), group(columnField)]
        let (rows, columns) = (groupings[0].group, groupings[1].group)
        let start = PivotScan(
            rowField,
            columnField,
            GroupKeys(rows, groupings[0].unit),
            GroupKeys(columns, groupings[1].unit)
        )
        let known = try Self.currencies(connection)
        let condition = try condition(of: query, for: .whole, on: connection)
        let scan = try scan(groupings, condition, connection, start) { scan in
            try progress { try scan.table(rows, columns, known, connection) }
        }
        return try scan.table(rows, columns, known, connection)
    }

    /// `due/month` is the due date by month.
    private func group(
        _ field: String,
    ) throws(ListRequestError) -> Grouping {
        let parts = field.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let group = groups.first(where: { $0.field == parts[0] }) else {
            throw .unknownField(field, known: groups.map(\.field))
        }
        guard parts.count == 2 else { return (group, nil) }
        guard group.isDay, let unit = GroupKeys.DayUnit(rawValue: String(parts[1])) else {
            let known = group.isDay ? ["\(parts[0])/month", "\(parts[0])/year"] : [group.field]
            throw .unknownField(field, known: known)
        }
        return (group, unit)
    }

    // MARK: - Descriptions

    func description(
        of field: String,
        _ query: ListQuery,
        on connection: Connection,
    ) throws -> ColumnDescription {
        if case .amount(let column, let currency)? = filters[field] {
            return try describeAmounts(field, column, currency, query, connection)
        }
        let group = try group(field).group
        let table = try frequency(of: field, query, on: connection)
        let values = table.rows.filter { !$0.label.isEmpty }
        let count = values.reduce(0) { $0 + $1.share.count }
        return ColumnDescription(
            field: field,
            count: count,
            absent: table.counted - count,
            distinct: values.count,
            extent: Self.extent(of: values, count, isDay: group.isDay)
        )
    }

    private static func extent(
        of values: [FrequencyTable.Row],
        _ count: Int,
        isDay: Bool,
    ) -> ColumnDescription.Extent {
        let sorted = values.sorted { $0.label < $1.label }
        guard let first = sorted.first, let last = sorted.last else { return .nothing }
        if isDay, case .day(let from)? = FilterDay(first.label),
            case .day(let to)? = FilterDay(last.label)
        {
            var passed = 0
            for value in sorted {
                passed += value.share.count
                if passed * 2 >= count, case .day(let median)? = FilterDay(value.label) {
                    return .days(from...to, median: median)
                }
            }
        }
        return .texts(first.label...last.label)
    }

    private func describeAmounts(
        _ field: String,
        _ column: String,
        _ currency: String,
        _ query: ListQuery,
        _ connection: Connection,
    ) throws -> ColumnDescription {
        let condition = try condition(of: query, for: .whole, on: connection)
        let source = source(naming: "\(column) \(currency) \(condition.sql)")
        var codes = TextIndex()
        var units: [[Int64]] = []
        try connection.forEach(
            "SELECT \(currency), \(column) FROM \(source) \(condition.sql)",
            condition.arguments
        ) { row in
            let code = row.withText(0) { codes.number(of: $0) }
            if code == units.count { units.append([]) }
            units[code].append(row.integer(1))
        }
        let known = try Self.currencies(connection)
        var extents: [AmountExtent] = []
        var distinct = 0
        for code in units.indices {
            let sorted = units[code].sorted()
            distinct += zip(sorted, sorted.dropFirst()).reduce(1) { $1.0 == $1.1 ? $0 : $0 + 1 }
            let text = codes.text(code)
            guard let currency = known[text] else {
                throw UnreadableValue(expected: "a currency", found: text)
            }
            extents.append(AmountExtent(sorted: sorted, currency))
        }
        extents.sort { $0.least.currency.code < $1.least.currency.code }
        return ColumnDescription(
            field: field,
            count: units.reduce(0) { $0 + $1.count },
            absent: 0,
            distinct: distinct,
            extent: extents.isEmpty ? .nothing : .amounts(extents)
        )
    }
}
