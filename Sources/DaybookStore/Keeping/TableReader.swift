/// Reads what can be read of a table in a damaged file: it walks row by row, and where a page is
/// lost it feels its way to the first row behind it.
struct TableReader {
    let connection: Connection
    let table: String
    let columns: [String]
    /// The columns of the key, in tables whose rows have no numbers.
    let key: [String]?

    /// - Parameter take: gets each row; answers whether the walk goes on.
    func read(_ take: (Row) throws -> Bool) throws -> [SalvageReport.Gap] {
        if let key { return try readByKey(key, take) }
        return try readByNumber(take)
    }

    private var list: String { columns.map(TableShape.quoted).joined(separator: ", ") }
    private var name: String { TableShape.quoted(table) }

    // MARK: - Rows with numbers

    private func readByNumber(_ take: (Row) throws -> Bool) throws -> [SalvageReport.Gap] {
        var gaps: [SalvageReport.Gap] = []
        var next: Int64? = Int64.min
        while let start = next {
            guard let damage = try walk(from: start, take) else { break }
            next = try firstReadable(from: damage)
            let end = next.map { $0 - 1 } ?? Int64.max
            if let gap = try gap(damage...max(damage, end), isOpen: next == nil) {
                gaps.append(gap)
            }
        }
        return gaps
    }

    /// Hands out rows until a page cannot be read; the first number that is not known then, or nil
    /// at the end.
    private func walk(from start: Int64, _ take: (Row) throws -> Bool) throws -> Int64? {
        var next = start
        do {
            try connection.forEachUntil(
                "SELECT rowid, \(list) FROM \(name) NOT INDEXED WHERE rowid >= ? ORDER BY rowid",
                [.integer(start)]
            ) { row in
                let number = row.integer(0)
                // Numbers that run backwards are damage too, and would lead round in a circle.
                if number < next { throw Self.disorder }
                next = number == Int64.max ? number : number + 1
                return try take(row.dropping(1))
            }
        } catch let error as SQLiteError where error.isOfTheFile {
            return next
        }
        return nil
    }

    private static var disorder: SQLiteError {
        SQLiteError(code: 11, message: "rows out of order", sql: "", arguments: [])
    }

    /// The number of a row behind a lost page. Near steps find every page between two lost ones,
    /// wider ones come to the end of a large loss.
    private func firstReadable(from start: Int64) throws -> Int64? {
        var (step, tries) = (Int64(1), 0)
        var lost = start
        while true {
            let (place, isOver) = lost.addingReportingOverflow(step)
            if isOver { return nil }
            switch try probe(place) {
            case .row, .none: return try firstReadable(behind: lost, before: place)
            case .lost:
                lost = place
                tries += 1
                if tries <= 8 { step = 1 << min(Int64(tries), 4) }
                if tries > 8192 { step = step.multipliedReportingOverflow(by: 2).partialValue }
                if step <= 0 { return nil }
            }
        }
    }

    /// Between a place that is lost and one that is not.
    private func firstReadable(behind lost: Int64, before place: Int64) throws -> Int64 {
        var (low, high) = (lost, place)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if case .lost = try probe(middle) { low = middle } else { high = middle }
        }
        return high
    }

    private enum Probe {
        case row, none, lost
    }

    private func probe(_ number: Int64) throws -> Probe {
        do {
            let found = try connection.first(
                "SELECT rowid FROM \(name) NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1",
                [.integer(number)]
            ) { $0.integer(0) }
            guard let found else { return .none }
            return found >= number ? .row : .lost
        } catch let error as SQLiteError where error.isOfTheFile {
            return .lost
        }
    }

    /// A gap as an index of the table tells of it; nil when it knows that nothing is missing there.
    private func gap(_ rows: ClosedRange<Int64>, isOpen: Bool) throws -> SalvageReport.Gap? {
        let indexes = (try? indexes()) ?? []
        for index in indexes {
            do {
                let found = try connection.first(
                    """
                    SELECT count(*), min(rowid), max(rowid)
                    FROM \(name) INDEXED BY \(TableShape.quoted(index)) WHERE +rowid BETWEEN ? AND ?
                    """,
                    [.integer(rows.lowerBound), .integer(rows.upperBound)]
                ) { (count: Int($0.integer(0)), first: $0.integer(1), last: $0.integer(2)) }
                guard let found else { continue }
                if found.count == 0 { return nil }
                guard found.first <= found.last else { continue }
                return SalvageReport.Gap(rows: found.first...found.last, count: found.count)
            } catch is SQLiteError {
                continue
            }
        }
        return SalvageReport.Gap(rows: rows, count: nil)
    }

    private func indexes() throws -> [String] {
        try connection.all(
            "SELECT name FROM pragma_index_list(?) WHERE NOT partial ORDER BY seq",
            [.text(table)]
        ) { $0.text(0) }
    }

    // MARK: - Rows with keys

    /// From both ends: what lies between the first lost page and the last is not found.
    private func readByKey(
        _ key: [String],
        _ take: (Row) throws -> Bool,
    ) throws -> [SalvageReport.Gap] {
        for direction in ["", " DESC"] {
            let order = key.map { TableShape.quoted($0) + direction }.joined(separator: ", ")
            do {
                try connection.forEachUntil("SELECT \(list) FROM \(name) ORDER BY \(order)", []) {
                    try take($0)
                }
                if direction.isEmpty { return [] }
            } catch let error as SQLiteError where error.isOfTheFile {
                continue
            }
        }
        return [SalvageReport.Gap(rows: nil, count: nil)]
    }
}
