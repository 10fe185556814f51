internal import DaybookCore

extension Listing {
    /// Reads both halves of the rows that a condition lets through at the same time, on a core
    /// each. Nil where that does not pay, or no second connection can be had: then one reads alone.
    ///
    /// - Parameters:
    ///   - column: whose halves these are, if not those of the rows
    ///   - lower: reads on the caller's thread, from the caller's connection
    ///   - upper: reads on another one; nil once it is stopped, because the other half has failed
    func halves<Part: Sendable>(
        of condition: ListCondition,
        by column: String? = nil,
        _ connection: Connection,
        lower: (ListCondition) throws -> Part,
        upper: @escaping @Sendable (Connection, ListCondition) throws -> Part,
    ) throws -> (lower: Part, upper: Part)? {
        guard try isLong(connection) else { return nil }
        let middle = try last(of: column ?? row, connection) / 2
        let below = half(condition, column, "<=", middle)
        let above = half(condition, column, ">", middle)
        return try Self.sideBySide(
            connection,
            { try lower(below) },
            alongside: { try upper($0, above) }
        )
        .map { (lower: $0, upper: $1) }
    }

    /// Reads two things at the same time, on a core each. Nil where no second connection can be
    /// had.
    ///
    /// - Parameters:
    ///   - own: reads on the caller's thread, from the caller's connection
    ///   - other: reads on another one; it is stopped when this one has failed
    static func sideBySide<Part: Sendable>(
        _ connection: Connection,
        _ own: () throws -> Part,
        alongside other: @escaping @Sendable (Connection) throws -> Part,
    ) throws -> (Part, Part)? {
        guard Threads.coreCount > 1 else { return nil }
        return try connection.withTwin(state: Self.state) { twin in
            guard let twin else { return nil }
            let found = Guarded<Result<Part?, any Error>?>(nil)
            let isStopped = Guarded(false)
            let part = try Threads.run(alongside: {
                let result = Result {
                    try twin.withLock { connection in
                        try connection.stopping(when: { isStopped.withLock { $0 } }) {
                            try other(connection)
                        }
                    }
                }
                found.withLock { $0 = result }
            }) {
                do {
                    return try own()
                } catch {
                    isStopped.withLock { $0 = true }
                    throw error
                }
            }
            guard let found = try found.withLock({ $0 })?.get() else {
                preconditionFailure("the other is read to its end unless this one was not")
            }
            return (part, found)
        }
    }

    /// What lists show is journalled: the last entry tells one state from another.
    private static func state(_ connection: Connection) throws -> Int64 {
        try connection.integer("SELECT ifnull(max(number), 0) FROM journal")
    }

    /// Whether the list is so long that a second core helps.
    func isLong(_ connection: Connection) throws -> Bool {
        try last(of: row, connection) >= SearchLimits.fewestForTwoCores
    }

    func last(of column: String, _ connection: Connection) throws -> Int64 {
        try connection.integer("SELECT ifnull(max(\(column)), 0) FROM \(base)")
    }

    private func half(
        _ condition: ListCondition,
        _ column: String?,
        _ sign: String,
        _ middle: Int64,
    ) -> ListCondition {
        var half = condition
        half.add("\(column ?? row) \(sign) ?", [.integer(middle)])
        return half
    }
}
