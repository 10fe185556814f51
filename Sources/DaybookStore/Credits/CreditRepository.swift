package import DaybookCore

/// Credits and their entries.
package struct CreditRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Reading

    package func find(_ id: String) throws -> StoredCredit? {
        try stored("credits.id = ?", .text(id.uppercased())).first
    }

    /// The ids that begin with some of their characters, at most so many.
    package func ids(beginning start: String, limit: Int) throws -> [RecordID] {
        try connection.all(
            "SELECT id FROM credits WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2",
            [.text(start.uppercased()), .integer(limit)]
        ) { try $0.id(0) }
    }

    /// The credits of an account, in the order in which they were granted.
    package func credits(of account: RecordID) throws -> [StoredCredit] {
        try stored(Self.ofAccount, .id(account))
    }

    /// The credits that recur, of all accounts, currency by currency.
    func recurring() throws -> [StoredCredit] {
        let currencies = try connection.all(
            "SELECT DISTINCT currency FROM credits WHERE renews_days IS NOT NULL ORDER BY currency"
        ) { $0.text(0) }
        return try currencies.flatMap { code in
            try stored("credits.renews_days IS NOT NULL AND credits.currency = ?", .text(code))
        }
    }

    /// All credits of an account as one ledger; nil where it has none.
    package func ledger(of account: RecordID) throws -> CreditLedger? {
        let credits = try moneyCredits(Self.ofAccount, .id(account))
        guard let first = credits.first else { return nil }
        return CreditLedger(
            first.credit.amount.currency,
            credits: credits.map(\.credit),
            entries: try entries(Self.ofAccount, .id(account), first.credit.amount.currency)
        )
    }

    private static let ofAccount = "credits.account = (SELECT row FROM accounts WHERE id = ?)"

    private func stored(_ condition: String, _ value: SQLValue) throws -> [StoredCredit] {
        let found = try moneyCredits(condition, value)
        guard let currency = found.first?.credit.amount.currency else { return [] }
        let entries = try entries(condition, value, currency)
        let byCredit = Dictionary(grouping: entries, by: \.credit)
        return found.map { owned in
            StoredCredit(
                id: owned.id,
                account: owned.account,
                accountKey: owned.accountKey,
                credit: owned.credit,
                ledger: CreditLedger(
                    currency,
                    credits: [owned.credit],
                    entries: byCredit[owned.credit.id] ?? []
                )
            )
        }
    }

    private typealias Owned = (
        id: RecordID, account: RecordID, accountKey: String, credit: MoneyCredit
    )

    private func moneyCredits(_ condition: String, _ value: SQLValue) throws -> [Owned] {
        // Most accounts have none: runs ask for each.
        let isThere = try connection.first(
            "SELECT 1 FROM credits WHERE \(condition)",
            [value]
        ) { _ in true }
        guard isThere != nil else { return [] }
        let products = try products(condition, value)
        return try connection.all(
            """
            SELECT credits.id, accounts.id, accounts.key, credits.currency, minor_unit_digits,
                amount, priority, effective_on, expires_on, credits.created_at, purpose,
                renews_months, renews_days, renews_until, rollover_min, rollover_max, stopped_on
            FROM credits JOIN accounts ON accounts.row = credits.account
                JOIN currencies ON code = credits.currency
            WHERE \(condition) ORDER BY credits.row
            """,
            [value]
        ) { row in
            let id = try row.id(0)
            let (currency, first) = (try row.currency(3), try row.date(7))
            let credit = try MoneyCredit(
                id: id.description,
                amount: row.money(5, currency),
                priority: Int(row.integer(6)),
                effectiveOn: first,
                expiresOn: row.optionalDate(8),
                createdAt: row.instant(9),
                scope: .init(products: products[id.description] ?? []),
                purpose: row.text(10),
                recurrence: Self.recurrence(row, from: first, currency),
                stoppedOn: row.optionalDate(16)
            )
            return (id, try row.id(1), row.text(2), credit)
        }
    }

    /// What stands from the eleventh column on; nil where it does not recur.
    private static func recurrence(
        _ row: Row,
        from first: CivilDate,
        _ currency: Currency,
    ) throws -> CreditRecurrence? {
        guard !row.isNull(11) else { return nil }
        return try CreditRecurrence(
            from: first,
            every: CalendarDuration(months: Int(row.integer(11)), days: Int(row.integer(12))),
            until: row.optionalDate(13),
            CreditRollover(minimum: row.money(14, currency), maximum: row.money(15, currency))
        )
    }

    /// The keys of the products that credits are meant for.
    private func products(_ condition: String, _ value: SQLValue) throws -> [String: Set<String>] {
        var products: [String: Set<String>] = [:]
        try connection.forEach(
            """
            SELECT credits.id, products.key
            FROM credits JOIN credit_products ON credit = credits.row
                JOIN products ON products.row = product
            WHERE \(condition)
            """,
            [value]
        ) { products[$0.text(0), default: []].insert($0.text(1)) }
        return products
    }

    private func entries(
        _ condition: String,
        _ value: SQLValue,
        _ currency: Currency,
    ) throws -> [CreditLedger.Entry] {
        try connection.all(
            """
            SELECT credits.id, kind, credit_entries.amount, made_on, invoice
            FROM credits JOIN credit_entries ON credit = credits.row
            WHERE \(condition) ORDER BY credit_entries.row
            """,
            [value]
        ) { try Self.entry($0, currency) }
    }

    private static func entry(_ row: Row, _ currency: Currency) throws -> CreditLedger.Entry {
        CreditLedger.Entry(
            credit: row.text(0),
            kind: try CreditLedger.Kind(row.choice(1), invoice: row.optionalText(4)),
            amount: row.money(2, currency),
            on: try row.date(3)
        )
    }

    /// What became of a credit by a day: its entries, and between them what its periods made of it.
    package func entries(
        of stored: StoredCredit,
        on day: CivilDate,
    ) throws -> [StoredCreditEntry] {
        let entries = try entries(of: stored)
        guard stored.credit.recurrence != nil else { return entries }
        // Those of later days stand at the end: a clock may have been ahead.
        let later = entries.filter { $0.entry.on > day }.sorted { $0.entry.on < $1.entry.on }
        var told = entries.filter { $0.entry.on <= day }.sorted { $0.entry.on < $1.entry.on }[...]
        let merged = try stored.ledger.history(of: stored.credit.id, on: day).map { entry in
            if !entry.kind.isDerived, let own = told.popFirst() { return own }
            return StoredCreditEntry(
                entry: entry,
                madeAt: stored.credit.createdAt,
                note: nil,
                invoiceNumber: nil,
                lines: []
            )
        }
        return merged + later
    }

    /// The entries of a credit, both ways: what it was used for, and where that stands.
    package func entries(of stored: StoredCredit) throws -> [StoredCreditEntry] {
        let currency = stored.credit.amount.currency
        let lines = try lines(of: stored)
        return try connection.all(
            """
            SELECT credits.id, kind, credit_entries.amount, made_on, invoice, made_at,
                credit_entries.note, number
            FROM credits JOIN credit_entries ON credit = credits.row
                LEFT JOIN invoices ON invoices.id = invoice
            WHERE credits.id = ? ORDER BY credit_entries.row
            """,
            [.id(stored.id)]
        ) { row in
            let entry = try Self.entry(row, currency)
            var own: [StoredCreditEntry.Line] = []
            if case .used(let invoice) = entry.kind { own = lines[invoice] ?? [] }
            return StoredCreditEntry(
                entry: entry,
                madeAt: try row.instant(5),
                note: row.optionalText(6),
                invoiceNumber: row.optionalText(7),
                lines: own
            )
        }
    }

    /// The lines that a credit stands on, by invoice.
    private func lines(of stored: StoredCredit) throws -> [String: [StoredCreditEntry.Line]] {
        let currency = stored.credit.amount.currency
        var lines: [String: [StoredCreditEntry.Line]] = [:]
        try connection.forEach(
            """
            SELECT invoices.id, position, line_credits.amount
            FROM line_credits JOIN lines ON lines.row = line
                JOIN invoices ON invoices.row = lines.invoice
            WHERE credit = (SELECT row FROM credits WHERE id = ?) ORDER BY lines.row
            """,
            [.id(stored.id)]
        ) { row in
            let line = StoredCreditEntry.Line(
                position: Int(row.integer(1)),
                amount: row.money(2, currency)
            )
            lines[row.text(0), default: []].append(line)
        }
        return lines
    }
}
