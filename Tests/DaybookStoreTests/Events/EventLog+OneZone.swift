import DaybookCore
import DaybookStore

/// Tests whose contracts and days are all in one zone.
extension EventLog {
    init(_ connection: Connection, zone: ZoneRules) throws {
        try self.init(connection, zone: zone, zones: { _ in zone })
    }
}
