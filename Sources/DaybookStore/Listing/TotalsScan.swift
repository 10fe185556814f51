/// All records as one group, while a list is read.
struct TotalsScan: RowTally {
    private(set) var tally = ListTally()

    mutating func add(_ row: FoldedRow) {
        tally.add(row, 0, group: 0)
    }

    mutating func add(kept row: Row) {
        tally.add(kept: row, 0, group: 0)
    }

    mutating func add(_ other: TotalsScan) {
        tally.add(other.tally, groups: [0])
    }
}
