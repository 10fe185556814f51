/// The values of one field, while a list is read.
struct FrequencyScan: RowTally {
    var keys: GroupKeys
    private(set) var tally = ListTally()

    init(keys: GroupKeys) {
        self.keys = keys
    }

    mutating func add(_ row: FoldedRow) {
        tally.add(row, 1, group: keys.number(row, 0))
    }

    mutating func add(kept row: Row) {
        tally.add(kept: row, 1, group: keys.number(row, 0))
    }

    mutating func add(_ other: FrequencyScan) {
        tally.add(other.tally, groups: keys.add(other.keys))
    }
}
