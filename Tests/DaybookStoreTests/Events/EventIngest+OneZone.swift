import DaybookCore
import DaybookStore

/// Tests whose contracts and days are all in one zone.
extension EventIngest {
    init(_ ledger: Ledger, origin: String, zone: ZoneRules, at now: Instant) throws {
        try self.init(ledger, origin: origin, zone: zone, zones: { _ in zone }, at: now)
    }
}
