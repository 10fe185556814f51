package import DaybookCore

// What lives in this folder: what accounts may use, as it was agreed, and what they have used of
// it. What is left is computed by `DaybookCore/Entitlements` whenever somebody asks.

/// What an account used of a product, minute by minute, from the meters and events of a ledger.
package struct EntitlementUsage {
    private let connection: Connection
    /// Whose days the dates of aliases are.
    private let zone: ZoneRules

    package init(_ connection: Connection, zone: ZoneRules) {
        self.connection = connection
        self.zone = zone
    }

    /// Why what is left cannot be told.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// Windows of its values cannot be put together.
        case notAdditive(meter: String, Aggregation)

        package var description: String {
            switch self {
            case .notAdditive(let meter, let aggregation):
                "the meter \(meter) takes the \(aggregation.rawValue): grants are used up by "
                    + "sums, counts and latest values"
            }
        }
    }

    /// How usage of a product is counted.
    package func aggregation(of product: String) throws -> UsageAggregation {
        let meter = try LedgerUsage(connection, zone: zone).meter(of: product)
        switch meter.aggregation {
        case .sum, .count: return .sum
        case .latest: return .latest
        case .min, .max, .avg, .first, .uniqueCount, .weightedSum, .cumulativeStart,
            .cumulativeEnd:
            throw Failure.notAdditive(meter: meter.key, meter.aggregation)
        }
    }

    /// Whether an entitlement may be used at an instant, and what is left of it.
    package func access(
        of record: EntitlementRecord,
        at instant: Instant,
    ) throws -> EntitlementAccess {
        var usage = UsageSeries.none
        if case .metered(let terms) = record.terms, terms.measuresFrom <= instant {
            // A read takes in its whole minute.
            let end = try instant.adding(microseconds: 60_000_000)
            usage = try series(record, during: Period(from: terms.measuresFrom, to: end))
        }
        return try record.entitlement().access(at: instant, usage: usage)
    }

    private func series(
        _ record: EntitlementRecord,
        during period: Period<Instant>,
    ) throws -> UsageSeries {
        let meter = try LedgerUsage(connection, zone: zone).meter(of: record.product)
        let names = try AccountNames(of: record.account, during: period, in: zone, connection)
        var answers = MeterAnswers(connection)
        var events: [(at: Instant, value: PreciseAmount)] = []
        let parts =
            [(subjects: names.lasting, period: period)]
            + names.passing.map { (subjects: [$0.name], period: $0.period) }
        for (subjects, period) in parts {
            var query = MeterQuery()
            query.from = period.from
            query.to = period.to
            query.window = .minute
            query.customers = [
                MeteredCustomer(id: record.account.description, key: nil, subjects: subjects)
            ]
            for row in try answers.rows(meter.key, query) ?? [] {
                events.append((at: row.from ?? period.from, value: row.value))
            }
        }
        return try UsageSeries(events)
    }
}

extension RecordKind {
    package static var entitlement: RecordKind {
        .init(table: "entitlements", noun: "entitlement")
    }
}
