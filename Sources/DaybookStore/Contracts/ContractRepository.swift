package import DaybookCore
internal import DaybookShapes
package import DaybookWire

/// Contracts and the plans that they are on.
package struct ContractRepository {
    let connection: Connection
    private let reader: ContractReader

    /// - Parameter zone: the rules of a zone by its name, as the ledger keeps names only
    package init(_ connection: Connection, zone: @escaping (String) throws -> ZoneRules) {
        self.connection = connection
        let plans = VersionedRepository.plans(connection)
        let known = KnownTerms()
        reader = ContractReader(
            zone: { name in
                if let rules = known.zones[name] { return rules }
                let rules = try zone(name)
                known.zones[name] = rules
                return rules
            },
            plan: { origin in
                if let plan = known.plans[origin] { return plan }
                guard let plan = try plans.content(of: origin.plan, version: origin.version) else {
                    throw UnreadableValue(expected: "a version of a plan", found: "\(origin)")
                }
                known.plans[origin] = plan
                return plan
            },
            currency: connection.currency
        )
    }

    // MARK: - Writing

    package func insert(_ record: ContractRecord) throws {
        try CurrencyRepository(connection).insert(record.contract.currency)
        try connection.run(
            """
            INSERT INTO contracts (id, name, profile, currency, starts_at, ends_at, signed_at,
                cancelled_at, definition, note, key, account, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT row FROM accounts WHERE id = ?), ?)
            """,
            values(of: record) + [
                .text(record.key), .id(record.account), .instant(record.createdAt),
            ]
        )
        try insertPlans(of: record)
    }

    /// Writes a contract anew, if it still is at the version that it was read at.
    package func update(_ record: ContractRecord, from version: Int) throws {
        try RecordVersions(connection).require(version, of: record.id, .contract)
        try update(record)
    }

    package func update(_ record: ContractRecord) throws {
        try connection.run(
            """
            UPDATE contracts SET name = ?2, profile = ?3, currency = ?4, starts_at = ?5,
                ends_at = ?6, signed_at = ?7, cancelled_at = ?8, definition = ?9, note = ?10
            WHERE id = ?1
            """,
            values(of: record)
        )
        try insertPlans(of: record)
    }

    /// Gives a contract another number.
    package func rename(_ id: RecordID, to key: String) throws {
        try connection.run("UPDATE contracts SET key = ? WHERE id = ?", [.text(key), .id(id)])
    }

    /// Removes a contract of which nothing was ever billed.
    package func delete(_ record: ContractRecord) throws {
        let found = try RecordReferences(connection)
            .counts(to: record.id, .contract, besides: ["contract_plans"])
        if !found.isEmpty {
            throw RecordInUse(kind: .contract, key: record.key, references: found)
        }
        try connection.run(
            """
            DELETE FROM contract_plans
            WHERE contract = (SELECT row FROM contracts WHERE id = ?)
            """,
            [.id(record.id)]
        )
        try connection.run("DELETE FROM contracts WHERE id = ?", [.id(record.id)])
    }

    private func values(of record: ContractRecord) -> [SQLValue] {
        let contract = record.contract
        var json = JSONStream()
        json.contract(contract)
        return [
            .id(record.id), .text(record.name), .text(record.profile.rawValue),
            .text(contract.currency.code), .instant(contract.start), .instant(contract.end),
            .instant(contract.signedAt), .instant(contract.cancelledAt),
            .text(String(decoding: json.bytes, as: UTF8.self)), .text(record.note),
        ]
    }

    /// Which versions it is or was on: these must stay.
    private func insertPlans(of record: ContractRecord) throws {
        for origin in Set(record.contract.plans.compactMap(\.origin)) {
            try connection.run(
                """
                INSERT OR IGNORE INTO contract_plans (contract, plan_version)
                SELECT contracts.row, plan_versions.row
                FROM contracts, plans JOIN plan_versions ON owner = plans.row
                WHERE contracts.id = ? AND plans.key = ? AND number = ?
                """,
                [.id(record.id), .text(origin.plan), .integer(origin.version)]
            )
        }
    }

    // MARK: - Reading

    /// A contract in the form in which the ledger keeps its terms.
    package func contract(in form: JSONForm) throws -> Contract { try reader.contract(form) }

    /// The contract with this id or key.
    package func find(_ idOrKey: String) throws -> ContractRecord? {
        try connection.first(
            Self.selection + " WHERE contracts.id = ?1 OR contracts.key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)]
        ) { try record($0) }
    }

    package func contracts(of account: RecordID) throws -> [ContractRecord] {
        try connection.all(
            Self.selection + " WHERE accounts.id = ? ORDER BY starts_at, contracts.row",
            [.id(account)]
        ) { try record($0) }
    }

    /// The contracts that are or were on any version of a plan, in the order in which they came.
    package func keys(onPlan plan: String) throws -> [String] {
        try connection.all(
            """
            SELECT DISTINCT contracts.row, contracts.key
            FROM plans JOIN plan_versions ON owner = plans.row
                JOIN contract_plans ON plan_version = plan_versions.row
                JOIN contracts ON contracts.row = contract
            WHERE plans.key = ? ORDER BY contracts.row
            """,
            [.text(plan)]
        ) { $0.text(1) }
    }

    /// Hands out all contracts, account by account, in the order of the accounts.
    package func forEach(_ body: (ContractRecord) throws -> Void) throws {
        try connection.forEach(
            Self.selection + " ORDER BY contracts.account, starts_at, contracts.row"
        ) { try body(try record($0)) }
    }

    /// What `record` reads.
    static let columns = """
        contracts.id, contracts.key, accounts.id, contracts.name, profile, definition,
        contracts.created_at, contracts.note
        """

    private static let selection = """
        SELECT \(columns) FROM contracts JOIN accounts ON accounts.row = contracts.account
        """

    func record(_ row: Row) throws -> ContractRecord {
        ContractRecord(
            id: try row.id(0),
            key: row.text(1),
            account: try row.id(2),
            name: row.text(3),
            profile: try row.choice(4),
            contract: try row.definition(5) { try reader.contract(JSONForm($0)) },
            createdAt: try row.instant(6),
            note: row.optionalText(7)
        )
    }
}

/// What many contracts name, looked up once. It belongs to one repository, and with it to one
/// connection.
private final class KnownTerms {
    var plans: [PlanOrigin: PlanDefinition] = [:]
    var zones: [String: ZoneRules] = [:]
}
