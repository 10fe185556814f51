extension Connection {
    /// Does what `body` does, within a change, and takes it back: what it would refuse, it refuses
    /// here too, and then the change as a whole.
    func trying(_ body: () throws -> Void) throws {
        let mark = capture?.mark
        try run("SAVEPOINT trial")
        try body()
        try run("ROLLBACK TO trial")
        try run("RELEASE trial")
        // The rows that SQLite has put back without a word are no change.
        if let mark { capture?.cut(to: mark) }
    }
}
