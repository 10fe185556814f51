package import DaybookCore

/// Puts plans and add-ons into force. Everything happens in the transaction of the connection.
package struct PlanDesk<Content: Hashable & Sendable> {
    private let connection: Connection
    private let now: Instant
    private let zone: ((String) throws -> ZoneRules)?
    private let noun: String
    private let kind: RecordKind
    private let versions: VersionedRepository<Content>
    private let faults: (Catalogue, Content, String, Instant) -> [CatalogueFault]

    /// The latest version as it is now, to be published; nil where there is none of the key.
    package func publication(
        of key: String,
        from start: Instant?,
    ) throws -> ApprovalRequest.Publication? {
        guard let number = try versions.history(of: key)?.versions.last?.number,
            let id = try versions.id(of: key),
            let version = try RecordVersions(connection).version(of: id, kind)
        else { return nil }
        return ApprovalRequest.Publication(
            plan: id,
            key: key,
            number: number,
            from: start,
            planVersion: version
        )
    }

    /// Puts a version into force, if it still is as it was looked at and without fault. Nobody can
    /// come without a clearance.
    package func publish(
        _ publication: ApprovalRequest.Publication,
        _: Clearance,
    ) throws -> VersionHistory<Content> {
        let key = publication.key
        try RecordVersions(connection)
            .require(publication.planVersion, of: publication.plan, kind)
        guard var history = try versions.history(of: key),
            let content = history.version(publication.number)?.content
        else { throw ApprovalError.gone(noun: noun, key) }
        let start = try start(of: publication)
        try history.publish(publication.number, from: start, now: now)
        let catalogue = try CatalogueRepository(connection).catalogue()
        let faults = faults(catalogue, content, key, start)
        if !faults.isEmpty { throw UnsoundPlan(noun: noun, key: key, faults: faults) }
        try versions.update(history, key: key)
        return history
    }

    /// A day that has begun can still be named: a version that comes into force during a day is
    /// the one that is sold on it.
    private func start(of publication: ApprovalRequest.Publication) throws -> Instant {
        guard let start = publication.from else { return now }
        guard start < now, let zone else { return start }
        let rules = try zone(OrganisationRepository(connection).get().timeZone)
        return try start < rules.startOfDay(rules.date(of: now)) ? start : now
    }
}

extension PlanDesk where Content == PlanDefinition {
    /// - Parameter zone: the rules of a zone by its name; nil where no day that has begun is named
    package static func plans(
        _ connection: Connection,
        at now: Instant,
        zone: ((String) throws -> ZoneRules)?,
    ) -> Self {
        Self(
            connection: connection,
            now: now,
            zone: zone,
            noun: "plan",
            kind: .plan,
            versions: CatalogueRepository(connection).plans,
            faults: { $0.faults(of: $1, of: $2, at: $3) }
        )
    }
}

extension PlanDesk where Content == AddOnDefinition {
    /// - Parameter zone: the rules of a zone by its name; nil where no day that has begun is named
    package static func addOns(
        _ connection: Connection,
        at now: Instant,
        zone: ((String) throws -> ZoneRules)?,
    ) -> Self {
        Self(
            connection: connection,
            now: now,
            zone: zone,
            noun: "add-on",
            kind: .addOn,
            versions: CatalogueRepository(connection).addOns,
            faults: { catalogue, addOn, key, _ in
                let own = CatalogueFault.isKey(key) ? [] : [CatalogueFault("key", .badKey)]
                return own + catalogue.faults(of: addOn)
            }
        )
    }
}

/// All that is wrong with a plan or an add-on that shall come into force.
package struct UnsoundPlan: Error, Sendable {
    package let noun: String
    package let key: String
    package let faults: [CatalogueFault]
}
