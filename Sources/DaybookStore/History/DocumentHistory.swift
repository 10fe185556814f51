package import DaybookCore

// What lives in this folder: documents and entries as another ledger or system has written them,
// taken over as they are and read in the order in which they came. What this ledger does itself
// goes through the desks.

/// Writes what happened elsewhere, and holds it to the rules of this ledger.
package struct DocumentHistory {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Invoices

    /// What became of an invoice beside its totals.
    package struct Fate: Sendable {
        /// What was given up of it as too small to ask for, and when.
        package var writtenOff: Money?
        package var writtenOffOn: CivilDate?
        /// When nobody expected any more that the rest is paid.
        package var givenUpOn: CivilDate?
        /// When its lines were earned, as far as anybody knows.
        package var revenue: [RevenuePart] = []
        /// Whether that is worked out where nobody says.
        package var isRecognised = false

        package init() {}
    }

    /// What is earned of a line in a month.
    package struct RevenuePart: Hashable, Sendable {
        package let position: Int
        package let month: CivilDate
        package let amount: Money
        package let isTakenBack: Bool

        package init(position: Int, month: CivilDate, amount: Money, isTakenBack: Bool) {
            (self.position, self.month) = (position, month)
            (self.amount, self.isTakenBack) = (amount, isTakenBack)
        }
    }

    package func insert(_ invoice: Invoice, lines: [InvoiceLine], _ fate: Fate) throws {
        if let day = invoice.issuedOn { try requireOpen(day) }
        let invoices = InvoiceRepository(connection)
        try invoices.insert(invoice, lines: lines, givenUpOn: fate.givenUpOn)
        if let amount = fate.writtenOff, let day = fate.writtenOffOn ?? invoice.issuedOn {
            try invoices.updateLoss(.writeOff, of: invoice, amount, on: day)
        }
        let revenue = RevenueRepository(connection)
        for part in fate.revenue {
            let row = try connection.first(
                """
                SELECT row FROM lines WHERE position = ?2
                    AND invoice = (SELECT row FROM invoices WHERE id = ?1)
                """,
                [.id(invoice.id), .integer(part.position)]
            ) { $0.integer(0) }
            guard let row else { throw HistoryError.noLine(part.position) }
            try revenue.insert(
                part.amount,
                ofLineAt: row,
                month: part.month,
                isContra: part.isTakenBack
            )
        }
        let isEarning = invoice.number != nil && invoice.state != .void
        if fate.revenue.isEmpty && fate.isRecognised && isEarning {
            try revenue.recognise(invoice)
        }
    }

    private func requireOpen(_ day: CivilDate) throws {
        guard let first = try ClosedMonths(connection).firstOpen(), day < first else { return }
        throw HistoryError.closed(day, firstOpen: first)
    }

    // MARK: - Numbers

    /// Has the series that this ledger has begun go on behind the documents from elsewhere.
    package func followNumbers() throws {
        let series = try connection.all("SELECT prefix, last FROM number_series") { row in
            (prefix: row.text(0), last: Int(row.integer(1)))
        }
        for (prefix, last) in series {
            var last = last
            for place in try places(of: prefix, behind: last) {
                guard place == last + 1 else {
                    throw HistoryError.gap(prefix, last: last, next: place)
                }
                try connection.run(
                    "UPDATE number_series SET last = last + 1 WHERE prefix = ?",
                    [.text(prefix)]
                )
                last = place
            }
        }
    }

    private func places(of prefix: String, behind last: Int) throws -> [Int] {
        try connection.all(
            """
            WITH numbers AS (
                SELECT number FROM invoices WHERE number >= ?1 AND number < ?1 || ':'
                UNION ALL
                SELECT number FROM credit_notes WHERE number >= ?1 AND number < ?1 || ':'
            )
            SELECT CAST(substr(number, length(?1) + 1) AS INTEGER) AS place FROM numbers
            WHERE substr(number, length(?1) + 1) NOT GLOB '*[^0-9]*'
                AND length(number) - length(?1) BETWEEN 1 AND 9 AND place > ?2
            ORDER BY place
            """,
            [.text(prefix), .integer(last)]
        ) { Int($0.integer(0)) }
    }

    // MARK: - Payments

    package func insert(_ record: PaymentRecord) throws {
        let payments = PaymentRepository(connection)
        try payments.insert(
            record.payment,
            of: record.account,
            createdAt: record.createdAt,
            note: record.note
        )
        try requirePaid(record.allocations)
        for part in record.allocations {
            try payments.allocate(
                part.amount,
                of: record.payment.id,
                to: part.invoice,
                on: part.madeOn
            )
        }
        for refund in record.refunds {
            try payments.insert(refund.refund, createdAt: refund.createdAt)
        }
    }

    /// What a payment from elsewhere pays, less what was taken back of that, is part of what its
    /// invoices say is paid.
    private func requirePaid(_ parts: [PaymentRecord.Allocation]) throws {
        var sums: [RecordID: Int128] = [:]
        for part in parts { sums[part.invoice, default: 0] += part.amount.minorUnits }
        for part in parts {
            guard let units = sums.removeValue(forKey: part.invoice) else { continue }
            try requirePaid(part, Money(minorUnits: units, part.amount.currency))
        }
    }

    private func requirePaid(_ part: PaymentRecord.Allocation, _ amount: Money) throws {
        let left = try connection.first(
            """
            SELECT paid - ifnull((SELECT sum(amount) FROM allocations
                WHERE allocations.invoice = invoices.row), 0)
            FROM invoices WHERE id = ?
            """,
            [.id(part.invoice)]
        ) { Int128($0.integer(0)) }
        guard let left else { throw PaymentError(part.number, .unknown) }
        if amount.minorUnits > max(left, 0) {
            let rest = Money(minorUnits: max(left, 0), amount.currency)
            throw HistoryError.notPaid(part.number, amount, left: rest)
        }
    }

    // MARK: - Credits

    package func insert(_ credit: MoneyCredit, id: RecordID, of account: Account) throws {
        guard credit.amount.currency == account.currency else {
            throw CreditError.mixedCurrencies(credit.id)
        }
        let credits = CreditRepository(connection)
        var ledger = CreditLedger(account.currency)
        try ledger.grant(credit)
        try credits.insert(credit, id: id, of: account.id)
        try credits.append(ledger.entries, at: credit.createdAt)
    }

    /// Writes one more entry of a credit, or that its renewals have ended.
    package func append(_ record: CreditEntryRecord) throws {
        let credits = CreditRepository(connection)
        switch record.what {
        case .stopped:
            guard let id = RecordID(record.credit) else { throw CreditError.unknown(record.credit) }
            try credits.stop(id, on: record.on)
        case .entry(let kind, let amount):
            let entry = CreditLedger.Entry(
                credit: record.credit,
                kind: kind,
                amount: amount,
                on: record.on
            )
            try credits.append([entry], at: record.at, note: record.note)
        }
    }

    /// Whether somebody may give as much without a second person.
    package func requireClearance(
        for act: ApprovableAct,
        of amount: Money?,
        by name: String,
    ) throws {
        try Clearance.require(nil, for: act, of: amount, by: name, connection)
    }

    // MARK: - Credit notes

    package func insert(_ record: CreditNoteRecord) throws {
        try connection.run(
            """
            INSERT INTO credit_notes (id, invoice, number, issued_on, net, tax, total, reason,
                created_at, corrects)
            VALUES (?, (SELECT row FROM invoices WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(record.id), .id(record.invoice), .text(record.number), .date(record.issuedOn),
                try .money(record.net), try .money(record.tax), try .money(record.total),
                .text(record.reason), .instant(record.createdAt),
                .integer(record.corrects ? 1 : 0),
            ]
        )
        let row = connection.lastRow
        for line in record.lines {
            try connection.run(
                "INSERT INTO credit_note_lines (note, position, net) VALUES (?, ?, ?)",
                [.integer(row), .integer(line.position), try .money(line.net)]
            )
        }
        let notes = CreditNoteRepository(connection)
        for credit in record.credits { try notes.insert(credit, of: record.id) }
    }
}
