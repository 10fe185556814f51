/// The time zones by which a ledger counts days, and whose they are.
package struct LedgerZones {
    /// A zone and the first few that are in it, for people.
    package struct Zone: Sendable {
        package let name: String
        package let owners: String
    }

    package let all: [Zone]

    package init(_ connection: Connection) throws {
        var owners: [String: (names: [String], count: Int)] = [:]
        try connection.forEach(
            """
            SELECT time_zone, 'the organisation' FROM organisation
            UNION ALL SELECT time_zone, 'the customer ' || key FROM customers
            UNION ALL SELECT time_zone, 'the account ' || key FROM accounts
            WHERE time_zone IS NOT NULL
            """
        ) { row in
            var zone = owners[row.text(0)] ?? ([], 0)
            if zone.count < 4 { zone.names.append(row.text(1)) }
            zone.count += 1
            owners[row.text(0)] = zone
        }
        all = owners.sorted { $0.key < $1.key }.map { name, zone in
            Zone(name: name, owners: LedgerRule.list(zone.names, of: zone.count))
        }
    }
}
