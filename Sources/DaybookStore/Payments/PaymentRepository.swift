internal import DaybookCore

/// Payments and what they pay.
package struct PaymentRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    func insert(
        _ payment: Payment,
        of account: RecordID,
        createdAt: Instant,
        note: String?,
    ) throws {
        try CurrencyRepository(connection).insert(payment.amount.currency)
        try connection.run(
            """
            INSERT INTO payments (id, account, reference, currency, amount, received_on, method,
                created_at, note)
            VALUES (?, (SELECT row FROM accounts WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(payment.id), .id(account), .text(payment.reference),
                .text(payment.amount.currency.code), try .money(payment.amount),
                .date(payment.receivedOn), .text(payment.method.rawValue), .instant(createdAt),
                .text(note),
            ]
        )
    }

    func update(_ id: RecordID, reference: String, method: Payment.Method, note: String?) throws {
        try connection.run(
            "UPDATE payments SET reference = ?2, method = ?3, note = ?4 WHERE id = ?1",
            [.id(id), .text(reference), .text(method.rawValue), .text(note)]
        )
    }

    func delete(_ id: RecordID) throws {
        try connection.run("DELETE FROM payments WHERE id = ?", [.id(id)])
    }

    // MARK: - Reading

    /// The payments with this id or reference: several accounts may use one reference.
    package func find(_ idOrReference: String) throws -> [StoredPayment] {
        try connection.all(
            Self.selection + " WHERE payments.id = ?1 OR reference = ?2 ORDER BY payments.row",
            [.text(idOrReference.uppercased()), .text(idOrReference)],
            Self.payment
        )
    }

    static let columns = """
        payments.id, payments.reference, payments.currency, minor_unit_digits, payments.amount,
            payments.received_on, payments.method, accounts.id, accounts.key, payments.created_at,
            payments.note, \(allocated), \(refunded)
        """

    /// How many columns that are.
    static var columnCount: Int { 13 }

    static let allocated = sum(of: "allocations")
    static let refunded = sum(of: "refunds")

    private static func sum(of table: String) -> String {
        "ifnull((SELECT sum(part.amount) FROM \(table) AS part "
            + "WHERE part.payment = payments.row), 0)"
    }

    private static let selection = """
        SELECT \(columns)
        FROM payments JOIN accounts ON accounts.row = payments.account
            JOIN currencies ON code = payments.currency
        """

    static func payment(_ row: Row) throws -> StoredPayment {
        let currency = try row.currency(2)
        let (amount, refunded) = (row.money(4, currency), row.money(12, currency))
        return StoredPayment(
            payment: Payment(
                id: try row.id(0),
                reference: row.text(1),
                amount: amount,
                receivedOn: try row.date(5),
                method: try row.choice(6)
            ),
            account: try row.id(7),
            accountKey: row.text(8),
            unallocated: try amount.subtracting(row.money(11, currency))
                .subtracting(refunded),
            refunded: refunded,
            createdAt: try row.instant(9),
            note: row.optionalText(10)
        )
    }

    /// What it pays, and below zero what of that was taken back, in order of booking.
    package func parts(of payment: StoredPayment) throws -> [StoredPayment.Part] {
        let currency = payment.payment.amount.currency
        return try connection.all(
            """
            SELECT number, allocations.amount, made_on, accounts.key
            FROM allocations JOIN payments ON payments.row = payment
                JOIN invoices ON invoices.row = allocations.invoice
                JOIN accounts ON accounts.row = invoices.account
            WHERE payments.id = ? ORDER BY allocations.row
            """,
            [.id(payment.payment.id)]
        ) { row in
            StoredPayment.Part(
                invoice: row.text(0),
                account: row.text(3),
                amount: row.money(1, currency),
                madeOn: try row.date(2)
            )
        }
    }

    /// The invoices of an account that a payment can pay: the one that is due first first.
    ///
    /// - Parameter isOfCustomer: those of all accounts of its customer
    func openInvoices(
        of account: RecordID,
        isOfCustomer: Bool,
        in currency: Currency,
    ) throws -> [String] {
        let column = isOfCustomer ? "customer" : "row"
        return try connection.all(
            """
            SELECT invoices.id FROM invoices JOIN accounts ON accounts.row = account
            WHERE accounts.\(column) = (SELECT own.\(column) FROM accounts AS own WHERE own.id = ?)
                AND invoices.currency = ?
                AND invoices.state IN ('issued', 'partially_paid')
            ORDER BY due_on, issued_on, number
            """,
            [.id(account), .text(currency.code)]
        ) { $0.text(0) }
    }

    /// Whether two accounts belong to one customer.
    func haveOneCustomer(_ account: RecordID, _ other: RecordID) throws -> Bool {
        try connection.integer(
            "SELECT count(DISTINCT customer) FROM accounts WHERE id IN (?, ?)",
            [.id(account), .id(other)]
        ) == 1
    }

    // MARK: - Allocations

    func allocate(
        _ amount: Money,
        of payment: RecordID,
        to invoice: RecordID,
        on day: CivilDate,
    ) throws {
        try connection.run(
            """
            INSERT INTO allocations (payment, invoice, amount, made_on)
            SELECT payments.row, invoices.row, ?3, ?4 FROM payments, invoices
            WHERE payments.id = ?1 AND invoices.id = ?2
            """,
            [.id(payment), .id(invoice), try .money(amount), .date(day)]
        )
    }
}

extension RecordKind {
    package static var payment: RecordKind { .init(table: "payments", noun: "payment") }
}
