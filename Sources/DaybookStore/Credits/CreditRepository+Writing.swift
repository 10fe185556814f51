internal import DaybookCore

extension CreditRepository {
    func insert(_ credit: MoneyCredit, id: RecordID, of account: RecordID) throws {
        try CurrencyRepository(connection).insert(credit.amount.currency)
        try connection.run(
            """
            INSERT INTO credits (id, account, currency, amount, priority, effective_on, expires_on,
                purpose, created_at, renews_months, renews_days, renews_until, rollover_min,
                rollover_max)
            VALUES (?, (SELECT row FROM accounts WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .id(account), .text(credit.amount.currency.code),
                try .money(credit.amount), .integer(credit.priority), .date(credit.effectiveOn),
                .date(credit.expiresOn), .text(credit.purpose), .instant(credit.createdAt),
            ] + terms(credit.recurrence)
        )
        let row = connection.lastRow
        for product in credit.scope.products.sorted() {
            try connection.run(
                """
                INSERT INTO credit_products (credit, product)
                VALUES (?, (SELECT row FROM products WHERE key = ?))
                """,
                [.integer(row), .text(product)]
            )
        }
    }

    private func terms(_ recurrence: CreditRecurrence?) throws -> [SQLValue] {
        guard let recurrence else { return [.null, .null, .null, .null, .null] }
        return [
            .integer(recurrence.interval.totalMonths), .integer(recurrence.interval.totalDays),
            .date(recurrence.until), try .money(recurrence.rollover.minimum),
            try .money(recurrence.rollover.maximum),
        ]
    }

    /// Ends the renewals of a credit, after all that was written of it so far.
    func stop(_ id: RecordID, on day: CivilDate) throws {
        try connection.run(
            """
            UPDATE credits SET stopped_on = ?2, stopped_after =
                (SELECT max(row) FROM credit_entries WHERE credit = credits.row)
            WHERE id = ?1
            """,
            [.id(id), .date(day)]
        )
    }

    func delete(_ id: RecordID) throws {
        for table in ["credit_products", "credit_entries"] {
            try connection.run(
                "DELETE FROM \(table) WHERE credit = (SELECT row FROM credits WHERE id = ?)",
                [.id(id)]
            )
        }
        try connection.run("DELETE FROM credits WHERE id = ?", [.id(id)])
    }

    func update(_ id: RecordID, purpose: String) throws {
        try connection.run(
            "UPDATE credits SET purpose = ?2 WHERE id = ?1",
            [.id(id), .text(purpose)]
        )
    }

    /// Writes entries that a ledger of credits has got.
    func append(
        _ entries: some Sequence<CreditLedger.Entry>,
        at moment: Instant,
        note: String? = nil,
    ) throws {
        for entry in entries {
            try connection.run(
                """
                INSERT INTO credit_entries (credit, kind, amount, made_on, made_at, invoice, note)
                VALUES ((SELECT row FROM credits WHERE id = ?), ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(entry.credit), .text(entry.kind.name), try .money(entry.amount),
                    .date(entry.on), .instant(moment), .text(entry.kind.invoice), .text(note),
                ]
            )
        }
    }

    /// Writes what the lines of a new draft use.
    func use(
        _ used: [UsedCredit],
        for invoice: RecordID,
        on day: CivilDate,
        at moment: Instant,
    ) throws {
        let entries = used.map { use in
            CreditLedger.Entry(
                credit: use.credit,
                kind: .used(invoice: invoice.description),
                amount: use.amount,
                on: day
            )
        }
        try append(entries, at: moment)
    }

    /// Gives back what an invoice that is void or goes has used.
    func giveBack(_ invoice: Invoice, on day: CivilDate, at moment: Instant) throws {
        guard let before = try ledger(of: invoice.account) else { return }
        var ledger = before
        ledger.giveBack(invoice: invoice.id.description, on: day)
        try append(ledger.entries.dropFirst(before.entries.count), at: moment)
    }

    /// Gives back what falls on credits of that which credit notes took off an invoice; answers
    /// what came back now.
    func giveBack(
        _ parts: [UsedCredit],
        of invoice: Invoice,
        on day: CivilDate,
        at moment: Instant,
    ) throws -> [UsedCredit] {
        guard !parts.isEmpty, let before = try ledger(of: invoice.account) else { return [] }
        var ledger = before
        ledger.giveBack(parts, of: invoice.id.description, on: day)
        let entries = ledger.entries.dropFirst(before.entries.count)
        try append(entries, at: moment)
        return entries.map { UsedCredit(credit: $0.credit, amount: $0.amount) }
    }
}

/// The kinds of entries as they are kept.
enum CreditEntryWord: String, CaseIterable {
    case granted, used, returned, deducted, voided, expired
}

extension CreditLedger.Kind {
    init(_ word: CreditEntryWord, invoice: String?) throws {
        switch (word, invoice) {
        case (.granted, nil): self = .granted
        case (.used, let invoice?): self = .used(invoice: invoice)
        case (.returned, let invoice?): self = .returned(invoice: invoice)
        case (.deducted, nil): self = .deducted
        case (.voided, nil): self = .voided
        case (.granted, _), (.used, _), (.returned, _), (.deducted, _), (.voided, _), (.expired, _):
            throw UnreadableValue(expected: "an entry of a credit", found: word.rawValue)
        }
    }

    /// The invoice that it is about.
    package var invoice: String? {
        switch self {
        case .used(let invoice), .returned(let invoice): invoice
        case .granted, .deducted, .voided, .expired, .renewed, .lapsed: nil
        }
    }
}
