/// Tells whether anybody has committed anything since it was asked last.
package final class LedgerWatch: Sendable {
    private let reader: Ledger.Reader
    private let version: Guarded<Int64>

    package init(_ ledger: Ledger) throws {
        reader = try ledger.makeReader()
        version = Guarded(try reader.read { try $0.dataVersion() })
    }

    /// Costs some microseconds: nothing is read but a counter.
    package func hasChanged() throws -> Bool {
        let now = try reader.read { try $0.dataVersion() }
        return version.withLock { version in
            defer { version = now }
            return version != now
        }
    }
}
