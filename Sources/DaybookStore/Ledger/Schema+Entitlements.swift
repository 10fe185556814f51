/// What accounts may use. What is left of something metered is never kept: it follows from grants,
/// resets and usage.
extension Schema {
    static let entitlements = """
        CREATE TABLE entitlements (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            account INTEGER NOT NULL REFERENCES accounts (row),
            product INTEGER NOT NULL REFERENCES products (row),
            kind TEXT NOT NULL CHECK (kind IN ('boolean', 'static', 'metered')),
            config TEXT,
            measures_from INTEGER,
            anchor INTEGER,
            interval TEXT,
            zone TEXT,
            is_soft INTEGER CHECK (is_soft IN (0, 1)),
            preserves_overage INTEGER CHECK (preserves_overage IN (0, 1)),
            aggregation TEXT,
            allowance TEXT,
            allowance_priority INTEGER,
            active_from INTEGER NOT NULL,
            active_to INTEGER CHECK (active_to > active_from),
            deleted_at INTEGER,
            created_at INTEGER NOT NULL,
            note TEXT,
            version INTEGER NOT NULL DEFAULT 1,
            CHECK ((kind = 'static') = (config IS NOT NULL)),
            CHECK ((kind = 'metered') = (measures_from IS NOT NULL AND anchor IS NOT NULL
                AND interval IS NOT NULL AND zone IS NOT NULL AND is_soft IS NOT NULL
                AND preserves_overage IS NOT NULL AND aggregation IS NOT NULL)),
            CHECK ((allowance IS NULL) = (allowance_priority IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX entitlements_are_one ON entitlements (account, product)
            WHERE deleted_at IS NULL;
        CREATE INDEX entitlements_by_account ON entitlements (account, row);
        CREATE INDEX entitlements_by_product ON entitlements (product, row);

        \(versionTrigger(of: "entitlements", entitlementColumns))

        CREATE TABLE entitlement_grants (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            entitlement INTEGER NOT NULL REFERENCES entitlements (row),
            amount TEXT NOT NULL,
            priority INTEGER NOT NULL,
            effective_at INTEGER NOT NULL,
            expires_at INTEGER CHECK (expires_at > effective_at),
            voided_at INTEGER,
            recurs_from INTEGER,
            recurs_every TEXT,
            rollover_least TEXT NOT NULL,
            rollover_most TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            CHECK ((recurs_from IS NULL) = (recurs_every IS NULL))
        ) STRICT;
        CREATE INDEX entitlement_grants_by_entitlement ON entitlement_grants (entitlement, row);

        \(versionTrigger(of: "entitlement_grants", entitlementGrantColumns))

        CREATE TABLE entitlement_resets (
            row INTEGER PRIMARY KEY,
            entitlement INTEGER NOT NULL REFERENCES entitlements (row),
            at INTEGER NOT NULL,
            retains_anchor INTEGER NOT NULL CHECK (retains_anchor IN (0, 1)),
            preserves_overage INTEGER CHECK (preserves_overage IN (0, 1)),
            made_at INTEGER NOT NULL,
            UNIQUE (entitlement, at)
        ) STRICT;

        CREATE TRIGGER entitlements_stay BEFORE UPDATE OF id, account, product, kind, measures_from,
            anchor, interval, zone, preserves_overage, aggregation, allowance, allowance_priority,
            active_from, created_at ON entitlements
        BEGIN SELECT RAISE(ABORT, 'what an entitlement is about stays'); END;

        CREATE TRIGGER entitlement_grants_stay BEFORE UPDATE OF id, entitlement, amount, priority,
            effective_at, expires_at, recurs_from, recurs_every, rollover_least, rollover_most,
            created_at ON entitlement_grants
        BEGIN SELECT RAISE(ABORT, 'a grant stays as it was issued'); END;

        CREATE TRIGGER entitlement_resets_stay BEFORE UPDATE ON entitlement_resets
        BEGIN SELECT RAISE(ABORT, 'a reset stays as it was'); END;
        """

    private static let entitlementColumns = [
        "id", "account", "product", "kind", "config", "measures_from", "anchor", "interval", "zone",
        "is_soft", "preserves_overage", "aggregation", "allowance", "allowance_priority",
        "active_from", "active_to", "deleted_at", "created_at", "note",
    ]

    private static let entitlementGrantColumns = [
        "id", "entitlement", "amount", "priority", "effective_at", "expires_at", "voided_at",
        "recurs_from", "recurs_every", "rollover_least", "rollover_most", "created_at",
    ]
}
