package import DaybookCore

/// Receives payments and lets them pay invoices.
package struct PaymentDesk {
    private let connection: Connection
    private let payments: PaymentRepository
    private let desk: InvoiceDesk

    package init(_ connection: Connection, _ clerk: InvoiceDesk.Clerk) {
        self.connection = connection
        payments = PaymentRepository(connection)
        desk = InvoiceDesk(connection, clerk)
    }

    /// Money came in; nothing of it is allocated yet. One reference of an account is one payment:
    /// a transfer is not booked twice.
    package func receive(
        _ payment: Payment,
        of account: RecordID,
        note: String?,
    ) throws -> StoredPayment {
        guard payment.amount.minorUnits > 0 else {
            throw PaymentError(payment.reference, .notPositive)
        }
        guard try payments.find(payment.reference).allSatisfy({ $0.account != account }) else {
            throw PaymentError(payment.reference, .repeated)
        }
        try payments.insert(payment, of: account, createdAt: desk.clerk.now, note: note)
        return try stored(payment.id)
    }

    /// Pays invoices of the customer that the payment came from.
    package func allocate(_ payment: StoredPayment, _ plan: AllocationPlan) throws -> StoredPayment
    {
        var rest = payment.unallocated
        let firstOpen = try ClosedMonths(connection).firstOpen() ?? .earliest
        for part in try parts(of: payment, plan) {
            let invoice = try owedInvoice(part.invoice, payment)
            guard part.amount.minorUnits <= rest.minorUnits else {
                throw PaymentError(payment.payment.reference, .exceedsUnallocated(rest))
            }
            // It counts as soon as both are there, unless the books of that month are closed, and
            // not before what was taken back of either is there again.
            let issued = invoice.issuedOn ?? desk.clerk.today
            let owed = try payments.lastRelease(of: invoice.id) ?? issued
            let day = try payments.firstDay(
                offering: part.amount,
                of: payment.payment.id,
                withLeft: rest,
                from: max(payment.payment.receivedOn, issued, owed, firstOpen)
            )
            _ = try desk.settled(.pay(part.amount), of: invoice, on: day)
            try payments.allocate(part.amount, of: payment.payment.id, to: invoice.id, on: day)
            rest = try rest.subtracting(part.amount)
        }
        return try stored(payment.payment.id)
    }

    /// Takes an allocation back: the money is unallocated again, and owed. What is in the books of
    /// a closed month was paid until today.
    package func release(_ payment: StoredPayment, from invoice: Invoice) throws -> StoredPayment {
        let name = invoice.number ?? "\(invoice.id)"
        let allocated = try payments.parts(of: payment).filter { $0.invoice == name }
            .reduce(Money.zero(invoice.currency)) { try $0.adding($1.amount) }
        guard !allocated.isZero else {
            throw PaymentError(payment.payment.reference, .exceedsAllocated(allocated))
        }
        try requireNoCredit(for: allocated, payment, invoice)
        let today = desk.clerk.today
        let day = max(today, try ClosedMonths(connection).firstOpen() ?? today)
        _ = try desk.settled(.release(allocated), of: invoice, on: day)
        try payments.release(allocated, of: invoice.id, from: payment.payment.id, on: today)
        return try stored(payment.payment.id)
    }

    /// What was paid, and became a credit, is the customer's already.
    private func requireNoCredit(
        for amount: Money,
        _ payment: StoredPayment,
        _ invoice: Invoice,
    ) throws {
        let credits = try CreditNoteRepository(connection).paidCredits(of: invoice)
        guard let credit = credits.first else { return }
        let held = try credits.reduce(Money.zero(invoice.currency)) { try $0.adding($1.paid) }
        if try invoice.totals.paid.subtracting(amount).minorUnits < held.minorUnits {
            throw PaymentError(payment.payment.reference, .paysForCredit(credit.id, held))
        }
    }

    /// Sends back what pays nothing, or a part of that.
    package func refund(
        _ refund: Refund,
        of payment: StoredPayment,
        _ clearance: Clearance? = nil,
    ) throws -> StoredPayment {
        let (own, rest, amount) = (payment.payment, payment.unallocated, refund.amount)
        precondition(refund.payment == own.id, "a refund is of the payment that it names")
        guard amount.currency == rest.currency else {
            throw PaymentError(own.reference, .mixedCurrencies(rest.currency, amount.currency))
        }
        guard amount.minorUnits > 0 else { throw PaymentError(own.reference, .notPositive) }
        guard amount.minorUnits <= rest.minorUnits else {
            throw PaymentError(own.reference, .exceedsUnallocated(rest))
        }
        guard refund.madeOn >= own.receivedOn else {
            throw PaymentError(own.reference, .datedTooEarly(earliest: own.receivedOn))
        }
        let first = try payments.firstDay(
            offering: amount,
            of: own.id,
            withLeft: rest,
            from: refund.madeOn
        )
        guard first <= refund.madeOn else {
            throw PaymentError(own.reference, .datedTooEarly(earliest: first))
        }
        try Clearance.require(
            clearance,
            for: .paymentRefund,
            of: amount,
            by: desk.clerk.name,
            connection
        )
        try payments.insert(refund, createdAt: desk.clerk.now)
        return try stored(own.id)
    }

    /// Writes what a payment is called and how it was paid; its amount and its day stay.
    package func describe(
        _ payment: StoredPayment,
        reference: String,
        method: Payment.Method,
        note: String?,
    ) throws -> StoredPayment {
        let own = payment.payment
        let others = try payments.find(reference).filter {
            $0.account == payment.account && $0.payment.id != own.id
        }
        guard others.isEmpty else { throw PaymentError(reference, .repeated) }
        try payments.update(own.id, reference: reference, method: method, note: note)
        return try stored(own.id)
    }

    /// Removes a payment that was booked by mistake, pays nothing and did not go back.
    package func delete(_ payment: StoredPayment) throws {
        let parts = Dictionary(grouping: try payments.parts(of: payment), by: \.invoice)
        let paid = parts.values.count { own in
            own.reduce(0) { $0 + $1.amount.minorUnits } > 0
        }
        let refunded = try payments.refunds(of: payment).count
        if paid + refunded > 0 {
            throw RecordInUse(
                kind: .payment,
                key: payment.payment.reference,
                references: [
                    .init(table: "invoices", count: paid), .init(table: "refunds", count: refunded),
                ]
                .filter { $0.count > 0 }
            )
        }
        guard parts.isEmpty else { throw PaymentError(payment.payment.reference, .isInClosedBooks) }
        try payments.delete(payment.payment.id)
    }

    private func parts(
        of payment: StoredPayment,
        _ plan: AllocationPlan,
    ) throws -> [AllocationPlan.Part] {
        let ids: [String]
        switch plan {
        case .told(let parts): return parts
        case .inOrder(let invoices): ids = invoices.map(\.description)
        case .oldestDueFirst, .oldestDueOfAllAccounts:
            ids = try payments.openInvoices(
                of: payment.account,
                isOfCustomer: plan == .oldestDueOfAllAccounts,
                in: payment.payment.amount.currency
            )
        }
        var payable: [AllocationPlan.Part] = []
        for id in ids {
            guard let invoice = try desk.invoices.find(id) else { throw PaymentError(id, .unknown) }
            let left = try Settlement(of: invoice).payable
            payable.append(AllocationPlan.Part(invoice.id, left))
        }
        return AllocationPlan.spread(payment.unallocated, over: payable)
    }

    private func owedInvoice(_ id: RecordID, _ payment: StoredPayment) throws -> Invoice {
        guard let invoice = try desk.invoices.find("\(id)") else {
            throw PaymentError("\(id)", .unknown)
        }
        let name = invoice.number ?? "\(invoice.id)"
        guard try payments.haveOneCustomer(invoice.account, payment.account) else {
            throw PaymentError(name, .otherCustomer)
        }
        let currency = payment.payment.amount.currency
        guard invoice.currency == currency else {
            throw PaymentError(name, .mixedCurrencies(invoice.currency, currency))
        }
        return invoice
    }

    private func stored(_ id: RecordID) throws -> StoredPayment {
        guard let payment = try payments.find("\(id)").first else {
            preconditionFailure("a payment that was written can be read")
        }
        return payment
    }
}
