internal import DaybookCore

/// The pairs of values of two fields, while a list is read.
struct PivotScan: RowTally {
    /// Larger tables would fill the memory, and nobody could read them.
    private static var mostCells: Int { 1_000_000 }

    private let rowField: String
    private let columnField: String
    private var rows: GroupKeys
    private var columns: GroupKeys
    /// The number of each pair that has come, by its row and its column.
    private var pairs: [UInt64: Int] = [:]
    private(set) var tally = ListTally()

    init(_ rowField: String, _ columnField: String, _ rows: GroupKeys, _ columns: GroupKeys) {
        self.rowField = rowField
        self.columnField = columnField
        self.rows = rows
        self.columns = columns
    }

    mutating func add(_ row: FoldedRow) {
        let number = number(of: rows.number(row, 0), columns.number(row, 1))
        tally.add(row, 2, group: number)
    }

    mutating func add(kept row: Row) {
        let number = number(of: rows.number(row, 0), columns.number(row, 1))
        tally.add(kept: row, 2, group: number)
    }

    private mutating func number(of row: Int, _ column: Int) -> Int {
        let pair = UInt64(row) << 32 | UInt64(column)
        if let known = pairs[pair] { return known }
        pairs[pair] = pairs.count
        return pairs.count - 1
    }

    mutating func add(_ other: PivotScan) {
        let (rows, columns) = (rows.add(other.rows), columns.add(other.columns))
        var groups = [Int](repeating: 0, count: other.pairs.count)
        for (pair, number) in other.pairs {
            groups[number] = self.number(
                of: rows[Int(pair >> 32)],
                columns[Int(pair & 0xFFFF_FFFF)]
            )
        }
        tally.add(other.tally, groups: groups)
    }

    func table(
        _ rowGroup: ListGroup,
        _ columnGroup: ListGroup,
        _ known: [String: Currency],
        _ connection: Connection,
    ) throws -> PivotTable {
        guard rows.count * columns.count <= Self.mostCells else {
            throw ListRequestError.tooManyGroups(rowField, columnField)
        }
        let (rowTexts, rowPlaces) = try rows.labels(rowGroup, connection)
        let (columnTexts, columnPlaces) = try columns.labels(columnGroup, connection)
        let (rowRanks, rowLabels) = Self.ranked(rowTexts)
        let (columnRanks, columnLabels) = Self.ranked(columnTexts)
        let empty = Array(repeating: ListShare.nothing, count: columnLabels.count)
        var cells = Array(repeating: empty, count: rowLabels.count)
        let shareOf = try tally.shares(known)
        for (pair, number) in pairs {
            let row = rowRanks[rowPlaces[Int(pair >> 32)]]
            let column = columnRanks[columnPlaces[Int(pair & 0xFFFF_FFFF)]]
            cells[row][column] = cells[row][column].merged(shareOf(number))
        }
        return PivotTable(
            rowField: rowField,
            columnField: columnField,
            rowLabels: rowLabels,
            columnLabels: columnLabels,
            cells: cells,
            counted: tally.counted
        )
    }

    /// Where each text stands in the order of all.
    private static func ranked(_ texts: [String]) -> (ranks: [Int], sorted: [String]) {
        let order = texts.indices.sorted { texts[$0] < texts[$1] }
        var ranks = Array(repeating: 0, count: texts.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        return (ranks, order.map { texts[$0] })
    }
}
