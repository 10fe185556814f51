/// Makes draft invoices of charges: by recipient and currency, with credits, then taxes.
package struct InvoiceAssembly: Sendable {
    /// The group that an account is billed with; nil where it is billed alone.
    private let group: @Sendable (String) -> String?

    package init(group: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.group = group
    }

    /// Why charges make no invoice.
    package enum Failure: Error, Hashable, Sendable {
        case credit(CreditError)
        case number(NumberError)
    }

    /// The invoices for some charges, in order of recipient and currency; within one, lines keep
    /// the order of their charges.
    ///
    /// - Parameter credits: what the recipients may use; nothing is written to it
    package func invoices(
        for charges: [DraftInvoice.Charge],
        credits: [String: CreditLedger] = [:],
        on date: CivilDate,
    ) throws(Failure) -> [DraftInvoice] {
        var order: [Recipient: [DraftInvoice.Charge]] = [:]
        for charge in charges {
            let name = group(charge.account) ?? charge.account
            order[Recipient(name: name, currency: charge.amount.currency), default: []]
                .append(charge)
        }
        var invoices: [DraftInvoice] = []
        for (recipient, charges) in order.sorted(by: { $0.key < $1.key }) {
            invoices.append(
                try invoice(for: recipient, charges, credits[recipient.name], on: date)
            )
        }
        return invoices
    }

    private struct Recipient: Hashable, Comparable {
        let name: String
        let currency: Currency

        static func < (one: Recipient, other: Recipient) -> Bool {
            one.name == other.name
                ? one.currency.code < other.currency.code : one.name < other.name
        }
    }

    private func invoice(
        for recipient: Recipient,
        _ charges: [DraftInvoice.Charge],
        _ ledger: CreditLedger?,
        on date: CivilDate,
    ) throws(Failure) -> DraftInvoice {
        var nets: [Money] = []
        do throws(NumberError) {
            for charge in charges { nets.append(try charge.amount.subtracting(charge.discount)) }
        } catch {
            throw .number(error)
        }
        let uses = try uses(of: ledger, for: charges, nets, on: date)
        do throws(NumberError) {
            for use in uses {
                guard let index = Int(use.line) else { continue }
                nets[index] = try nets[index].subtracting(use.amount)
            }
            let (groups, exclusive) = try taxed(charges, nets, recipient.currency)
            let lines = charges.indices.map { index in
                DraftInvoice.Line(
                    charge: charges[index],
                    credits: uses.filter { $0.line == String(index) },
                    net: exclusive[index]
                )
            }
            return DraftInvoice(
                recipient: recipient.name,
                currency: recipient.currency,
                lines: lines,
                taxes: groups,
                totals: try DocumentTotals(lineNets: exclusive.map(\.amount), groups: groups)
            )
        } catch {
            throw .number(error)
        }
    }

    private func uses(
        of ledger: CreditLedger?,
        for charges: [DraftInvoice.Charge],
        _ nets: [Money],
        on date: CivilDate,
    ) throws(Failure) -> [CreditLedger.Use] {
        guard let ledger, charges.first?.amount.currency == ledger.currency else { return [] }
        let claims = charges.indices.map { index in
            CreditLedger.Claim(
                line: String(index),
                product: charges[index].product,
                account: charges[index].account,
                open: nets[index]
            )
        }
        do throws(CreditError) { return try ledger.uses(for: claims, on: date) } catch {
            throw .credit(error)
        }
    }

    // MARK: - Taxes

    /// The tax of each rate, computed once for all of its lines, and the lines' amounts without
    /// tax. Where prices include a tax, what the lines lose together is exactly the tax.
    private func taxed(
        _ charges: [DraftInvoice.Charge],
        _ nets: [Money],
        _ currency: Currency,
    ) throws(NumberError) -> ([DocumentTotals.TaxGroup], [Money]) {
        var exclusive = nets
        var groups: [DocumentTotals.TaxGroup] = []
        let scale = currency.minorUnitDigits
        let rates: [TaxRate] = Set(charges.map(\.tax)).sorted(by: TaxRate.isBefore)
        for rate in rates {
            let members = charges.indices.filter { charges[$0].tax == rate }
            let sum = try members.map { nets[$0].amount }.sum()
            let tax = try rate.tax(on: sum, scale: scale)
            if rate.behaviour == .inclusive {
                let parts = try Self.split(tax, over: members.map { nets[$0] }, currency)
                for (index, part) in zip(members, parts) {
                    exclusive[index] = try exclusive[index].subtracting(part)
                }
            }
            let base = try members.map { exclusive[$0].amount }.sum()
            groups.append(.init(base: base, percent: rate.percent, tax: tax))
        }
        return (groups, exclusive)
    }

    private static func split(
        _ tax: PreciseAmount,
        over nets: [Money],
        _ currency: Currency,
    ) throws(NumberError) -> [Money] {
        let whole = try Money(rounding: tax, to: currency)
        let weights = nets.map(\.amount.magnitude)
        let hasWeight = weights.contains(where: \.isPositive)
        return hasWeight ? try whole.allocated(by: weights) : nets.map { _ in .zero(currency) }
    }
}
