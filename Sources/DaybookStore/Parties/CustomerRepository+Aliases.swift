package import DaybookCore

/// Names of usage, whoever they belong to.
extension CustomerRepository {
    /// Whom a name means, and when.
    package func aliases(named name: String) throws -> AliasHistory {
        let claims = try connection.all(
            """
            SELECT accounts.id, accounts.key, valid_from, valid_to
            FROM aliases JOIN accounts ON accounts.row = aliases.account
            WHERE aliases.name = ?
            """,
            [.text(name)]
        ) { row in
            AliasClaim(
                account: try row.id(0),
                accountKey: row.text(1),
                from: try row.date(2),
                to: try row.optionalDate(3)
            )
        }
        return AliasHistory(name, claims)
    }

    /// The account to which usage under a name belongs on a day.
    package func account(aliased name: String, on day: CivilDate) throws -> Account? {
        let key = try connection.first(
            """
            SELECT accounts.key FROM aliases JOIN accounts ON accounts.row = aliases.account
            WHERE aliases.name = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)
            """,
            [.text(name), .date(day)]
        ) { $0.text(0) }
        return try key.flatMap { try account($0) }
    }

    /// Hands out what all names mean, in the order in which that was written.
    package func forEachAlias(_ body: (String, AliasClaim) throws -> Void) throws {
        try connection.forEach(
            """
            SELECT accounts.id, accounts.key, valid_from, valid_to, aliases.name
            FROM aliases JOIN accounts ON accounts.row = aliases.account
            ORDER BY aliases.row
            """
        ) { row in
            let claim = AliasClaim(
                account: try row.id(0),
                accountKey: row.text(1),
                from: try row.date(2),
                to: try row.optionalDate(3)
            )
            try body(row.text(4), claim)
        }
    }

    /// Makes the ledger agree with what a name is to mean: what is the same is not written.
    package func update(_ history: AliasHistory) throws {
        if let account = try self.account(history.name),
            history.claims.contains(where: { $0.account != account.id })
        {
            throw PartyError.aliasIsKey(history.name, ofAccount: account.key)
        }
        let before = try aliases(named: history.name)
        for claim in before.claims where !history.claims.contains(claim) {
            try connection.run(
                "DELETE FROM aliases WHERE name = ? AND valid_from = ?",
                [.text(history.name), .date(claim.from)]
            )
        }
        for claim in history.claims where !before.claims.contains(claim) {
            try insert(
                Alias(
                    account: claim.account,
                    name: history.name,
                    validFrom: claim.from,
                    validTo: claim.to
                )
            )
        }
    }
}
