internal import DaybookCore

/// The lines of one made-up invoice: one to five.
struct SampleLines {
    private let context: Context
    private var lines: [InvoiceLine] = []

    /// What all lines of an invoice have in common.
    struct Context {
        let invoice: RecordID
        let period: Period<CivilDate>
        let month: String
        let account: SampleBooks.AccountFacts
    }

    init(_ context: Context) {
        self.context = context
    }

    consuming func make(_ chance: inout SampleChance) throws -> [InvoiceLine] {
        let country = context.account.country
        let rank = context.account.rank
        let fee = [49_00, 199_00, 990_00][rank]
        try add(.platform, .flat, "", 1, at: try country.price(cents: fee))
        if chance.happens(percent: 80) {
            let calls = chance.within(1..<[40_000, 400_000, 9_000_000][rank])
            let project = chance.happens(oneIn: 3) ? ", project \(chance.below(5000))" : ""
            let price = try country.smallPrice(millionths: 400)
            try add(.calls, .usage, project, calls, at: price)
        }
        if chance.happens(percent: 60) {
            let gigabytes = try PreciseAmount(
                coefficient: Int128(chance.within(100..<[90_000, 900_000, 7_000_000][rank])),
                scale: 3
            )
            let region = chance.pick([", eu-central", ", us-east", ", ap-south"])
            try add(.egress, .usage, region, gigabytes, at: try country.price(cents: 8))
        }
        if chance.happens(percent: 35) {
            let price = try country.price(cents: 20_00)
            try add(.support, .flat, "", 1, at: price)
        }
        if chance.happens(percent: 12) {
            let price = try country.price(cents: 120_00)
            try add(.setup, .oneOff, ", by the hour", chance.within(1..<9), at: price)
        } else if chance.happens(percent: 12) {
            try addDiscount()
        }
        return lines
    }

    private mutating func add(
        _ product: SampleProduct,
        _ kind: InvoiceLine.Kind,
        _ words: String,
        _ quantity: Int,
        at price: PreciseAmount,
    ) throws {
        try add(product, kind, words, PreciseAmount(quantity), at: price)
    }

    private mutating func add(
        _ product: SampleProduct,
        _ kind: InvoiceLine.Kind,
        _ words: String,
        _ quantity: PreciseAmount,
        at price: PreciseAmount,
    ) throws {
        let country = context.account.country
        lines.append(
            InvoiceLine(
                invoice: context.invoice,
                position: lines.count + 1,
                kind: kind,
                product: product.product.key,
                description: "\(product.product.name), \(context.month)\(words)",
                quantity: Quantity(quantity),
                unit: product.product.unit,
                unitPrice: price,
                amount: try Money(quantity: quantity, times: price, in: country.currency),
                taxRate: country.taxRate,
                period: context.period
            )
        )
    }

    /// A tenth off the fee.
    private mutating func addDiscount() throws {
        let fee = lines[0].amount.minorUnits
        let currency = context.account.country.currency
        let amount = Money(minorUnits: -(fee / 10), currency)
        try add(.platform, .discount, ", loyal customer", 1, at: amount.amount)
    }
}
