internal import DaybookCore

/// Counts and sums by groups and currencies while a list is read once from end to end.
///
/// SQLite would sort the records to group them; here each goes straight to its group.
struct ListTally: Sendable {
    private var currencies = TextIndex()
    /// Group by group, as many currencies in each as there is room for.
    private var cells: [Cell] = []
    private var room = 4
    private(set) var counted = 0

    private struct Cell: Sendable {
        var count = 0
        /// Halves, of which neither can overflow before 2^63 minor units are added up 2^31 times.
        var high: Int64 = 0
        var low: Int64 = 0

        mutating func add(_ units: Int64) {
            count += 1
            high &+= units >> 32
            low &+= units & 0xFFFF_FFFF
        }

        mutating func add(_ other: Cell) {
            count += other.count
            high &+= other.high
            low &+= other.low
        }

        var sum: Int128 { Int128(high) << 32 + Int128(low) }
    }

    /// Adds the record of a row whose columns from one on are its currency and its amount.
    mutating func add(_ row: some RowValues, _ column: Int, group: Int) {
        counted += 1
        let currency = row.withText(column) { currencies.number(of: $0) }
        cells[place(currency, group)].add(row.integer(column + 1))
    }

    /// Adds records that were summed up before: the columns from one on are their currency, how
    /// many there are, and the two halves of what they come to.
    mutating func add(kept row: Row, _ column: Int, group: Int) {
        let cell = Cell(
            count: Int(row.integer(column + 1)),
            high: row.integer(column + 2),
            low: row.integer(column + 3)
        )
        counted += cell.count
        let currency = row.withText(column) { currencies.number(of: $0) }
        cells[place(currency, group)].add(cell)
    }

    /// Adds what another tally has counted.
    ///
    /// - Parameter groups: the numbers here of the groups there
    mutating func add(_ other: ListTally, groups: [Int]) {
        counted += other.counted
        let numbers = (0..<other.currencies.count).map { number in
            let code = Array(other.currencies.text(number).utf8)
            return currencies.number(of: code.span)
        }
        for group in 0..<(other.cells.count / other.room) {
            for (number, currency) in numbers.enumerated() {
                let cell = other.cells[group * other.room + number]
                if cell.count > 0 { cells[place(currency, groups[group])].add(cell) }
            }
        }
    }

    /// Where a group has a currency; room for it is made.
    private mutating func place(_ currency: Int, _ group: Int) -> Int {
        if currency >= room { widen() }
        let place = group * room + currency
        while place >= cells.count {
            cells.append(contentsOf: repeatElement(Cell(), count: room))
        }
        return place
    }

    private mutating func widen() {
        var wide: [Cell] = []
        for start in stride(from: 0, to: cells.count, by: room) {
            wide += cells[start..<start + room]
            wide += repeatElement(Cell(), count: room)
        }
        (cells, room) = (wide, room * 2)
    }

    /// How many records each of so many groups has.
    func counts(of groups: Int) -> [Int] {
        (0..<groups).map { group in
            guard (group + 1) * room <= cells.count else { return 0 }
            return cells[(group * room)..<((group + 1) * room)].reduce(0) { $0 + $1.count }
        }
    }

    func share(_ group: Int, _ known: [String: Currency]) throws -> ListShare {
        try shares(known)(group)
    }

    /// What each group has, the currencies in the order of their codes.
    func shares(_ known: [String: Currency]) throws -> (Int) -> ListShare {
        let numbered = try (0..<currencies.count).map { number in
            let code = currencies.text(number)
            guard let currency = known[code] else {
                throw UnreadableValue(expected: "a currency", found: code)
            }
            return currency
        }
        let order = numbered.indices.sorted { numbered[$0].code < numbered[$1].code }
        return { group in
            var totals: [CurrencyTotal] = []
            for number in order where group * room < cells.count {
                let cell = cells[group * room + number]
                guard cell.count > 0 else { continue }
                let amount = Money(minorUnits: cell.sum, numbered[number])
                totals.append(CurrencyTotal(count: cell.count, amount: amount))
            }
            return ListShare(count: totals.reduce(0) { $0 + $1.count }, amounts: totals)
        }
    }
}

extension ListShare {
    /// Two parts as one.
    func merged(_ other: ListShare) -> ListShare {
        if count == 0 { return other }
        if other.count == 0 { return self }
        var sums: [String: CurrencyTotal] = [:]
        for total in amounts + other.amounts {
            let code = total.amount.currency.code
            let before = sums[code]
            let units = total.amount.minorUnits + (before?.amount.minorUnits ?? 0)
            sums[code] = CurrencyTotal(
                count: total.count + (before?.count ?? 0),
                amount: Money(minorUnits: units, total.amount.currency)
            )
        }
        return ListShare(
            count: count + other.count,
            amounts: sums.sorted { $0.key < $1.key }.map(\.value)
        )
    }
}
