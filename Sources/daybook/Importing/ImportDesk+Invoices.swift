import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// Invoices as another ledger or system has written them, and drafts.
extension ImportDesk {
    func takeInvoice(
        _ input: RecordInput,
        _ record: FileRecord,
        _ parts: (lines: [FileRecord], details: [FileRecord]),
    ) throws -> ImportOutcome {
        let account = try account(input)
        let number = try input.optionalText("number", nil)
        let isHandwritten =
            number == nil && !["total", "net", "state"].contains { input.hasText($0) }
        let day = try input.date("issuedOn") ?? input.date("periodFrom") ?? input.date("from")
        let id = try identity(
            input,
            record,
            from: createdAt(input, day.map { .startOfDay(utc: $0) } ?? .epoch),
            number: number
        )
        let repository = InvoiceRepository(connection)
        let old = try number.flatMap { try repository.find($0) } ?? repository.find("\(id)")
        if let old { try requireFirst(old.id, "invoice", number ?? "\(id)") }
        if isHandwritten { return try takeDraft(input, id, account, over: old) }
        let invoice = try invoice(input, over: old, id, account)
        let reader = InvoiceLineReader(self, invoice)
        let read = try reader.lines(input, parts.lines)
        let details = try reader.details(parts.details, of: read)
        guard let old else {
            try require(invoice, details.lines, input)
            var fate = try fate(input, invoice)
            fate.revenue = details.revenue
            try DocumentHistory(connection).insert(invoice, lines: details.lines, fate)
            if invoice.number == nil {
                try repository.sign(invoice.id, preparedBy: clerk.name)
            }
            return .stored
        }
        return try compare(old, invoice, details.lines, account, input)
    }

    /// A draft in the form of `invoices create`.
    private func takeDraft(
        _ input: RecordInput,
        _ id: RecordID,
        _ account: Account,
        over old: Invoice?,
    ) throws -> ImportOutcome {
        if old != nil { return .same }
        let form = InvoicesForm(session, input)
        _ = try InvoiceDesk(connection, clerk)
            .create(id, for: account, form.period(clerk.today)) { draft in
                try form.write(&draft, connection)
                if draft.lines.isEmpty {
                    throw input.expected("an array of lines", "lines", "")
                }
            }
        return .stored
    }

    private func invoice(
        _ input: RecordInput,
        over old: Invoice?,
        _ id: RecordID,
        _ account: Account,
    ) throws -> Invoice {
        let currency = try input.currency("currency", account.currency) { code in
            try CurrencyRepository(self.connection).find(code)
        }
        guard currency == account.currency else {
            throw input.expected(
                "\(account.currency), the currency of the account",
                "currency",
                currency.code
            )
        }
        let number = try input.optionalText("number", nil)
        let from = try input.date("periodFrom") ?? old?.period.from ?? input.day("issuedOn")
        let to = try input.date("periodTo") ?? old?.period.to ?? from.adding(days: 1)
        guard let period = try? Period(from: from, to: to) else {
            throw input.expected("a date not before periodFrom", "periodTo", to.iso8601)
        }
        let standing: InvoiceState = number == nil ? .draft : .issued
        return Invoice(
            id: try old.map { try self.id(input) ?? $0.id } ?? id,
            account: account.id,
            number: number,
            state: try input.choice("state", old?.state ?? standing),
            currency: currency,
            period: period,
            issuedOn: try input.date("issuedOn") ?? old?.issuedOn,
            dueOn: try input.date("dueOn") ?? old?.dueOn,
            times: try times(input, over: old),
            totals: try totals(input, currency, over: old),
            note: try input.optionalText("note", old?.note)
        )
    }

    private func times(_ input: RecordInput, over old: Invoice?) throws -> Invoice.Times {
        Invoice.Times(
            createdAt: try createdAt(input, old?.times.createdAt),
            approvedAt: try input.time("approvedAt") ?? old?.times.approvedAt,
            issuedAt: try input.time("issuedAt") ?? old?.times.issuedAt,
            paidAt: try input.time("paidAt") ?? old?.times.paidAt,
            voidedAt: try input.time("voidedAt") ?? old?.times.voidedAt
        )
    }

    private func totals(
        _ input: RecordInput,
        _ currency: Currency,
        over old: Invoice?,
    ) throws -> Invoice.Totals {
        guard let net = try input.money("net", currency) ?? old?.totals.net else {
            throw input.expected("an amount in \(currency)", "net", "")
        }
        guard let tax = try input.money("tax", currency) ?? old?.totals.tax else {
            throw input.expected("an amount in \(currency)", "tax", "")
        }
        let sum = try net.adding(tax)
        let total = try input.money("total", currency) ?? sum
        guard total == sum else {
            throw input.expected("net and tax together, \(sum.amount)", "total", "\(total.amount)")
        }
        return Invoice.Totals(
            net: net,
            tax: tax,
            total: total,
            paid: try input.money("paid", currency) ?? old?.totals.paid ?? .zero(currency),
            credited: try input.money("credited", currency) ?? old?.totals.credited
                ?? .zero(currency)
        )
    }

