package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Hands out all records of a ledger, kind by kind, in the order in which they came: few at a time,
/// however many there are.
package struct LedgerWalk {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Catalogue

    /// The ids of the tax codes.
    package func taxCodes(_ body: (RecordID, TaxCode) throws -> Void) throws {
        try connection.forEach(
            "SELECT id, key, name, category FROM tax_codes ORDER BY row"
        ) { row in
            let category: TaxCategory = try row.choice(3)
            try body(
                try row.id(0),
                TaxCode(key: row.text(1), name: row.text(2), category: category)
            )
        }
    }

    package func products(_ body: (RecordID, Instant, Product) throws -> Void) throws {
        let catalogue = CatalogueRepository(connection)
        try connection.forEach("SELECT id, created_at FROM products ORDER BY row") { row in
            let id = try row.id(0)
            guard let product = try catalogue.product(id.description) else { return }
            try body(id, try row.instant(1), product)
        }
    }

    package func plans(
        _ body: (RecordID, String, Instant, VersionHistory<PlanDefinition>) throws -> Void,
    ) throws {
        try versions(of: "plans", CatalogueRepository(connection).plans, body)
    }

    package func addOns(
        _ body: (RecordID, String, Instant, VersionHistory<AddOnDefinition>) throws -> Void,
    ) throws {
        try versions(of: "add_ons", CatalogueRepository(connection).addOns, body)
    }

    private func versions<Content>(
        of table: String,
        _ repository: VersionedRepository<Content>,
        _ body: (RecordID, String, Instant, VersionHistory<Content>) throws -> Void,
    ) throws {
        try connection.forEach("SELECT id, key, created_at FROM \(table) ORDER BY row") { row in
            guard let history = try repository.history(of: row.text(1)) else { return }
            try body(try row.id(0), row.text(1), try row.instant(2), history)
        }
    }

    // MARK: - Documents

    /// The rest of what the ledger knows of an invoice.
    package func fate(of invoice: Invoice) throws -> DocumentHistory.Fate {
        var fate = DocumentHistory.Fate()
        try connection.forEach(
            """
            SELECT kind, sum(amount), max(made_on) FROM losses
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?)
            GROUP BY kind HAVING sum(amount) <> 0
            """,
            [.id(invoice.id)]
        ) { row in
            let kind: LossKind = try row.choice(0)
            switch kind {
            case .writeOff:
                fate.writtenOff = row.money(1, invoice.currency)
                fate.writtenOffOn = try row.date(2)
            case .badDebt: fate.givenUpOn = try row.date(2)
            }
        }
        fate.revenue = try RevenueRepository(connection).entries(of: invoice).map { entry in
            DocumentHistory.RevenuePart(
                position: entry.position,
                month: entry.month,
                amount: entry.amount,
                isTakenBack: entry.isTakenBack
            )
        }
        return fate
    }

    package func creditNotes(_ body: (CreditNoteRecord) throws -> Void) throws {
        try connection.forEach(
            """
            SELECT credit_notes.id, credit_notes.number, invoices.id, invoices.number,
                invoices.currency, minor_unit_digits, credit_notes.issued_on, credit_notes.net,
                credit_notes.tax, credit_notes.total, reason, credit_notes.created_at,
                credit_notes.row, corrects
            FROM credit_notes JOIN invoices ON invoices.row = invoice
                JOIN currencies ON code = invoices.currency
            ORDER BY credit_notes.row
            """
        ) { row in
            let currency = try row.currency(4)
            try body(
                CreditNoteRecord(
                    id: try row.id(0),
                    number: row.text(1),
                    invoice: try row.id(2),
                    invoiceNumber: row.text(3),
                    issuedOn: try row.date(6),
                    net: row.money(7, currency),
                    tax: row.money(8, currency),
                    total: row.money(9, currency),
                    reason: row.optionalText(10),
                    createdAt: try row.instant(11),
                    lines: try lines(ofNoteAt: row.integer(12), currency),
                    credits: try credits(ofNoteAt: row.integer(12), currency),
                    corrects: row.integer(13) == 1
                )
            )
        }
    }

    private func lines(
        ofNoteAt row: Int64,
        _ currency: Currency,
    ) throws -> [CreditNoteRecord.Line] {
        try connection.all(
            "SELECT position, net FROM credit_note_lines WHERE note = ? ORDER BY row",
            [.integer(row)]
        ) { CreditNoteRecord.Line(position: Int($0.integer(0)), net: $0.money(1, currency)) }
    }

    private func credits(
        ofNoteAt row: Int64,
        _ currency: Currency,
    ) throws -> [NotedCredit] {
        try connection.all(
            """
            SELECT credits.id, credit_note_credits.amount, paid
            FROM credit_note_credits JOIN credits ON credits.row = credit
            WHERE note = ? ORDER BY paid IS NOT NULL, credits.row
            """,
            [.integer(row)]
        ) { row in
            NotedCredit(
                credit: row.text(0),
                amount: row.money(1, currency),
                paid: row.isNull(2) ? nil : row.money(2, currency)
            )
        }
    }

    // MARK: - Money

    package func payments(_ body: (PaymentRecord) throws -> Void) throws {
        let repository = PaymentRepository(connection)
        try connection.forEach("SELECT id FROM payments ORDER BY row") { row in
            guard
                let stored = try repository.find(row.text(0)).first(where: {
                    $0.payment.id.description == row.text(0)
                })
            else { return }
            try body(
                PaymentRecord(
                    payment: stored.payment,
                    account: stored.account,
                    accountKey: stored.accountKey,
                    createdAt: stored.createdAt,
                    note: stored.note,
                    allocations: try allocations(of: stored.payment),
                    refunds: try refunds(of: stored.payment)
                )
            )
        }
    }

    private func allocations(of payment: Payment) throws -> [PaymentRecord.Allocation] {
        try connection.all(
            """
            SELECT invoices.id, invoices.number, allocations.amount, made_on
            FROM allocations JOIN invoices ON invoices.row = invoice
            WHERE payment = (SELECT row FROM payments WHERE id = ?) ORDER BY allocations.row
            """,
            [.id(payment.id)]
        ) { row in
            PaymentRecord.Allocation(
                invoice: try row.id(0),
                number: row.text(1),
                amount: row.money(2, payment.amount.currency),
                madeOn: try row.date(3)
            )
        }
    }

    private func refunds(of payment: Payment) throws -> [PaymentRecord.BookedRefund] {
        try connection.all(
            """
            SELECT id, amount, made_on, created_at, note FROM refunds
            WHERE payment = (SELECT row FROM payments WHERE id = ?) ORDER BY row
            """,
            [.id(payment.id)]
        ) { row in
            PaymentRecord.BookedRefund(
                Refund(
                    id: try row.id(0),
                    payment: payment.id,
                    amount: row.money(1, payment.amount.currency),
                    madeOn: try row.date(2),
                    note: row.optionalText(4)
                ),
                createdAt: try row.instant(3)
            )
        }
    }

    /// What was granted, without what became of it.
    package func credits(_ body: (StoredCredit) throws -> Void) throws {
        let repository = CreditRepository(connection)
        try connection.forEach("SELECT id FROM credits ORDER BY row") { row in
            guard let credit = try repository.find(row.text(0)) else { return }
            try body(credit)
        }
    }

    /// What became of credits after they were granted.
    package func creditEntries(_ body: (CreditEntryRecord) throws -> Void) throws {
        let ids = try connection.all("SELECT id FROM credits ORDER BY row") { try $0.id(0) }
        for id in ids {
            for record in try creditEntries(of: id) { try body(record) }
        }
    }

    package func creditEntries(of id: RecordID) throws -> [CreditEntryRecord] {
        var records: [CreditEntryRecord] = []
        try connection.forEach(
            """
            SELECT kind, credit_entries.amount, made_on, made_at, invoice, note, code,
                minor_unit_digits, stopped_on,
                stopped_after = credit_entries.row AS is_last
            FROM credit_entries JOIN credits ON credits.row = credit
                JOIN currencies ON code = credits.currency
            WHERE credits.id = ? ORDER BY credit_entries.row
            """,
            [.id(id)]
        ) { row in
            let kind = try CreditLedger.Kind(row.choice(0), invoice: row.optionalText(4))
            let at = try row.instant(3)
            func add(_ what: CreditEntryRecord.What, on day: CivilDate, _ note: String?) {
                records.append(
                    CreditEntryRecord(
                        credit: id.description,
                        place: records.count + 1,
                        what: what,
                        on: day,
                        at: at,
                        note: note
                    )
                )
            }
            if kind != .granted {
                let amount = row.money(1, try row.currency(6))
                add(.entry(kind, amount), on: try row.date(2), row.optionalText(5))
            }
            if row.integer(9) == 1, let day = try row.optionalDate(8) {
                add(.stopped, on: day, nil)
            }
        }
        return records
    }

    // MARK: - What has no place in a folder

    /// Tables of records that a folder does not hold, with how many rows there are.
    package func countsLeftOut() throws -> [(table: String, count: Int)] {
        try Self.leftOut.compactMap { table in
            let count = Int(try connection.integer("SELECT count(*) FROM \(table)"))
            return count > 0 ? (table, count) : nil
        }
    }

    private static let leftOut = [
        "events", "entitlements", "workflows", "schedules", "users", "settings", "saved_filters",
        "approvals", "remotes", "closed_months", "settled_items",
    ]
}
