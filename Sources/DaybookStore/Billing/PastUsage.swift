package import DaybookCore

/// What accounts have used in past months, of the products that somebody wants to price anew.
package struct PastUsage {
    private let connection: Connection
    private let zone: ZoneRules
    private let source: UsageSource

    package init(_ connection: Connection, zone: ZoneRules) {
        self.connection = connection
        self.zone = zone
        source = LedgerUsage(connection, zone: zone).source
    }

    /// An account of which events have come.
    package struct Place: Sendable {
        package let account: RecordID
        package let key: String
    }

    /// The accounts of which any event has come under their key, their id or an alias.
    package func places() throws -> [Place] {
        try connection.all(
            """
            SELECT id, key FROM accounts
            WHERE key IN (SELECT name FROM event_subjects)
                OR id IN (SELECT name FROM event_subjects)
                OR row IN (SELECT account FROM aliases JOIN event_subjects USING (name))
            ORDER BY key
            """
        ) { Place(account: try $0.id(0), key: $0.text(1)) }
    }

    /// What an account used in each month of a period, where it used anything.
    ///
    /// - Parameter products: with what their prices have to know
    package func usage(
        of place: Place,
        during period: Period<CivilDate>,
        _ products: [String: UsageQuestion.Detail],
    ) throws -> [Simulation.Usage] {
        var found: [Simulation.Usage] = []
        for month in period.months {
            let instants = try month.instants(in: zone)
            for (product, detail) in products.sorted(by: { $0.key < $1.key }) {
                let part = try source.usage(
                    UsageQuestion(
                        account: place.account,
                        product: product,
                        period: instants,
                        detail: detail
                    )
                )
                if part.quantity.isZero && part.events.isEmpty { continue }
                found.append(
                    Simulation.Usage(
                        customer: place.key,
                        product: product,
                        period: month,
                        part: part
                    )
                )
            }
        }
        return found
    }
}
