package import DaybookCore

/// Puts plans into force. Everything happens in the transaction of the connection.
package struct PlanDesk {
    private let connection: Connection
    private let now: Instant
    private let plans: VersionedRepository<PlanDefinition>

    package init(_ connection: Connection, at now: Instant) {
        self.connection = connection
        self.now = now
        plans = CatalogueRepository(connection).plans
    }

    /// The latest version of a plan as it is now, to be published; nil where there is none.
    package func publication(
        of key: String,
        from start: Instant?,
    ) throws -> ApprovalRequest.Publication? {
        guard let number = try plans.history(of: key)?.versions.last?.number else { return nil }
        return try connection.first(
            "SELECT id, version FROM plans WHERE key = ?",
            [.text(key)]
        ) { row in
            ApprovalRequest.Publication(
                plan: try row.id(0),
                key: key,
                number: number,
                from: start,
                planVersion: Int(row.integer(1))
            )
        }
    }

    /// Puts a version into force, if the plan still is as it was looked at and without fault.
    /// Nobody can come without a clearance.
    package func publish(
        _ publication: ApprovalRequest.Publication,
        _: Clearance,
    ) throws -> VersionHistory<PlanDefinition> {
        let key = publication.key
        try RecordVersions(connection)
            .require(publication.planVersion, of: publication.plan, .plan)
        guard var history = try plans.history(of: key),
            let content = history.version(publication.number)?.content
        else { throw ApprovalError.gone(noun: "plan", key) }
        let start = publication.from ?? now
        try history.publish(publication.number, from: start, now: now)
        let catalogue = try CatalogueRepository(connection).catalogue()
        let faults = catalogue.faults(of: content, of: key, at: start)
        if !faults.isEmpty { throw UnsoundPlan(key: key, faults: faults) }
        try plans.update(history, key: key)
        return history
    }
}

/// All that is wrong with a plan that shall come into force.
package struct UnsoundPlan: Error, Sendable {
    package let key: String
    package let faults: [CatalogueFault]
}