    private func fate(_ input: RecordInput, _ invoice: Invoice) throws -> DocumentHistory.Fate {
        var fate = DocumentHistory.Fate()
        fate.writtenOff = try input.money("writtenOff", invoice.currency)
        fate.writtenOffOn = try input.date("writtenOffOn")
        fate.givenUpOn = try input.date("givenUpOn")
        fate.isRecognised = order.isRecognising
        return fate
    }

    // MARK: - What holds for every invoice

    private func require(
        _ invoice: Invoice,
        _ lines: [InvoiceLine],
        _ input: RecordInput,
    ) throws {
        let isNumbered = invoice.number != nil
        let hasNumber = ![.gathering, .draft, .approved].contains(invoice.state)
        guard isNumbered == hasNumber else {
            throw input.expected(
                isNumbered ? "a state of what has a number" : "a state of what has no number",
                "state",
                invoice.state.rawValue
            )
        }
        if invoice.state == .approved && invoice.times.approvedAt == nil {
            throw input.expected("a time, as it is approved", "approvedAt", "")
        }
        if isNumbered {
            for member in ["issuedOn", "dueOn"] where !input.hasText(member) {
                throw input.expected("a date, as it has a number", member, "")
            }
        }
        let net = try lines.reduce(Money.zero(invoice.currency)) { try $0.adding($1.amount) }
        guard net == invoice.totals.net else {
            let what =
                lines.isEmpty
                ? "0, as there are no lines of it" : "\(net.amount), what its lines add up to"
            throw input.expected(what, "net", "\(invoice.totals.net.amount)")
        }
        try requireSettled(invoice, input)
    }

    /// The state says what is paid.
    private func requireSettled(_ invoice: Invoice, _ input: RecordInput) throws {
        let totals = invoice.totals
        let off = try input.money("writtenOff", invoice.currency) ?? .zero(invoice.currency)
        let settled = try totals.paid.adding(totals.credited).adding(off)
        switch invoice.state {
        case .gathering, .draft, .approved, .issued:
            guard totals.paid.isZero else {
                throw input.expected(
                    "0, as it is \(invoice.state.rawValue)",
                    "paid",
                    "\(totals.paid.amount)"
                )
            }
        case .paid:
            guard try settled.compared(with: totals.total) >= 0 else {
                throw input.expected(
                    "at least \(try totals.total.subtracting(totals.credited).amount), as it is "
                        + "paid",
                    "paid",
                    "\(totals.paid.amount)"
                )
            }
        case .partiallyPaid, .uncollectible, .void: break
        }
        if !off.isZero && (invoice.state != .paid || settled != totals.total) {
            throw input.expected("what is neither paid nor credited", "writtenOff", "\(off.amount)")
        }
    }

    private func compare(
        _ old: Invoice,
        _ invoice: Invoice,
        _ lines: [InvoiceLine],
        _ account: Account,
        _ input: RecordInput,
    ) throws -> ImportOutcome {
        let owner = try CustomerRepository(connection).owner(of: old.account).accountKey
        let walk = LedgerWalk(connection)
        var there = try walk.fate(of: old)
        if let amount = try input.money("writtenOff", invoice.currency) {
            there.writtenOff = amount
            there.writtenOffOn = try input.date("writtenOffOn") ?? there.writtenOffOn
        }
        there.givenUpOn = try input.date("givenUpOn") ?? there.givenUpOn
        let name = old.number ?? "\(old.id)"
        let outcome = RecordDifference(
            FolderRows.row(old, of: owner, try walk.fate(of: old)),
            FolderRows.row(invoice, of: account.key, there)
        ).outcome("invoice", name)
        guard case .same = outcome else { return outcome }
        let here = try InvoiceRepository(connection).lines(of: old)
        guard here.count == lines.count else {
            return .conflicting(
                "there is another invoice \(Words.quoted(name)): it has \(here.count) lines in "
                    + "the ledger and \(lines.count) in the file"
            )
        }
        for (own, line) in zip(here, lines) {
            let outcome = RecordDifference(FolderRows.row(own), FolderRows.row(line))
                .outcome("line \(own.position) of", name)
            guard case .same = outcome else { return outcome }
        }
        return .same
    }
}
