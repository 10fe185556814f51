/// What past usage would have cost at other prices, by customer and in total.
package struct Simulation: Sendable {
    /// The terms of each product; one that is missing costs nothing and is listed.
    private let book: [String: PriceTerms]
    private let currency: Currency
    private let profile: ArithmeticProfile

    package init(
        _ book: [String: PriceTerms],
        _ currency: Currency,
        _ profile: ArithmeticProfile,
    ) {
        self.book = book
        self.currency = currency
        self.profile = profile
    }

    /// What a customer used of a product in a period.
    package struct Usage: Hashable, Sendable {
        package let customer: String
        package let product: String
        package let period: Period<CivilDate>
        package let part: UsagePart

        package init(
            customer: String,
            product: String,
            period: Period<CivilDate>,
            part: UsagePart,
        ) {
            self.customer = customer
            self.product = product
            self.period = period
            self.part = part
        }
    }

    package struct Result: Hashable, Sendable {
        /// In order of customers.
        package let customers: [Bill]
        package let total: Money
        /// Products that were used and have no price, in order.
        package let unpriced: [String]
        package let lines: [RunLine]
    }

    package struct Bill: Hashable, Sendable {
        package let customer: String
        package let total: Money
    }

    package func run(_ usage: [Usage]) throws(SimulationError) -> Result {
        var totals: [String: Money] = [:]
        var unpriced: Set<String> = []
        var lines: [RunLine] = []
        var sum = Money.zero(currency)
        for entry in usage {
            guard let terms = book[entry.product] else {
                unpriced.insert(entry.product)
                continue
            }
            do {
                let rated = try Rater(terms, .currency(currency), profile).rate(entry.part)
                for line in rated.lines {
                    let amount = try Money(rounding: line.totals().total, to: currency)
                    lines.append(runLine(entry, line, amount))
                    totals[entry.customer] =
                        try totals[entry.customer, default: .zero(currency)].adding(amount)
                    sum = try sum.adding(amount)
                }
            } catch {
                throw SimulationError(
                    customer: entry.customer,
                    product: entry.product,
                    reason: "\(error)"
                )
            }
        }
        return Result(
            customers: totals.sorted { $0.key < $1.key }
                .map { Bill(customer: $0.key, total: $0.value) },
            total: sum,
            unpriced: unpriced.sorted(),
            lines: lines.sorted(by: RunLine.isBefore)
        )
    }

    private func runLine(_ usage: Usage, _ line: DetailedLine, _ amount: Money) -> RunLine {
        let (year, month, day) = usage.period.from.components
        return RunLine(
            invoice: usage.customer,
            line: "\(usage.product)/\(year)-\(month)-\(day)/\(line.rule.reference)",
            quantity: line.quantity,
            unitAmount: line.unitAmount,
            amount: amount
        )
    }
}

/// Usage that cannot be rated at a price.
package struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let customer: String
    package let product: String
    package let reason: String

    package var description: String { "\(customer), \(product): \(reason)" }
}
