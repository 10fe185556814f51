package import DaybookCore
internal import DaybookWire

/// Entitlements with their grants and resets.
package struct EntitlementRepository {
    let connection: Connection
    private let zone: (String) throws -> ZoneRules

    /// - Parameter zone: the rules of a zone by its name, as the ledger keeps names only
    package init(_ connection: Connection, zone: @escaping (String) throws -> ZoneRules) {
        self.connection = connection
        self.zone = zone
    }

    // MARK: - Reading

    /// The entitlement with this id.
    package func find(_ id: String) throws -> EntitlementRecord? {
        try records("WHERE entitlements.id = ?", [.text(id.uppercased())]).first
    }

    /// What an account may use of a product: the one that was not deleted.
    package func find(account: RecordID, product: String) throws -> EntitlementRecord? {
        try records(
            "WHERE accounts.id = ? AND products.key = ? AND deleted_at IS NULL",
            [.id(account), .text(product)]
        ).first
    }

    /// The latest first.
    ///
    /// - Parameters:
    ///   - account: nil for all
    ///   - product: nil for all
    package func list(
        account: RecordID?,
        product: String?,
        includesDeleted: Bool,
        limit: Int,
    ) throws -> [EntitlementRecord] {
        try records(
            """
            WHERE (?1 IS NULL OR accounts.id = ?1) AND (?2 IS NULL OR products.key = ?2)
                AND (?3 OR deleted_at IS NULL)
            ORDER BY entitlements.row DESC LIMIT ?4
            """,
            [
                .text(account?.description), .text(product), .integer(includesDeleted ? 1 : 0),
                .integer(limit),
            ]
        )
    }

    private func records(
        _ condition: String,
        _ values: [SQLValue],
    ) throws -> [EntitlementRecord] {
        var records = try connection.all(Self.selection + condition, values, record)
        for index in records.indices {
            guard case .metered(let terms) = records[index].terms else { continue }
            records[index].grants = try grants(of: records[index].id, terms.zone)
            records[index].resets = try resets(of: records[index].id)
        }
        return records
    }

    private static let selection = """
        SELECT entitlements.id, accounts.id, products.key, kind, config, measures_from, anchor,
            interval, is_soft, preserves_overage, aggregation, allowance, allowance_priority,
            active_from, active_to, deleted_at, entitlements.created_at, entitlements.note, zone
        FROM entitlements JOIN accounts ON accounts.row = entitlements.account
            JOIN products ON products.row = entitlements.product

        """

    private func record(_ row: Row) throws -> EntitlementRecord {
        EntitlementRecord(
            id: try row.id(0),
            account: try row.id(1),
            product: row.text(2),
            terms: try terms(row),
            activeFrom: try row.instant(13),
            activeTo: try row.optionalInstant(14),
            deletedAt: try row.optionalInstant(15),
            createdAt: try row.instant(16),
            note: row.optionalText(17)
        )
    }

    private func terms(_ row: Row) throws -> EntitlementRecord.Terms {
        switch try row.choice(3) as EntitlementWord {
        case .boolean: return .boolean
        case .fixed: return .fixed(config: row.text(4))
        case .metered:
            let priority = row.optionalInteger(12).map { Int($0) } ?? 1
            return .metered(
                MeteredTerms(
                    measuresFrom: try row.instant(5),
                    anchor: try row.instant(6),
                    interval: try CalendarDuration(iso8601: row.text(7)),
                    zone: try zone(row.text(18)),
                    isSoftLimit: row.integer(8) == 1,
                    preservesOverage: row.integer(9) == 1,
                    aggregation: try row.choice(10),
                    allowance: try row.optionalAmount(11)
                        .map { .init($0, priority: priority) }
                )
            )
        }
    }

    private func grants(of id: RecordID, _ zone: ZoneRules) throws -> [Grant] {
        try connection.all(
            """
            SELECT entitlement_grants.id, amount, priority, effective_at, expires_at, voided_at,
                recurs_from, recurs_every, rollover_least, rollover_most,
                entitlement_grants.created_at
            FROM entitlement_grants JOIN entitlements ON entitlements.row = entitlement
            WHERE entitlements.id = ? ORDER BY entitlement_grants.row
            """,
            [.id(id)]
        ) { row in
            try Grant(
                id: GrantID(row.text(0)),
                amount: row.amount(1),
                priority: Int(row.integer(2)),
                createdAt: row.instant(10),
                life: GrantLife(
                    effectiveAt: row.instant(3),
                    expiresAt: row.optionalInstant(4),
                    voidedAt: row.optionalInstant(5)
                ),
                recurrence: row.optionalInstant(6).map { anchor in
                    try Recurrence(
                        anchor: anchor,
                        interval: CalendarDuration(iso8601: row.text(7)),
                        zone: zone
                    )
                },
                rollover: GrantRollover(minimum: row.amount(8), maximum: row.amount(9))
            )
        }
    }

    private func resets(of id: RecordID) throws -> [UsageReset] {
        try connection.all(
            """
            SELECT at, retains_anchor, entitlement_resets.preserves_overage
            FROM entitlement_resets JOIN entitlements ON entitlements.row = entitlement
            WHERE entitlements.id = ? ORDER BY at
            """,
            [.id(id)]
        ) { row in
            UsageReset(
                at: try row.instant(0),
                retainsAnchor: row.integer(1) == 1,
                preservesOverage: row.optionalInteger(2).map { $0 == 1 }
            )
        }
    }
}

/// The kinds of entitlements as they are kept, and as people call them.
package enum EntitlementWord: String, CaseIterable, Sendable {
    case boolean
    case fixed = "static"
    case metered
}

extension EntitlementRecord.Terms {
    package var word: EntitlementWord {
        switch self {
        case .boolean: .boolean
        case .fixed: .fixed
        case .metered: .metered
        }
    }
}
