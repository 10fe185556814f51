internal import DaybookCore

extension Listing {
    /// How many records pass between two tellings.
    private static var step: Int { 100_000 }

    /// A field by which records are counted, and how its days are taken together.
    typealias Grouping = (group: ListGroup, unit: GroupKeys.DayUnit?)

    /// Reads the groups, the currency and the amount of all records that a condition lets through,
    /// on two cores where that pays: each has a tally of its own. Of all records together the sums
    /// that are kept may tell.
    ///
    /// - Parameters:
    ///   - along: a column in whose order all records are sooner read than in that of the rows
    ///   - told: called now and then on the caller's thread, with what it has added so far
    func scan<Tally: RowTally>(
        _ groups: [Grouping],
        _ condition: ListCondition,
        _ connection: Connection,
        _ start: Tally,
        along column: String? = nil,
        told: (Tally) throws -> Void = { _ in },
    ) throws -> Tally {
        if condition.isEmpty, let kept = try kept(groups, connection, start) { return kept }
        let expressions = groups.map(\.group.expression)
        let tallies = try shared(
            condition,
            by: condition.isEmpty ? column : nil,
            connection,
            from: start,
            own: { try read(expressions, $0, connection, $1, told) },
            other: { try read(expressions, $1, $0, $2, { _ in }) },
        )
        guard let (own, other) = tallies else {
            return try read(expressions, condition, connection, start, told)
        }
        var tally = own
        tally.add(other)
        return tally
    }

    /// The same of all records from the sums that are kept of them; nil where none tell.
    private func kept<Tally: RowTally>(
        _ groups: [Grouping],
        _ connection: Connection,
        _ start: Tally,
    ) throws -> Tally? {
        guard let sums else { return nil }
        var columns: [String] = []
        for (group, unit) in groups {
            // Of days it is their months that are kept.
            guard let column = group.kept, !group.isDay || unit != nil else { return nil }
            columns.append(column)
        }
        columns.append("currency, records, high, low")
        var tally = start
        var isTold = false
        try connection.forEach("SELECT \(columns.joined(separator: ", ")) FROM \(sums)") { row in
            tally.add(kept: row)
            isTold = true
        }
        return isTold ? tally : nil
    }

    private func read<Tally: RowTally>(
        _ expressions: [String],
        _ condition: ListCondition,
        _ connection: Connection,
        _ start: consuming Tally,
        _ told: (Tally) throws -> Void,
    ) throws -> Tally {
        // Where the amounts are not those of the records, the records are only counted.
        let amounts = self.amounts.frame == nil ? self.amounts.columns : "\(base).currency, 0"
        let columns = (expressions + [amounts]).joined(separator: ", ")
        return try connection.tally(
            columns,
            "FROM \(source(naming: columns + condition.sql)) \(condition.sql)",
            condition.arguments,
            from: start,
            every: Self.step,
            told: told
        )
    }
}
