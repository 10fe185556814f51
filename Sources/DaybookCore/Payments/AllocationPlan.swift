/// Which invoices a payment pays.
package enum AllocationPlan: Hashable, Sendable {
    /// All of its own account that are open in its currency, the one that is due first first, as
    /// far as it goes.
    case oldestDueFirst
    /// The same of all accounts of the customer: whichever of them it came from, what is due first
    /// is paid first.
    case oldestDueOfAllAccounts
    /// These, in this order, as far as it goes.
    case inOrder([RecordID])
    case told([Part])

    package struct Part: Hashable, Sendable {
        package let invoice: RecordID
        package let amount: Money

        package init(_ invoice: RecordID, _ amount: Money) {
            self.invoice = invoice
            self.amount = amount
        }
    }
}

extension AllocationPlan {
    /// Hands an amount out in order, as far as it goes.
    ///
    /// - Parameter payable: what each invoice can take
    package static func spread(_ amount: Money, over payable: [Part]) -> [Part] {
        var left = amount.minorUnits
        var parts: [Part] = []
        for part in payable {
            let units = min(left, part.amount.minorUnits)
            if units <= 0 { continue }
            left -= units
            parts.append(Part(part.invoice, Money(minorUnits: units, amount.currency)))
        }
        return parts
    }
}

extension ReceivablesBook {
    /// What of the payment's rest goes to which invoice.
    func parts(
        of id: RecordID,
        _ plan: AllocationPlan,
    ) throws(PaymentError) -> [(invoice: RecordID, amount: Money)] {
        guard let payment = payment(id) else { throw PaymentError("\(id)", .unknown) }
        switch plan {
        case .told(let parts): return parts.map { ($0.invoice, $0.amount) }
        case .oldestDueFirst:
            return spread(payment, overOpen: invoices.filter { $0.account == payment.account })
        case .oldestDueOfAllAccounts: return spread(payment, overOpen: invoices)
        case .inOrder(let ids):
            var chosen: [Receivable] = []
            for id in ids {
                guard let invoice = invoice(id) else { throw PaymentError("\(id)", .unknown) }
                guard invoice.currency == payment.currency else {
                    throw PaymentError(
                        invoice.number,
                        .mixedCurrencies(invoice.currency, payment.currency)
                    )
                }
                guard !chosen.contains(where: { $0.id == id }) else {
                    throw PaymentError(invoice.number, .repeated)
                }
                chosen.append(invoice)
            }
            return spread(payment.unallocated, over: chosen)
        }
    }

    private func spread(
        _ payment: PaymentOnAccount,
        overOpen invoices: [Receivable],
    ) -> [(invoice: RecordID, amount: Money)] {
        let open = invoices.filter { $0.state.isOpen && $0.currency == payment.currency }
        return spread(payment.unallocated, over: open.sorted(by: Self.isDueBefore))
    }

    private func spread(
        _ amount: Money,
        over invoices: [Receivable],
    ) -> [(invoice: RecordID, amount: Money)] {
        let payable = invoices.map { AllocationPlan.Part($0.id, $0.settlement.payable) }
        return AllocationPlan.spread(amount, over: payable).map { ($0.invoice, $0.amount) }
    }

    /// By due date, then date of issue, then number.
    static func isDueBefore(_ one: Receivable, _ other: Receivable) -> Bool {
        if one.dueOn != other.dueOn { return one.dueOn < other.dueOn }
        if one.issuedOn != other.issuedOn { return one.issuedOn < other.issuedOn }
        return one.number < other.number
    }
}
