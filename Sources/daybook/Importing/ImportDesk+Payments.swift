import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Payments and credit notes.
extension ImportDesk {
    func takePayment(_ input: RecordInput) throws -> ImportOutcome {
        let account = try account(input)
        let reference = try input.required("reference", "a payment has a reference")
        let repository = PaymentRepository(connection)
        let id = try id(input)
        let old = try repository.find(reference).first {
            $0.account == account.id && $0.payment.reference == reference
        }
        if let old { try requireFirst(old.payment.id, "payment", reference) }
        guard let amount = try input.money("amount", account.currency) else {
            throw input.expected("an amount in \(account.currency)", "amount", "")
        }
        let moment = try createdAt(input, old?.createdAt)
        let payment = Payment(
            id: try id ?? old?.payment.id ?? newID(moment),
            reference: reference,
            amount: amount,
            receivedOn: try input.day("received"),
            method: try input.choice("method", old?.payment.method ?? .bankTransfer)
        )
        let note = try input.optionalText("note", old?.note)
        if let old {
            return try compare(old, record(payment, account, moment, note, []), account)
        }
        if let id, try !repository.find("\(id)").isEmpty {
            throw taken(id, "payment", "\(id)")
        }
        if input.hasText("allocations") || input.hasText("refunds") {
            return try takeHistory(input, payment, account, moment, note)
        }
        return try pay(input, payment, account, note)
    }

    private func record(
        _ payment: Payment,
        _ account: Account,
        _ moment: Instant,
        _ note: String?,
        _ allocations: [PaymentRecord.Allocation],
        _ refunds: [PaymentRecord.BookedRefund] = [],
    ) -> PaymentRecord {
        PaymentRecord(
            payment: payment,
            account: account.id,
            accountKey: account.key,
            createdAt: moment,
            note: note,
            allocations: allocations,
            refunds: refunds
        )
    }

    /// What it pays changes here; what it is does not.
    private func compare(
        _ old: StoredPayment,
        _ asked: PaymentRecord,
        _ account: Account,
    ) throws -> ImportOutcome {
        let here = record(old.payment, account, old.createdAt, old.note, [])
        let difference = RecordDifference(FolderRows.row(here), FolderRows.row(asked))
            .outcome("payment", old.payment.reference)
        guard case .conflicting = difference, order.isUpdating,
            old.payment.amount == asked.payment.amount, old.payment.id == asked.payment.id,
            old.payment.receivedOn == asked.payment.receivedOn, old.createdAt == asked.createdAt
        else { return difference }
        _ = try PaymentDesk(connection, clerk).describe(
            old,
            reference: old.payment.reference,
            method: asked.payment.method,
            note: asked.note
        )
        return .changed
    }

    /// A new payment: it pays what is open here.
    private func pay(
        _ input: RecordInput,
        _ payment: Payment,
        _ account: Account,
        _ note: String?,
    ) throws -> ImportOutcome {
        let desk = PaymentDesk(connection, clerk)
        let received = try desk.receive(payment, of: account.id, note: note)
        if try input.flag("unallocated") { return .stored }
        let plan = try session.allocationPlan(
            try input.texts("invoices", option: "invoice", []),
            isOfAll: try input.flag("allAccounts"),
            connection
        )
        _ = try desk.allocate(received, plan)
        return .stored
    }

