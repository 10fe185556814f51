/// Numbers rows of another table in the order in which they first come.
struct RowIndex: Sendable {
    /// The number of each row, one more than it is; nought for rows that have not come.
    private var near: [Int32] = []
    /// Tables number their rows from one on, but nobody has to.
    private var far: [Int64: Int] = [:]
    private(set) var rows: [Int64] = []

    private static var nearRows: Int64 { 1 << 22 }

    var count: Int { rows.count }

    /// The number of a row, nil where it has not come.
    func known(_ row: Int64) -> Int? {
        guard 0 <= row && row < Self.nearRows else { return far[row] }
        guard row < near.count, near[Int(row)] > 0 else { return nil }
        return Int(near[Int(row)]) - 1
    }

    mutating func number(of row: Int64) -> Int {
        if let number = known(row) { return number }
        let number = rows.count
        rows.append(row)
        guard 0 <= row && row < Self.nearRows else {
            far[row] = number
            return number
        }
        if row >= near.count {
            let missing = max(Int(row) + 1, near.count * 2) - near.count
            near.append(contentsOf: repeatElement(0, count: missing))
        }
        near[Int(row)] = Int32(number + 1)
        return number
    }
}
