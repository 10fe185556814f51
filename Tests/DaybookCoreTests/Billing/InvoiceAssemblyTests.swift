import DaybookCore
import TestRigs
import Testing

@Suite struct InvoiceAssemblyTests {
    private static func charge(
        _ account: String,
        _ product: String,
        _ amount: String,
        less discount: String = "0",
        tax percent: Int,
        _ behaviour: TaxBehaviour = .exclusive,
        currency code: String = "EUR",
    ) throws -> DraftInvoice.Charge {
        let currency = try #require(Currency(iso: code))
        let money = try Money(amount, currency)
        return DraftInvoice.Charge(
            account: account,
            product: product,
            key: "main/\(product)/v[0]/period[0]",
            service: try Period(from: Instant(seconds: 0), to: Instant(seconds: 2_678_400)),
            quantity: .one,
            unitAmount: money.amount,
            amount: money,
            discount: try Money(discount, currency),
            tax: try TaxRate(percent: PreciseAmount(percent), behaviour)
        )
    }

    @Test func chargesBecomeInvoicesThatAddUp() throws {
        let euro = try #require(Currency(iso: "EUR"))
        let day = try #require(CivilDate(year: 2025, month: 2, day: 1))
        var credits = CreditLedger(euro)
        try credits.grant(
            MoneyCredit(
                id: "welcome",
                amount: Money("50.00", euro),
                effectiveOn: day,
                createdAt: .epoch,
                scope: .init(products: ["seats"])
            )
        )
        let charges = [
            try Self.charge("berlin", "seats", "120.00", less: "12.00", tax: 19),
            try Self.charge("berlin", "books", "33.33", tax: 7),
            try Self.charge("berlin", "books", "33.33", tax: 7),
            try Self.charge("hamburg", "usage", "0.05", tax: 19),
            try Self.charge("kobe", "usage", "1100", tax: 10, .inclusive, currency: "JPY"),
            try Self.charge("kobe", "seats", "333", tax: 10, .inclusive, currency: "JPY"),
            try Self.charge("kobe", "desk", "9.99", tax: 0),
        ]
        // Hamburg is billed with Berlin.
        let assembly = InvoiceAssembly { $0 == "hamburg" ? "berlin" : nil }
        let invoices = try assembly.invoices(for: charges, credits: ["berlin": credits], on: day)
        expectGolden(invoices.map(text).joined(separator: "\n"), named: "draft-invoices.txt")
    }

    private func text(_ invoice: DraftInvoice) -> String {
        var text = "\(invoice.recipient), \(invoice.currency)\n"
        for line in invoice.lines {
            let charge = line.charge
            text += "  \(charge.account) \(charge.product ?? "-") \(charge.amount.amount)"
            if !charge.discount.isZero { text += ", less \(charge.discount.amount)" }
            for use in line.credits { text += ", credit \(use.credit) \(use.amount.amount)" }
            text += ": net \(line.net.amount) at \(charge.tax.percent) % \(charge.tax.behaviour)\n"
        }
        for group in invoice.taxes {
            text += "  tax \(group.percent) % of \(group.base): \(group.tax)\n"
        }
        let totals = invoice.totals
        text += "  lines \(totals.lineTotal), without tax \(totals.taxExclusive)"
        return text + ", tax \(totals.tax), to pay \(totals.payable)\n"
    }

    /// Trust: BR-CO-10, 13 to 16 hold exactly, BR-CO-17 within a minor unit; nothing is lost on the
    /// way.
    @Test func everyInvoiceObeysTheRulesOfEN16931() {
        forEachSeed(300) { generator in
            let day = try #require(CivilDate(year: 2025, month: 2, day: 1))
            let behaviours: [TaxBehaviour] = [.exclusive, .inclusive]
            let charges = try (0..<Int.random(in: 1...12, using: &generator)).map { index in
                let cents = Int.random(in: 0...999_999, using: &generator)
                return try Self.charge(
                    "account-\(index % 3)",
                    "product-\(index % 4)",
                    try PreciseAmount(coefficient: Int128(cents), scale: 2).description,
                    tax: [0, 7, 19, 25].randomElement(using: &generator) ?? 19,
                    behaviours.randomElement(using: &generator) ?? .exclusive
                )
            }
            let invoices = try InvoiceAssembly().invoices(for: charges, on: day)
            let unit = try PreciseAmount(coefficient: 1, scale: 2)
            for invoice in invoices {
                let totals = invoice.totals
                let nets = try invoice.lines.map(\.net.amount).sum()
                let bases = try invoice.taxes.map(\.base).sum()
                let taxes = try invoice.taxes.map(\.tax).sum()
                try #require(nets == totals.lineTotal && bases == nets)
                try #require(taxes == totals.tax)
                let whole = try totals.taxExclusive.adding(totals.tax)
                try #require(whole == totals.taxInclusive && whole == totals.payable)
                for group in invoice.taxes {
                    let exact = try DocumentTotals.TaxGroup(
                        base: group.base,
                        percent: group.percent,
                        scale: 2
                    )
                    let difference = try exact.tax.subtracting(group.tax).magnitude
                    try #require(difference <= unit, "\(group)")
                }
            }
            let inclusive = charges.filter { $0.tax.behaviour == .inclusive }
            if inclusive.count == charges.count {
                let asked = try charges.map(\.amount.amount).sum()
                let billed = try invoices.map(\.totals.payable).sum()
                try #require(asked == billed, "prices that include the tax are what is paid")
            }
        }
    }
}
