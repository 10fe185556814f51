/// What the accounts of one customer owe and paid: their invoices, payments, and what was made of
/// them.
///
/// Every act is dated. It either happens whole, or throws and changes nothing; then still
/// received = allocated + unallocated + refunded, and each invoice's total = paid + credited +
/// written off + open, on every day.
///
/// A payment may pay invoices of all accounts of its customer. What it pays of another account
/// moves there: it stands as a transfer in the statements of both. So each account's balance is, on
/// every day, what is open of its own invoices less the rest of its own payments.
package struct ReceivablesBook: Hashable, Sendable {
    package private(set) var invoices: [Receivable] = []
    package private(set) var payments: [PaymentOnAccount] = []
    /// Which payment pays which invoice, in order of booking.
    package private(set) var allocations: [Allocation] = []
    /// What changed the balance, in order of booking.
    package private(set) var entries: [AccountEntry] = []
    private var invoicePlaces: [RecordID: Int] = [:]
    private var paymentPlaces: [RecordID: Int] = [:]

    /// Part of a payment that pays an invoice.
    package struct Allocation: Hashable, Sendable {
        package let payment: RecordID
        package let invoice: RecordID
        package fileprivate(set) var amount: Money

        package init(payment: RecordID, invoice: RecordID, amount: Money) {
            self.payment = payment
            self.invoice = invoice
            self.amount = amount
        }
    }

    package init() {}

    package func invoice(_ id: RecordID) -> Receivable? { invoicePlaces[id].map { invoices[$0] } }

    package func payment(_ id: RecordID) -> PaymentOnAccount? {
        paymentPlaces[id].map { payments[$0] }
    }

    // MARK: - Documents

    /// An invoice that was just issued becomes a debt.
    package mutating func enter(_ invoice: Invoice) throws(PaymentError) {
        let document = invoice.number ?? "\(invoice.id)"
        guard invoicePlaces[invoice.id] == nil else { throw PaymentError(document, .repeated) }
        guard let receivable = Receivable(invoice) else {
            throw PaymentError(document, .notJustIssued)
        }
        invoicePlaces[invoice.id] = invoices.count
        invoices.append(receivable)
        note(
            .invoice,
            receivable.number,
            receivable.settlement.total,
            of: receivable.account,
            on: receivable.issuedOn
        )
    }

    /// Money came in from an account; nothing of it is allocated yet.
    package mutating func receive(
        _ payment: Payment,
        of account: RecordID,
    ) throws(PaymentError) {
        guard paymentPlaces[payment.id] == nil else {
            throw PaymentError(payment.reference, .repeated)
        }
        guard payment.amount.minorUnits > 0 else {
            throw PaymentError(payment.reference, .notPositive)
        }
        paymentPlaces[payment.id] = payments.count
        payments.append(PaymentOnAccount(payment, of: account))
        let amount = payment.amount.negated
        note(.payment, payment.reference, amount, of: account, on: payment.receivedOn)
    }

    /// Part of what is not allocated goes back to the customer.
    package mutating func refund(
        _ amount: Money,
        of id: RecordID,
        on date: CivilDate,
    ) throws(PaymentError) {
        let place = try place(ofPayment: id)
        let payment = payments[place]
        try checkRest(of: payment, amount)
        let first = payment.firstDay(offering: amount, from: date)
        guard first <= date else {
            throw PaymentError(payment.payment.reference, .datedTooEarly(earliest: first))
        }
        payments[place].refund(amount, on: date)
        note(.refund, payment.payment.reference, amount, of: payment.account, on: date)
    }

    /// Takes an issued credit note's total off its invoice. What was paid of it becomes
    /// unallocated again, the latest payment first.
    package mutating func credit(
        _ id: RecordID,
        _ amount: Money,
        by number: String,
        on date: CivilDate,
    ) throws(PaymentError) {
        let place = try place(ofInvoice: id)
        let before = invoices[place].settlement
        try settle(place, .credit(amount), on: date)
        let released = before.paid.minorUnits - invoices[place].settlement.paid.minorUnits
        free(Money(minorUnits: max(released, 0), before.currency), of: id, on: date)
        note(.creditNote, number, amount.negated, of: invoices[place].account, on: date)
    }

    // MARK: - Allocation

    /// Pays invoices from a payment. Each part counts from the first day on which both are there.
    package mutating func allocate(
        _ id: RecordID,
        _ plan: AllocationPlan,
        on date: CivilDate,
    ) throws(PaymentError) {
        // Only amounts that were told can turn out wrong after others of them were booked.
        let isTold = if case .told = plan { true } else { false }
        let before = isTold ? self : nil
        do throws(PaymentError) {
            for (invoice, amount) in try parts(of: id, plan) {
                try allocate(amount, of: id, to: invoice, on: date)
            }
        } catch {
            if let before { self = before }
            throw error
        }
    }

    private mutating func allocate(
        _ amount: Money,
        of id: RecordID,
        to invoice: RecordID,
        on date: CivilDate,
    ) throws(PaymentError) {
        let (payer, place) = (try place(ofPayment: id), try place(ofInvoice: invoice))
        let receivable = invoices[place]
        // The invoice is asked first: that it has another currency is said of it.
        guard amount.currency == receivable.currency else {
            throw PaymentError(
                receivable.number,
                .mixedCurrencies(receivable.currency, amount.currency)
            )
        }
        try checkRest(of: payments[payer], amount)
        let first = max(date, receivable.lastDay)
        let day = payments[payer].firstDay(offering: amount, from: first)
        try settle(place, .pay(amount), on: day)
        payments[payer].allocate(amount, on: day)
        allocations.append(Allocation(payment: id, invoice: invoice, amount: amount))
        transfer(amount, of: payments[payer], to: receivable, on: day)
    }

    /// Takes an allocation back, whole or in part: the money is unallocated again, and owed.
    package mutating func release(
        _ id: RecordID,
        from invoice: RecordID,
        _ amount: Money? = nil,
        on date: CivilDate,
    ) throws(PaymentError) {
        let (payer, place) = (try place(ofPayment: id), try place(ofInvoice: invoice))
        let own = allocations.filter { $0.payment == id && $0.invoice == invoice }
        let allocated = Money(
            minorUnits: own.reduce(0) { $0 + $1.amount.minorUnits },
            payments[payer].currency
        )
        let amount = amount ?? allocated
        let reference = payments[payer].payment.reference
        guard amount.currency == allocated.currency else {
            throw PaymentError(reference, .mixedCurrencies(allocated.currency, amount.currency))
        }
        guard amount.minorUnits <= allocated.minorUnits, !allocated.isZero else {
            throw PaymentError(reference, .exceedsAllocated(allocated))
        }
        try settle(place, .release(amount), on: date)
        free(amount, of: invoice, from: id, on: date)
    }

    /// Makes allocated money unallocated, the latest allocations first.
    private mutating func free(
        _ amount: Money,
        of invoice: RecordID,
        from id: RecordID? = nil,
        on date: CivilDate,
    ) {
        guard let place = invoicePlaces[invoice] else { return }
        var left = amount.minorUnits
        for index in allocations.indices.reversed() where left > 0 {
            let allocation = allocations[index]
            guard allocation.invoice == invoice, id == nil || allocation.payment == id,
                let payer = paymentPlaces[allocation.payment]
            else { continue }
            let units = min(left, allocation.amount.minorUnits)
            left -= units
            let part = Money(minorUnits: units, amount.currency)
            payments[payer].release(part, on: date)
            transfer(part.negated, of: payments[payer], to: invoices[place], on: date)
            allocations[index].amount = Money(
                minorUnits: allocation.amount.minorUnits - units,
                amount.currency
            )
        }
        precondition(left == 0, "what is paid of an invoice is allocated to it")
        allocations.removeAll { $0.amount.isZero }
    }

    // MARK: - Giving up

    /// Gives up a rest that is not worth asking for.
    package mutating func writeOff(
        _ id: RecordID,
        limit: Money,
        on date: CivilDate,
    ) throws(PaymentError) {
        let place = try place(ofInvoice: id)
        let (number, open) = (invoices[place].number, invoices[place].settlement.open)
        guard limit.currency == open.currency else {
            throw PaymentError(number, .mixedCurrencies(open.currency, limit.currency))
        }
        guard open.minorUnits <= limit.minorUnits else {
            throw PaymentError(number, .aboveLimit(rest: open, limit: limit))
        }
        try settle(place, .writeOff, on: date)
    }

    /// What is open of the invoice becomes bad debt.
    package mutating func giveUp(_ id: RecordID, on date: CivilDate) throws(PaymentError) {
        try settle(place(ofInvoice: id), .giveUp, on: date)
    }

    /// What was written off, small or bad, is owed again.
    package mutating func reinstate(_ id: RecordID, on date: CivilDate) throws(PaymentError) {
        try settle(place(ofInvoice: id), .reinstate, on: date)
    }

    package mutating func void(_ id: RecordID, on date: CivilDate) throws(PaymentError) {
        try settle(place(ofInvoice: id), .void, on: date)
    }

    // MARK: - Booking

    private mutating func settle(
        _ place: Int,
        _ change: SettlementChange,
        on date: CivilDate,
    ) throws(PaymentError) {
        let receivable = invoices[place]
        guard date >= receivable.lastDay else {
            throw PaymentError(receivable.number, .datedTooEarly(earliest: receivable.lastDay))
        }
        let after: InvoiceStanding
        do throws(SettlementError) {
            after = try receivable.standing.settled(by: change)
        } catch .mixedCurrencies(let own, let other) {
            throw PaymentError(receivable.number, .mixedCurrencies(own, other))
        } catch {
            throw PaymentError(receivable.number, .settlement(error))
        }
        invoices[place].change(to: after, on: date)
        let (old, new) = (receivable.settlement, after.facts.settlement)
        noteChange(.writeOff, receivable, old.writtenOff, new.writtenOff, on: date)
        noteChange(.badDebt, receivable, old.badDebt, new.badDebt, on: date)
        noteChange(.void, receivable, old.voided, new.voided, on: date)
    }

    /// What is written off is owed no more; what comes back of it is.
    private mutating func noteChange(
        _ kind: AccountEntry.Kind,
        _ invoice: Receivable,
        _ old: Money,
        _ new: Money,
        on date: CivilDate,
    ) {
        let units = old.minorUnits - new.minorUnits
        if units == 0 { return }
        let amount = Money(minorUnits: units, old.currency)
        note(kind, invoice.number, amount, of: invoice.account, on: date)
    }

    /// What a payment pays of another account leaves the one and comes to the other; below zero it
    /// goes back.
    private mutating func transfer(
        _ amount: Money,
        of payment: PaymentOnAccount,
        to invoice: Receivable,
        on date: CivilDate,
    ) {
        if payment.account == invoice.account { return }
        let reference = payment.payment.reference
        note(.transfer, reference, amount, of: payment.account, on: date)
        note(.transfer, reference, amount.negated, of: invoice.account, on: date)
    }

    private mutating func note(
        _ kind: AccountEntry.Kind,
        _ document: String,
        _ amount: Money,
        of account: RecordID,
        on date: CivilDate,
    ) {
        entries.append(
            AccountEntry(
                account: account,
                date: date,
                kind: kind,
                document: document,
                amount: amount
            )
        )
    }

    private func place(ofInvoice id: RecordID) throws(PaymentError) -> Int {
        guard let place = invoicePlaces[id] else { throw PaymentError("\(id)", .unknown) }
        return place
    }

    private func place(ofPayment id: RecordID) throws(PaymentError) -> Int {
        guard let place = paymentPlaces[id] else { throw PaymentError("\(id)", .unknown) }
        return place
    }

    private func checkRest(of payment: PaymentOnAccount, _ amount: Money) throws(PaymentError) {
        let (reference, rest) = (payment.payment.reference, payment.unallocated)
        guard amount.currency == rest.currency else {
            throw PaymentError(reference, .mixedCurrencies(rest.currency, amount.currency))
        }
        guard amount.minorUnits > 0 else { throw PaymentError(reference, .notPositive) }
        guard amount.minorUnits <= rest.minorUnits else {
            throw PaymentError(reference, .exceedsUnallocated(rest))
        }
    }
}
