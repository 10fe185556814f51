internal import DaybookCore

extension Listing {
    /// Reads both halves of the rows that a condition lets through at the same time, on a core
    /// each. Nil where that does not pay, or no second connection can be had: then one reads alone.
    ///
    /// - Parameters:
    ///   - lower: reads on the caller's thread, from the caller's connection
    ///   - upper: reads on another one; nil once it is stopped, because the other half has failed
    func halves<Part: Sendable>(
        of condition: ListCondition,
        _ connection: Connection,
        lower: (ListCondition) throws -> Part,
        upper: @escaping @Sendable (Connection, ListCondition) throws -> Part,
    ) throws -> (lower: Part, upper: Part)? {
        let last = try connection.integer("SELECT ifnull(max(row), 0) FROM \(base)")
        guard last >= SearchLimits.fewestForTwoCores, Threads.coreCount > 1 else { return nil }
        return try connection.withTwin(state: Self.state) { twin in
            guard let twin else { return nil }
            let (below, above) = (half(condition, "<=", last / 2), half(condition, ">", last / 2))
            let other = Guarded<Result<Part?, any Error>?>(nil)
            let isStopped = Guarded(false)
            let part = try Threads.run(alongside: {
                let result = Result {
                    try twin.withLock { connection in
                        try connection.stopping(when: { isStopped.withLock { $0 } }) {
                            try upper(connection, above)
                        }
                    }
                }
                other.withLock { $0 = result }
            }) {
                do {
                    return try lower(below)
                } catch {
                    isStopped.withLock { $0 = true }
                    throw error
                }
            }
            guard let found = try other.withLock({ $0 })?.get() else {
                preconditionFailure("the other half is read to its end unless this one was not")
            }
            return (part, found)
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
}
