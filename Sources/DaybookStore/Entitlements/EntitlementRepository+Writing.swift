package import DaybookCore
internal import DaybookWire

extension EntitlementRepository {
    package func insert(_ record: EntitlementRecord) throws {
        try connection.run(
            """
            INSERT INTO entitlements (id, account, product, kind, config, measures_from, anchor,
                interval, zone, is_soft, preserves_overage, aggregation, allowance,
                allowance_priority, active_from, active_to, created_at, note)
            VALUES (?, (SELECT row FROM accounts WHERE id = ?),
                (SELECT row FROM products WHERE key = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?)
            """,
            [.id(record.id), .id(record.account), .text(record.product)] + values(of: record.terms)
                + [
                    .instant(record.activeFrom), .instant(record.activeTo),
                    .instant(record.createdAt), .text(record.note),
                ]
        )
    }

    private func values(of terms: EntitlementRecord.Terms) -> [SQLValue] {
        let word = SQLValue.text(terms.word.rawValue)
        let nothing = [SQLValue](repeating: .null, count: 9)
        switch terms {
        case .boolean: return [word, .null] + nothing
        case .fixed(let config): return [word, .text(config)] + nothing
        case .metered(let terms):
            return [
                word, .null, .instant(terms.measuresFrom), .instant(terms.anchor),
                .text(terms.interval.iso8601), .text(terms.zone.name),
                .integer(terms.isSoftLimit ? 1 : 0),
                .integer(terms.preservesOverage ? 1 : 0), .text(terms.aggregation.rawValue),
                .decimal(terms.allowance?.amount),
                terms.allowance.map { .integer($0.priority) } ?? .null,
            ]
        }
    }

    /// Writes what of an entitlement can change, if it still is at the version that it was read at.
    package func update(_ record: EntitlementRecord, from version: Int) throws {
        try RecordVersions(connection).require(version, of: record.id, .entitlement)
        var config: String?
        var isSoft = SQLValue.null
        switch record.terms {
        case .boolean: break
        case .fixed(let text): config = text
        case .metered(let terms): isSoft = .integer(terms.isSoftLimit ? 1 : 0)
        }
        try connection.run(
            """
            UPDATE entitlements SET config = ?2, is_soft = ?3, active_to = ?4, deleted_at = ?5,
                note = ?6
            WHERE id = ?1
            """,
            [
                .id(record.id), .text(config), isSoft, .instant(record.activeTo),
                .instant(record.deletedAt), .text(record.note),
            ]
        )
    }

    /// Issues a grant now; the entitlement's rules are asked first.
    package func issue(
        _ grant: Grant,
        id: RecordID,
        of record: EntitlementRecord,
        now: Instant,
    ) throws {
        guard case .metered(let terms) = record.terms else {
            preconditionFailure("only what is metered has grants")
        }
        precondition(grant.id.text == id.description, "a grant is called by its id")
        var entitlement = try terms.entitlement(record.grants, record.resets)
        try entitlement.issue(grant, now: now)
        try connection.run(
            """
            INSERT INTO entitlement_grants (id, entitlement, amount, priority, effective_at,
                expires_at, recurs_from, recurs_every, rollover_least, rollover_most, created_at)
            VALUES (?, (SELECT row FROM entitlements WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .id(record.id), .decimal(grant.amount), .integer(grant.priority),
                .instant(grant.life.effectiveAt), .instant(grant.life.expiresAt),
                .instant(grant.recurrence?.anchor), .text(grant.recurrence?.interval.iso8601),
                .decimal(grant.rollover.minimum), .decimal(grant.rollover.maximum),
                .instant(grant.createdAt),
            ]
        )
    }

    /// Ends the current period of usage; the entitlement's rules are asked first.
    package func reset(
        _ reset: UsageReset,
        of record: EntitlementRecord,
        now: Instant,
    ) throws {
        guard case .metered(let terms) = record.terms else {
            preconditionFailure("only what is metered is reset")
        }
        var entitlement = try terms.entitlement(record.grants, record.resets)
        try entitlement.reset(reset, now: now)
        try connection.run(
            """
            INSERT INTO entitlement_resets (entitlement, at, retains_anchor, preserves_overage,
                made_at)
            VALUES ((SELECT row FROM entitlements WHERE id = ?), ?, ?, ?, ?)
            """,
            [
                .id(record.id), .instant(reset.at), .integer(reset.retainsAnchor ? 1 : 0),
                reset.preservesOverage.map { .integer($0 ? 1 : 0) } ?? .null, .instant(now),
            ]
        )
    }
}
