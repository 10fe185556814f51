package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Invoices and their lines.
package struct InvoiceRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// Writes a document with its lines, as it is: totals are stated, not computed here.
    ///
    /// - Parameter givenUpOn: when nobody expected the rest any more; when it was due, where it is
    ///   not known
    package func insert(
        _ invoice: Invoice,
        lines: [InvoiceLine] = [],
        givenUpOn: CivilDate? = nil,
    ) throws {
        let totals = invoice.totals
        let times = invoice.times
        try connection.run(
            """
            INSERT INTO invoices (id, account, number, state, currency, period_from, period_to,
                issued_on, due_on, created_at, approved_at, issued_at, paid_at, voided_at,
                net, tax, total, paid, credited, note)
            VALUES (?, (SELECT row FROM accounts WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(invoice.id), .id(invoice.account), .text(invoice.number),
                .text(invoice.state.rawValue), .text(invoice.currency.code),
                .date(invoice.period.from), .date(invoice.period.to), .date(invoice.issuedOn),
                .date(invoice.dueOn), .instant(times.createdAt), .instant(times.approvedAt),
                .instant(times.issuedAt), .instant(times.paidAt), .instant(times.voidedAt),
                try .money(totals.net), try .money(totals.tax), try .money(totals.total),
                try .money(totals.paid), try .money(totals.credited), .text(invoice.note),
            ]
        )
        let row = connection.lastRow
        for line in lines { try insert(line, ofInvoiceAt: row) }
        // Nobody knows more of what was given up elsewhere.
        if invoice.state == .uncollectible, let day = invoice.dueOn {
            let loss = try Settlement(of: invoice).badDebt
            try updateLoss(.badDebt, of: invoice, loss, on: givenUpOn ?? day)
        }
    }

    /// Writes the lines of a document that was written without them.
    package func insert(_ lines: [InvoiceLine], of invoice: RecordID) throws {
        let row = try connection.first(
            "SELECT row FROM invoices WHERE id = ?",
            [.id(invoice)]
        ) { $0.integer(0) }
        guard let row else { preconditionFailure("lines are written after their invoice") }
        for line in lines { try insert(line, ofInvoiceAt: row) }
    }

    private func insert(_ line: InvoiceLine, ofInvoiceAt row: Int64) throws {
        try connection.run(
            """
            INSERT INTO lines (invoice, position, kind, product, description, quantity, unit,
                unit_price, amount, tax_rate, period_from, period_to)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(row), .integer(line.position), .text(line.kind.rawValue),
                .text(line.product), .text(line.description), .decimal(line.quantity.value),
                .text(line.unit), .decimal(line.unitPrice), try .money(line.amount),
                .decimal(line.taxRate), .date(line.period.from), .date(line.period.to),
            ]
        )
        let line = (row: connection.lastRow, record: line)
        if let origin = line.record.origin { try insert(origin, ofLineAt: line.row) }
        try insert(line.record.credits, ofLineAt: line.row)
    }

    private func insert(_ origin: LineOrigin, ofLineAt row: Int64) throws {
        var json = JSONStream()
        json.derivations(origin.derivations)
        try connection.run(
            """
            INSERT INTO line_origins (plan, phase, item, item_version, item_period, service_from,
                service_to, line, tax_behaviour, cause, discount, derivation, contract)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT row FROM contracts WHERE id = ?))
            """,
            Self.due(origin.due, origin.service) + [
                .integer(row), .text(origin.tax.behaviour.rawValue),
                .text(origin.cause.rawValue), try .money(origin.discount),
                .text(String(decoding: json.bytes, as: UTF8.self)), .id(origin.contract),
            ]
        )
    }

    /// A due item in the columns plan, phase, item, item_version, item_period, service_from and
    /// service_to.
    static func due(_ name: DueName, _ service: Period<Instant>) -> [SQLValue] {
        [
            .integer(name.plan), .text(name.key.phase), .text(name.key.item),
            .integer(name.key.version), name.key.period.map { .integer($0) } ?? .null,
            .instant(service.from), .instant(service.to),
        ]
    }

    /// The invoice with this id or number.
    package func find(_ idOrNumber: String) throws -> Invoice? {
        try connection.first(
            Self.selection + " WHERE invoices.id = ?1 OR number = ?2",
            [.text(idOrNumber.uppercased()), .text(idOrNumber)],
            Self.invoice
        )
    }

    /// The last invoice of the same account before another one, in the same currency.
    package func previous(of invoice: Invoice) throws -> Invoice? {
        try connection.first(
            Self.selection + """
                 WHERE accounts.id = ? AND period_from < ? AND invoices.currency = ?
                    AND invoices.state <> 'void'
                ORDER BY period_from DESC, invoices.row DESC LIMIT 1
                """,
            [.id(invoice.account), .date(invoice.period.from), .text(invoice.currency.code)],
            Self.invoice
        )
    }

    private static let selection = """
        SELECT invoices.id, accounts.id, number, invoices.state, invoices.currency,
            minor_unit_digits, period_from, period_to, issued_on, due_on,
            invoices.created_at, approved_at, issued_at, paid_at, voided_at,
            net, tax, total, paid, credited, note
        FROM invoices JOIN accounts ON accounts.row = account
            JOIN currencies ON code = invoices.currency
        """

    /// Hands out all invoices in the order in which they came.
    package func forEach(_ body: (Invoice) throws -> Void) throws {
        try connection.forEach(Self.selection + " ORDER BY invoices.row") {
            try body(try Self.invoice($0))
        }
    }

    package func lines(of invoice: Invoice) throws -> [InvoiceLine] {
        let credits = try usedCredits(of: invoice)
        return try connection.all(
            """
            SELECT position, kind, product, description, quantity, unit, unit_price, amount,
                tax_rate, lines.period_from, lines.period_to, contracts.id, plan, phase, item,
                item_version, item_period, service_from, service_to, tax_behaviour, cause,
                discount, derivation
            FROM lines JOIN invoices ON invoices.row = invoice
                LEFT JOIN line_origins ON line = lines.row
                LEFT JOIN contracts ON contracts.row = contract
            WHERE invoices.id = ? ORDER BY position
            """,
            [.id(invoice.id)]
        ) { row in
            InvoiceLine(
                invoice: invoice.id,
                position: Int(row.integer(0)),
                kind: try row.choice(1),
                product: row.text(2),
                description: row.text(3),
                quantity: Quantity(try row.amount(4)),
                unit: row.text(5),
                unitPrice: try row.optionalAmount(6),
                amount: row.money(7, invoice.currency),
                taxRate: try row.amount(8),
                period: try row.period(9),
                origin: row.isNull(11) ? nil : try Self.origin(row, invoice.currency),
                credits: credits[row.integer(0)] ?? []
            )
        }
    }

    /// Where a line comes from, in the columns from contracts.id on.
    private static func origin(_ row: Row, _ currency: Currency) throws -> LineOrigin {
        LineOrigin(
            contract: try row.id(11),
            due: dueName(row, 12),
            service: try Period(from: row.instant(17), to: row.instant(18)),
            tax: try taxRate(row, 8, row.choice(19)),
            cause: try row.choice(20),
            discount: row.money(21, currency),
            derivations: try row.definition(22) { try $0.derivations() }
        )
    }

    /// A line's rate, a share of one there and percent here.
    static func taxRate(_ row: Row, _ column: Int, _ behaviour: TaxBehaviour) throws -> TaxRate {
        let share = try row.amount(column)
        return try TaxRate(percent: share.multiplied(by: PreciseAmount(100)), behaviour)
    }

    /// A due item from the columns plan, phase, item, item_version and item_period.
    static func dueName(_ row: Row, _ first: Int) -> DueName {
        let key = DueKey(
            phase: row.text(first + 1),
            item: row.text(first + 2),
            version: Int(row.integer(first + 3)),
            period: row.isNull(first + 4) ? nil : Int(row.integer(first + 4))
        )
        return DueName(plan: Int(row.integer(first)), key)
    }

    private static func invoice(_ row: Row) throws -> Invoice {
        let currency = try row.currency(4)
        return Invoice(
            id: try row.id(0),
            account: try row.id(1),
            number: row.optionalText(2),
            state: try row.choice(3),
            currency: currency,
            period: try row.period(6),
            issuedOn: try row.optionalDate(8),
            dueOn: try row.optionalDate(9),
            times: Invoice.Times(
                createdAt: try row.instant(10),
                approvedAt: try row.optionalInstant(11),
                issuedAt: try row.optionalInstant(12),
                paidAt: try row.optionalInstant(13),
                voidedAt: try row.optionalInstant(14)
            ),
            totals: Invoice.Totals(
                net: row.money(15, currency),
                tax: row.money(16, currency),
                total: row.money(17, currency),
                paid: row.money(18, currency),
                credited: row.money(19, currency)
            ),
            note: row.optionalText(20)
        )
    }
}
