package import DaybookCore

/// Customers, their accounts and the aliases of those: one aggregate.
package struct CustomerRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func insert(_ customer: Customer) throws {
        try CurrencyRepository(connection).insert(customer.currency)
        try connection.run(
            """
            INSERT INTO customers (id, key, name, legal_name, currency, time_zone, email, tax_id,
                address, country, state, created_at, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(customer.id), .text(customer.key), .text(customer.name),
                .text(customer.legalName), .text(customer.currency.code),
                .text(customer.timeZone), .text(customer.email), .text(customer.taxID),
                .address(customer.address), .text(customer.address.country),
                .text(customer.state.rawValue),
                .instant(customer.createdAt), .text(customer.note),
            ]
        )
    }

    /// Writes a customer anew, if it still is at the version that it was read at.
    package func update(_ customer: Customer, from version: Int) throws {
        try RecordVersions(connection).require(version, of: customer.id, .customer)
        try CurrencyRepository(connection).insert(customer.currency)
        try connection.run(
            """
            UPDATE customers SET key = ?, name = ?, legal_name = ?, currency = ?, time_zone = ?,
                email = ?, tax_id = ?, address = ?, country = ?, state = ?, note = ?
            WHERE id = ?
            """,
            [
                .text(customer.key), .text(customer.name), .text(customer.legalName),
                .text(customer.currency.code), .text(customer.timeZone), .text(customer.email),
                .text(customer.taxID), .address(customer.address),
                .text(customer.address.country), .text(customer.state.rawValue),
                .text(customer.note), .id(customer.id),
            ]
        )
    }

    package func insert(_ account: Account) throws {
        try CurrencyRepository(connection).insert(account.currency)
        try connection.run(
            """
            INSERT INTO accounts (id, key, customer, name, currency, time_zone, state, created_at)
            VALUES (?, ?, (SELECT row FROM customers WHERE id = ?), ?, ?, ?, ?, ?)
            """,
            [
                .id(account.id), .text(account.key), .id(account.customer), .text(account.name),
                .text(account.currency.code), .text(account.timeZone),
                .text(account.state.rawValue), .instant(account.createdAt),
            ]
        )
    }

    package func insert(_ alias: Alias) throws {
        try connection.run(
            """
            INSERT INTO aliases (account, name, valid_from, valid_to)
            VALUES ((SELECT row FROM accounts WHERE id = ?), ?, ?, ?)
            """,
            [.id(alias.account), .text(alias.name), .date(alias.validFrom), .date(alias.validTo)]
        )
    }

    /// The customer with this id or key.
    package func find(_ idOrKey: String) throws -> Customer? {
        try connection.first(
            Self.selection + " WHERE id = ?1 OR key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)],
            Self.customer
        )
    }

    package func accounts(of customer: RecordID) throws -> [Account] {
        try connection.all(
            Self.accountSelection + " WHERE customers.id = ? ORDER BY accounts.row",
            [.id(customer)],
            Self.account
        )
    }

    private static let accountSelection = """
        SELECT accounts.id, accounts.key, customers.id, accounts.name, accounts.currency,
            minor_unit_digits, accounts.time_zone, accounts.state, accounts.created_at
        FROM accounts JOIN customers ON customers.row = accounts.customer
            JOIN currencies ON code = accounts.currency
        """

    private static func account(_ row: Row) throws -> Account {
        Account(
            id: try row.id(0),
            key: row.text(1),
            customer: try row.id(2),
            name: row.text(3),
            currency: try row.currency(4),
            timeZone: row.optionalText(6),
            state: try row.choice(7),
            createdAt: try row.instant(8)
        )
    }

    /// The account with this id or key.
    package func account(_ idOrKey: String) throws -> Account? {
        try connection.first(
            Self.accountSelection + " WHERE accounts.id = ?1 OR accounts.key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)],
            Self.account
        )
    }

    /// Hands out all customers in the order in which they came.
    package func forEachCustomer(_ body: (Customer) throws -> Void) throws {
        try connection.forEach(Self.selection + " ORDER BY customers.row") {
            try body(try Self.customer($0))
        }
    }

    /// Hands out all accounts in the order in which they came.
    package func forEachAccount(_ body: (Account) throws -> Void) throws {
        try connection.forEach(Self.accountSelection + " ORDER BY accounts.row") {
            try body(try Self.account($0))
        }
    }

    /// The next customer that nobody could bill: one without an account.
    ///
    /// - Parameter last: the one before; nil for the first
    package func customerWithoutAccounts(behind last: RecordID?) throws -> Customer? {
        try connection.first(
            Self.selection
                + """
                 WHERE customers.row > ifnull((SELECT row FROM customers WHERE id = ?), 0)
                    AND NOT EXISTS (SELECT 1 FROM accounts WHERE customer = customers.row)
                ORDER BY customers.row LIMIT 1
                """,
            [.text(last?.description)],
            Self.customer
        )
    }

    package func aliases(of account: RecordID) throws -> [Alias] {
        try connection.all(
            """
            SELECT aliases.name, valid_from, valid_to
            FROM aliases JOIN accounts ON accounts.row = aliases.account
            WHERE accounts.id = ? ORDER BY aliases.name, valid_from
            """,
            [.id(account)]
        ) { row in
            Alias(
                account: account,
                name: row.text(0),
                validFrom: try row.date(1),
                validTo: try row.optionalDate(2)
            )
        }
    }

    /// Whose account it is. Every account has a customer: the store sees to it.
    package func owner(of account: RecordID) throws -> AccountOwner {
        let owner = try connection.first(
            """
            SELECT accounts.key, accounts.name, customers.key, customers.name
            FROM accounts JOIN customers ON customers.row = customer WHERE accounts.id = ?
            """,
            [.id(account)]
        ) { row in
            AccountOwner(
                accountKey: row.text(0),
                accountName: row.text(1),
                customerKey: row.text(2),
                customerName: row.text(3)
            )
        }
        guard let owner else {
            throw UnreadableValue(expected: "an account", found: account.description)
        }
        return owner
    }

    private static let selection = """
        SELECT id, key, name, legal_name, currency, minor_unit_digits, time_zone, email, tax_id,
            address, state, created_at, note
        FROM customers JOIN currencies ON code = currency
        """

    private static func customer(_ row: Row) throws -> Customer {
        Customer(
            id: try row.id(0),
            key: row.text(1),
            name: row.text(2),
            legalName: row.text(3),
            currency: try row.currency(4),
            timeZone: row.text(6),
            email: row.optionalText(7),
            taxID: row.optionalText(8),
            address: try row.address(9),
            state: try row.choice(10),
            createdAt: try row.instant(11),
            note: row.optionalText(12)
        )
    }
}
