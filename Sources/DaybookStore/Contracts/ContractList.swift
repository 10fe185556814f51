package import DaybookCore

/// The list of contracts, as they stand at a time.
package struct ContractList {
    private let connection: Connection
    private let contracts: ContractRepository
    private let listing: Listing

    /// - Parameters:
    ///   - zone: where days begin as filters mean them: the organisation's
    ///   - zones: the rules of a zone by its name
    package init(
        _ connection: Connection,
        at now: Instant,
        zone: ZoneRules,
        zones: @escaping (String) throws -> ZoneRules,
    ) {
        self.connection = connection
        contracts = ContractRepository(connection, zone: zones)
        listing = Self.listing(at: now, zone)
    }

    /// - Parameter account: whose contracts alone are wanted; nil for those of all
    package func page(
        _ request: ListRequest,
        of account: RecordID? = nil,
    ) throws -> ListPage<ContractRecord> {
        var request = request
        request.query.record = account
        return try listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: contracts.record
        )
    }

    /// How many contracts a query lists.
    package func totals(
        of query: ListQuery = ListQuery(),
        account: RecordID? = nil,
    ) throws -> ListTotals {
        var query = query
        query.record = account
        return try listing.totals(of: query, on: connection)
    }

    package static var sortFields: [String] { sortKeys(state: "''").map(\.field) }

    private static func sortKeys(state: String) -> [Listing.SortKey] {
        [
            .init(field: "number", expression: "contracts.key", isIndexed: true),
            .init(field: "name", expression: "contracts.name COLLATE NOCASE"),
            .init(field: "account", expression: "accounts.key"),
            .init(field: "customer", expression: "customers.name COLLATE NOCASE"),
            .init(field: "state", expression: state),
            .init(field: "currency", expression: "contracts.currency"),
            .init(field: "from", expression: "contracts.starts_at", isIndexed: true),
            .init(field: "to", expression: "ifnull(contracts.ends_at, \(Int64.max))"),
            .init(field: "signed", expression: "ifnull(contracts.signed_at, \(Int64.max))"),
            .init(field: "created", expression: "contracts.created_at"),
        ]
    }

    private static func listing(at now: Instant, _ zone: ZoneRules) -> Listing {
        let state = state(at: now)
        let states = Dictionary(
            uniqueKeysWithValues: ContractState.allCases.map {
                ($0.rawValue, "\(state) = '\($0.rawValue)'")
            }
        )
        return Listing(
            base: "contracts",
            joins: [
                .init(table: "accounts", sql: "JOIN accounts ON accounts.row = contracts.account"),
                .init(
                    table: "customers",
                    sql: "JOIN customers ON customers.row = accounts.customer",
                    after: "accounts"
                ),
            ],
            id: "contracts.id",
            row: "contracts.row",
            customer: "customers.key",
            record: "accounts.id",
            columns: ContractRepository.columns,
            sortKeys: sortKeys(state: state),
            defaultSort: [SortTerm("account"), SortTerm("from")],
            search: ListSearch(
                texts: [
                    "contracts.key", "contracts.name", "contracts.note", "contracts.currency",
                    "accounts.key", "accounts.name", "customers.key", "customers.name",
                    "customers.legal_name",
                ]
            ),
            filters: filters(states, zone),
            // What a contract is worth depends on what is used.
            amounts: ListAmounts(
                columns: "",
                frame: "SELECT '', 0 WHERE 0 IN ({}) AND 0",
                frameOfAll: "SELECT '', 0 WHERE 0"
            ),
            groups: []
        )
    }

    private static func filters(
        _ states: [String: String],
        _ zone: ZoneRules,
    ) -> [String: FilterColumn] {
        [
            "number": .texts(["contracts.key"]), "name": .texts(["contracts.name"]),
            "account": .texts(["accounts.name", "accounts.key"]),
            "customer": .texts(["customers.name", "customers.key"]),
            "plan": .labelsOf(
                column: "plan.key",
                within: """
                    EXISTS (SELECT 1 FROM contract_plans AS part
                        JOIN plan_versions AS version ON version.row = part.plan_version
                        JOIN plans AS plan ON plan.row = version.owner
                        WHERE part.contract = contracts.row AND {})
                    """
            ),
            "status": .choice(states), "is": .choice(states),
            "currency": .code("contracts.currency"),
            "from": .dayOfTime("contracts.starts_at", in: zone),
            "to": .dayOfTime("contracts.ends_at", in: zone),
            "signed": .dayOfTime("contracts.signed_at", in: zone),
            "cancelled": .dayOfTime("contracts.cancelled_at", in: zone),
            "created": .dayOfTime("contracts.created_at"),
            "note": .texts(["nullif(contracts.note, '')"]),
        ]
    }

    /// As `Contract.state` tells it.
    private static func state(at now: Instant) -> String {
        """
        CASE WHEN ifnull(contracts.signed_at > \(now.microseconds), 1) THEN 'draft'
            WHEN contracts.ends_at <= max(\(now.microseconds), contracts.starts_at) THEN 'ended'
            WHEN contracts.starts_at > \(now.microseconds) THEN 'scheduled'
            WHEN contracts.cancelled_at <= \(now.microseconds) THEN 'cancelling'
            ELSE 'active' END
        """
    }
}
