internal import DaybookCore

extension Listing {
    /// Reads the rows that a condition lets through in parts, on two cores: whoever has read one
    /// takes the next, as one core is seldom as fast as the other. Nil where that does not pay, or
    /// no second connection can be had: then one reads alone.
    ///
    /// - Parameters:
    ///   - column: by whose values the rows are parted, if not by their own numbers
    ///   - own: goes on with what it has read, on the caller's thread and connection
    ///   - other: goes on with what it has read, on another thread and connection
    /// - Returns: what each of the two has read
    func shared<Part: Sendable>(
        _ condition: ListCondition,
        by column: String? = nil,
        _ connection: Connection,
        from start: Part,
        own: (ListCondition, consuming Part) throws -> Part,
        other: @escaping @Sendable (Connection, ListCondition, consuming Part) throws -> Part,
    ) throws -> (Part, Part)? {
        guard try isLong(connection) else { return nil }
        let column = column ?? row
        let last = try last(of: column, connection)
        let next = Guarded(0 as Int64)
        let take = { @Sendable () -> ListCondition? in
            let number = next.withLock { next in
                next += 1
                return next
            }
            return number > Self.partCount ? nil : part(number, condition, column, last)
        }
        return try Self.sideBySide(
            connection,
            {
                var read = start
                while let part = take() { read = try own(part, consume read) }
                return read
            },
            alongside: { connection in
                var read = start
                while let part = take() { read = try other(connection, part, consume read) }
                return read
            }
        )
    }

    /// In so many parts long lists are read on two cores.
    private static var partCount: Int64 { 8 }

    /// The first and the last part take what stands before and behind all numbers that count.
    private func part(
        _ number: Int64,
        _ condition: ListCondition,
        _ column: String,
        _ last: Int64,
    ) -> ListCondition {
        var part = condition
        if number > 1 {
            part.add("\(column) > ?", [.integer(last / Self.partCount * (number - 1))])
        }
        if number < Self.partCount {
            part.add("\(column) <= ?", [.integer(last / Self.partCount * number)])
        }
        return part
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
}
