internal import DaybookCore

extension Listing {
    /// How many records pass between two tellings.
    private static var step: Int { 100_000 }

    /// Reads the expressions, the currency and the amount of all records that a condition lets
    /// through, on two cores where that pays: each has its own tally of one half of the rows.
    ///
    /// - Parameter told: called now and then on the caller's thread, with what it has added so far
    func scan<Tally: RowTally>(
        _ expressions: [String],
        _ condition: ListCondition,
        _ connection: Connection,
        _ start: Tally,
        told: (Tally) throws -> Void = { _ in },
    ) throws -> Tally {
        let last = try connection.integer("SELECT ifnull(max(row), 0) FROM \(base)")
        guard last >= SearchLimits.fewestForTwoCores, Threads.coreCount > 1 else {
            return try read(expressions, condition, connection, start, told)
        }
        return try connection.withTwin(state: Self.state) { twin in
            guard let twin else {
                return try read(expressions, condition, connection, start, told)
            }
            let (lower, upper) = (half(condition, "<=", last / 2), half(condition, ">", last / 2))
            let other = Guarded<Result<Tally?, any Error>?>(nil)
            let isStopped = Guarded(false)
            var tally = try Threads.run(alongside: { [self] in
                let result = Result {
                    try twin.withLock { connection in
                        try connection.stopping(when: { isStopped.withLock { $0 } }) {
                            try read(expressions, upper, connection, start, { _ in })
                        }
                    }
                }
                other.withLock { $0 = result }
            }) {
                do {
                    return try read(expressions, lower, connection, start, told)
                } catch {
                    isStopped.withLock { $0 = true }
                    throw error
                }
            }
            guard let found = try other.withLock({ $0 })?.get() else {
                preconditionFailure("the other half is read to its end unless this one was not")
            }
            tally.add(found)
            return tally
        }
    }

    /// What lists show is journalled: the last entry tells one state from another.
    private static func state(_ connection: Connection) throws -> Int64 {
        try connection.integer("SELECT ifnull(max(number), 0) FROM journal")
    }

    private func half(_ condition: ListCondition, _ sign: String, _ row: Int64) -> ListCondition {
        var half = condition
        half.add("\(self.row) \(sign) ?", [.integer(row)])
        return half
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
