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
            // It counts as soon as both are there, unless the books of that month are closed.
            let issued = invoice.issuedOn ?? desk.clerk.today
            let day = max(payment.payment.receivedOn, issued, firstOpen)
            _ = try desk.settled(.pay(part.amount), of: invoice, on: day)
            try payments.allocate(part.amount, of: payment.payment.id, to: invoice.id, on: day)
            rest = try rest.subtracting(part.amount)
        }
        return try stored(payment.payment.id)
    }

    /// Takes an allocation back: the money is unallocated again, and owed.
    package func release(_ payment: StoredPayment, from invoice: Invoice) throws -> StoredPayment {
        let name = invoice.number ?? "\(invoice.id)"
        let allocated = try payments.parts(of: payment).filter { $0.invoice == name }
            .reduce(Money.zero(invoice.currency)) { try $0.adding($1.amount) }
        guard !allocated.isZero else {
            throw PaymentError(payment.payment.reference, .exceedsAllocated(allocated))
        }
        _ = try desk.settled(.release(allocated), of: invoice)
        try payments.release(allocated, of: invoice.id, from: payment.payment.id)
        return try stored(payment.payment.id)
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
        let paid = Set(try payments.parts(of: payment).map(\.invoice)).count
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
