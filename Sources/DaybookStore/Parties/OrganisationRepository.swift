package import DaybookCore
internal import DaybookWire

/// The one organisation of a ledger.
package struct OrganisationRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func insert(_ organisation: Organisation) throws {
        try CurrencyRepository(connection).insert(organisation.currency)
        let taxIDs = JSONValue.array(organisation.taxIDs.map { .string($0) })
        try connection.run(
            """
            INSERT INTO organisation (row, id, key, legal_name, trading_name, address, tax_ids,
                currency, time_zone, email, invoice_prefix)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(organisation.id), .text(organisation.key), .text(organisation.legalName),
                .text(organisation.tradingName), .address(organisation.address),
                .text(JSONWriter.text(taxIDs)), .text(organisation.currency.code),
                .text(organisation.timeZone), .text(organisation.email),
                .text(organisation.invoicePrefix),
            ]
        )
    }

    /// Whether nothing was written yet that names the organisation: its books can be another's.
    package func isBlank() throws -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM invoices)
                OR EXISTS (SELECT 1 FROM contracts)
            """
        ) == 0
    }

    /// Writes all of it anew, its identity as well: of blank books.
    package func replace(with organisation: Organisation) throws {
        try update(organisation)
        try connection.run(
            "UPDATE organisation SET id = ?, key = ?",
            [.id(organisation.id), .text(organisation.key)]
        )
    }

    /// Writes anew what settings can change of it.
    package func update(_ organisation: Organisation) throws {
        try CurrencyRepository(connection).insert(organisation.currency)
        let taxIDs = JSONValue.array(organisation.taxIDs.map { .string($0) })
        try connection.run(
            """
            UPDATE organisation SET legal_name = ?, trading_name = ?, address = ?, tax_ids = ?,
                currency = ?, time_zone = ?, email = ?, invoice_prefix = ?
            """,
            [
                .text(organisation.legalName), .text(organisation.tradingName),
                .address(organisation.address), .text(JSONWriter.text(taxIDs)),
                .text(organisation.currency.code), .text(organisation.timeZone),
                .text(organisation.email), .text(organisation.invoicePrefix),
            ]
        )
    }

    /// The organisation; every ledger has one from its creation on.
    package func get() throws -> Organisation {
        let organisation = try connection.first(
            """
            SELECT id, key, legal_name, trading_name, address, tax_ids, currency,
                minor_unit_digits, time_zone, email, invoice_prefix
            FROM organisation JOIN currencies ON code = currency
            """
        ) { row in
            Organisation(
                id: try row.id(0),
                key: row.text(1),
                legalName: row.text(2),
                tradingName: row.text(3),
                address: try row.address(4),
                taxIDs: try row.texts(5),
                currency: try row.currency(6),
                timeZone: row.text(8),
                email: row.optionalText(9),
                invoicePrefix: row.text(10)
            )
        }
        guard let organisation else {
            throw UnreadableValue(expected: "an organisation", found: "none")
        }
        return organisation
    }
}
