internal import DaybookCore

extension Listing {
    /// How many records pass between two tellings.
    private static var step: Int { 100_000 }

    /// Reads the expressions, the currency and the amount of all records that a condition lets
    /// through, on two cores where that pays: each has its own tally of one half of the rows.
    ///
    /// - Parameters:
    ///   - along: a column in whose order all records are sooner read than in that of the rows
    ///   - told: called now and then on the caller's thread, with what it has added so far
    func scan<Tally: RowTally>(
        _ expressions: [String],
        _ condition: ListCondition,
        _ connection: Connection,
        _ start: Tally,
        along column: String? = nil,
        told: (Tally) throws -> Void = { _ in },
    ) throws -> Tally {
        let halves = try halves(
            of: condition,
            by: condition.isEmpty ? column : nil,
            connection,
            lower: { try read(expressions, $0, connection, start, told) },
            upper: { try read(expressions, $1, $0, start, { _ in }) },
        )
        guard let halves else { return try read(expressions, condition, connection, start, told) }
        var tally = halves.lower
        tally.add(halves.upper)
        return tally
    }

    private func read<Tally: RowTally>(
        _ expressions: [String],
        _ condition: ListCondition,
        _ connection: Connection,
        _ start: Tally,
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
