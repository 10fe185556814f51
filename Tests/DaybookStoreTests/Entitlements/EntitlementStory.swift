import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// A metered entitlement of one account to the calls of a ledger, and what is done to it.
final class EntitlementStory {
    private let billable: BillableLedger
    private let zone: ZoneRules
    private let id = RecordID(bits: 6_000_000)
    private var nextID: UInt128 = 6_000_001

    /// - Parameter terms: such as `P1M 100 hard`; without an allowance `-`
    init(_ zoneName: String, _ terms: String) throws {
        billable = try BillableLedger(accounts: 2)
        zone = try Self.zone(zoneName)
        let words = terms.split(separator: " ").map(String.init)
        let day = try #require(CivilDate(year: 2025, month: 1, day: 1))
        let start = try zone.startOfDay(day)
        let record = EntitlementRecord(
            id: id,
            account: RecordID(bits: 2000),
            product: "calls",
            terms: .metered(
                MeteredTerms(
                    measuresFrom: start,
                    anchor: start,
                    interval: try CalendarDuration(iso8601: words[0]),
                    zone: zone,
                    isSoftLimit: words[2] == "soft",
                    preservesOverage: false,
                    aggregation: .sum,
                    allowance: words[1] == "-" ? nil : .init(try PreciseAmount(words[1]))
                )
            ),
            activeFrom: start,
            createdAt: start
        )
        try billable.ledger.change(.test) { try repository($0).insert(record) }
    }

    private static func zone(_ name: String) throws -> ZoneRules {
        if name == "UTC" { return .utc }
        return try ZoneRules(name: name, zoneFile: readBytes(at: "/usr/share/zoneinfo/\(name)"))
    }

    private func repository(_ connection: Connection) -> EntitlementRepository {
        EntitlementRepository(connection, zone: { try Self.zone($0) })
    }

    private func record(_ connection: Connection) throws -> EntitlementRecord {
        try #require(try repository(connection).find("\(id)"))
    }

    func take(_ act: String) throws {
        let words = act.split(separator: " ").map(String.init)
        switch words[0] {
        case "use": try use(words)
        case "alias": try alias(words)
        case "grant": try grant(words)
        case "undo":
            _ = try billable.ledger.cancelNext(.undo, by: Act.test.actor, at: .epoch)
        case "reset":
            let at = try Instant(iso8601: words[1])
            let reset = UsageReset(at: at, retainsAnchor: false, preservesOverage: nil)
            try billable.ledger.change(.test) { connection in
                try repository(connection).reset(reset, of: record(connection), now: at)
            }
        default: throw TestFailure("no act \(words[0])")
        }
    }

    private func use(_ words: [String]) throws {
        nextID += 1
        var ingest = try EventIngest(
            billable.ledger,
            origin: "test",
            zone: .utc,
            at: BillableLedger.start
        )
        var packer = EventPacker(ingest.setting)
        let event = UsageEvent(
            id: "\(nextID)",
            source: "test",
            type: "call",
            subject: words.count > 3 ? words[3] : "account-0",
            time: try Instant(iso8601: words[1]),
            data: "{\"count\":\(words[2])}"
        )
        packer.add(event, line: 1)
        try ingest.write(packer.take(isLast: true))
    }

    private func alias(_ words: [String]) throws {
        let alias = Alias(
            account: RecordID(bits: 2000),
            name: words[1],
            validFrom: try CivilDate(iso8601: words[2]),
            validTo: try words.count > 3 ? CivilDate(iso8601: words[3]) : nil
        )
        try billable.ledger.change(.test) { try CustomerRepository($0).insert(alias) }
    }

    /// `grant TIME AMOUNT priority=0 expires=TIME every=P7D most=50`
    private func grant(_ words: [String]) throws {
        var settings: [String: String] = [:]
        for word in words.dropFirst(3) {
            let parts = word.split(separator: "=").map(String.init)
            settings[parts[0]] = parts[1]
        }
        nextID += 1
        let (id, at) = (RecordID(bits: nextID), try Instant(iso8601: words[1]))
        let grant = try Grant(
            id: GrantID(id.description),
            amount: PreciseAmount(words[2]),
            priority: settings["priority"].flatMap { Int($0) } ?? 1,
            createdAt: at,
            life: GrantLife(
                effectiveAt: at,
                expiresAt: settings["expires"].map { try Instant(iso8601: $0) }
            ),
            recurrence: settings["every"].map {
                try Recurrence(anchor: at, interval: CalendarDuration(iso8601: $0), zone: zone)
            },
            rollover: GrantRollover(
                minimum: .zero,
                maximum: settings["most"].map { try PreciseAmount($0) } ?? .zero
            )
        )
        try billable.ledger.change(.test) { connection in
            try repository(connection).issue(grant, id: id, of: record(connection), now: at)
        }
    }

    /// `60 40 0 yes`
    func value(at time: String) throws -> String {
        try billable.ledger.read { connection in
            let access = try EntitlementUsage(connection, zone: .utc)
                .access(of: record(connection), at: Instant(iso8601: time))
            let value = try #require(access.value)
            return "\(value.usage.normalized) \(value.balance.normalized) "
                + "\(value.overage.normalized) \(access.hasAccess ? "yes" : "no")"
        }
    }
}