    /// A payment that its invoices know of already.
    private func takeHistory(
        _ input: RecordInput,
        _ payment: Payment,
        _ account: Account,
        _ moment: Instant,
        _ note: String?,
    ) throws -> ImportOutcome {
        let invoices = InvoiceRepository(connection)
        let parts = try input.objects("allocations", members: ["invoice", "amount", "on"])
        let allocations = try parts.map { part in
            let word = try part.required("invoice", "it pays an invoice")
            guard let invoice = try invoices.find(word) else {
                throw part.expected("the number of an invoice", "invoice", word)
            }
            let amount = try money(part, payment.amount.currency)
            if amount.isZero { throw part.expected("an amount that is not zero", "amount", "0") }
            return PaymentRecord.Allocation(
                invoice: invoice.id,
                number: invoice.number ?? "\(invoice.id)",
                amount: amount,
                madeOn: try part.date("on") ?? payment.receivedOn
            )
        }
        let members = ["id", "amount", "on", "note", "createdAt"]
        let refunds = try input.objects("refunds", members: members).map { part in
            let refund = Refund(
                id: try id(part) ?? newID(moment),
                payment: payment.id,
                amount: try money(part, payment.amount.currency),
                madeOn: try part.day("on"),
                note: try part.optionalText("note", nil)
            )
            try DocumentHistory(connection)
                .requireClearance(for: .paymentRefund, of: refund.amount, by: clerk.name)
            return PaymentRecord.BookedRefund(refund, createdAt: try createdAt(part))
        }
        try DocumentHistory(connection)
            .insert(record(payment, account, moment, note, allocations, refunds))
        return .stored
    }

    private func money(_ input: RecordInput, _ currency: Currency) throws -> Money {
        guard let amount = try input.money("amount", currency) else {
            throw input.expected("an amount in \(currency)", "amount", "")
        }
        return amount
    }

    // MARK: - Credit notes

    func takeCreditNote(_ input: RecordInput) throws -> ImportOutcome {
        let word = try input.required("invoice", "a credit note corrects an invoice")
        guard let invoice = try InvoiceRepository(connection).find(word) else {
            throw input.expected("the number of an invoice", "invoice", word)
        }
        let number = try input.required("number", "a credit note has a number")
        let repository = CreditNoteRepository(connection)
        let old = try repository.identity(of: number)
        if let old { try requireFirst(old.id, "credit note", number) }
        let moment = try createdAt(input, old?.createdAt)
        let note = try creditNote(
            input,
            id(input) ?? old?.id ?? newID(moment),
            number,
            invoice,
            moment
        )
        if old != nil {
            var here: CreditNoteRecord?
            try LedgerWalk(connection).creditNotes { if $0.number == number { here = $0 } }
            guard let here else { return .same }
            return RecordDifference(FolderRows.row(here), FolderRows.row(note))
                .outcome("credit note", number)
        }
        let history = DocumentHistory(connection)
        try history.requireClearance(for: .creditNote, of: note.total, by: clerk.name)
        try history.insert(note)
        return .stored
    }

    private func creditNote(
        _ input: RecordInput,
        _ id: RecordID,
        _ number: String,
        _ invoice: Invoice,
        _ moment: Instant,
    ) throws -> CreditNoteRecord {
        let currency = invoice.currency
        func sum(_ member: String) throws -> Money {
            guard let sum = try input.money(member, currency) else {
                throw input.expected("an amount in \(currency)", member, "")
            }
            return sum
        }
        let credits = try input.objects("credits", members: ["credit", "amount", "paid"])
        let lines = try input.objects("lines", members: ["position", "net"]).map { part in
            guard let net = try part.money("net", currency) else {
                throw part.expected("an amount in \(currency)", "net", "")
            }
            return CreditNoteRecord.Line(position: try part.position("position"), net: net)
        }
        let net = try sum("net")
        let off = try lines.reduce(Money.zero(currency)) { try $0.adding($1.net) }
        guard off == net else {
            throw input.expected("\(off.amount), what its lines add up to", "net", "\(net.amount)")
        }
        return CreditNoteRecord(
            id: id,
            number: number,
            invoice: invoice.id,
            invoiceNumber: invoice.number ?? "\(invoice.id)",
            issuedOn: try input.day("issuedOn"),
            net: net,
            tax: try sum("tax"),
            total: try sum("total"),
            reason: try input.optionalText("reason", nil),
            createdAt: moment,
            lines: lines,
            credits: try credits.map { part in
                NotedCredit(
                    credit: try part.required("credit", "it names a credit"),
                    amount: try money(part, currency),
                    paid: try part.money("paid", currency)
                )
            },
            corrects: try input.flag("corrects")
        )
    }
}
