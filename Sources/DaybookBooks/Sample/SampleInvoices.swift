package import DaybookCore

/// The invoices of made-up books in the order in which they came about: month by month, and in each
/// the accounts one after the other. Numbers have no gap, so nobody can begin in the middle.
package struct SampleInvoices {
    /// An invoice and its lines.
    package typealias Document = (invoice: Invoice, lines: [InvoiceLine])

    private let books: SampleBooks
    private var next = 0
    /// The last number of the series, which begins anew with each year.
    private var series: (year: Int, last: Int) = (0, 0)

    package init(_ books: SampleBooks) {
        self.books = books
    }

    package mutating func next(upTo count: Int) throws -> [Document] {
        var documents: [Document] = []
        documents.reserveCapacity(count)
        while documents.count < count, next < books.size.invoices {
            documents.append(try document(next))
            next += 1
        }
        return documents
    }

    private mutating func document(_ number: Int) throws -> Document {
        let place = number / books.invoicesInMonth
        let month = books.months[min(place, books.months.count - 1)]
        let position = number % books.invoicesInMonth
        var chance = books.chance(.invoice, number)
        let facts = try books.facts(ofAccount: number % books.size.accounts)
        let state = Self.state(month.age, &chance)
        let createdAt = try moment(month, position)
        let id = RecordID(createdAt: createdAt, chance: chance.idBits())
        let context = SampleLines.Context(
            invoice: id,
            period: month.period,
            month: month.name,
            account: facts
        )
        let lines = try SampleLines(context).make(&chance)
        var invoice = Invoice(
            id: id,
            account: facts.id,
            number: nil,
            state: state,
            currency: facts.country.currency,
            period: month.period,
            issuedOn: nil,
            dueOn: nil,
            times: Invoice.Times(createdAt: createdAt),
            totals: try Self.totals(of: lines, facts.country),
            note: chance.happens(oneIn: 100) ? chance.pick(Self.notes) : nil
        )
        try settle(&invoice, month, position, &chance)
        return (invoice, lines)
    }

    private static let notes = [
        "Ask Tal first.", "Second reminder sent.", "Purchase order 4711 missing.",
        "Customer disputes the egress line.", "Paid by a third party.",
    ]

    // MARK: - States

    /// The older, the more of them are paid; the running month is still gathered.
    private static func state(_ age: Int, _ chance: inout SampleChance) -> InvoiceState {
        let odds: [(InvoiceState, Int)] =
            switch age {
            case 0: [(.gathering, 100)]
            case 1:
                [(.draft, 35), (.approved, 15), (.issued, 30), (.partiallyPaid, 5), (.paid, 15)]
            case 2:
                [(.issued, 18), (.partiallyPaid, 6), (.paid, 73), (.uncollectible, 1), (.void, 2)]
            case _:
                [(.issued, 3), (.partiallyPaid, 2), (.paid, 90), (.uncollectible, 3), (.void, 2)]
            }
        var rest = chance.below(100)
        for (state, share) in odds {
            if rest < share { return state }
            rest -= share
        }
        return .paid
    }

    /// Invoices are made one after the other when their month is over, at the latest now.
    private func moment(_ month: SampleBooks.Month, _ position: Int) throws -> Instant {
        let days = Int64(month.age == 0 ? 0 : month.period.from.days(until: month.period.to))
        let offset = days * Microseconds.inDay + 6 * Microseconds.inHour
        let moment = try month.start.adding(
            microseconds: offset + Int64(position) * 20 * Microseconds.inMillisecond
        )
        return min(moment, books.now)
    }

    private static func totals(
        of lines: [InvoiceLine],
        _ country: SampleCountry,
    ) throws -> Invoice.Totals {
        var net = Money.zero(country.currency)
        for line in lines { net = try net.adding(line.amount) }
        let tax = try Money(quantity: net.amount, times: country.taxRate, in: country.currency)
        return Invoice.Totals(
            net: net,
            tax: tax,
            total: try net.adding(tax),
            paid: .zero(country.currency),
            credited: .zero(country.currency)
        )
    }

    /// What has become of it: its number, its dates and what was paid.
    private mutating func settle(
        _ invoice: inout Invoice,
        _ month: SampleBooks.Month,
        _ position: Int,
        _ chance: inout SampleChance,
    ) throws {
        let paidPart = Int128(chance.within(20..<80))
        let wait = Int64(chance.within(2..<45))
        let termDays = [14, 30, 30, 30, 60][chance.below(5)]
        let isCredited = chance.happens(oneIn: 150)
        if invoice.state == .gathering || invoice.state == .draft { return }
        invoice.times.approvedAt = try later(invoice.times.createdAt, hours: 2)
        guard invoice.state.isNumbered else { return }
        let issuedOn = min(
            try month.period.to.adding(days: position * 3 / books.invoicesInMonth),
            books.today
        )
        invoice.number = nextNumber(issuedOn.year)
        invoice.issuedOn = issuedOn
        invoice.dueOn = try issuedOn.adding(days: termDays)
        let issuedAt = min(
            try books.zone.startOfDay(issuedOn).adding(
                microseconds: 9 * Microseconds.inHour
            ),
            books.now
        )
        invoice.times.issuedAt = issuedAt
        let settledAt = try later(issuedAt, hours: 24 * wait)
        let units = invoice.totals.total.minorUnits
        let currency = invoice.currency
        switch invoice.state {
        case .gathering, .draft, .approved, .issued, .uncollectible: break
        case .partiallyPaid:
            invoice.totals.paid = Money(minorUnits: units * paidPart / 100, currency)
        case .paid:
            let credited = isCredited ? units / 4 : 0
            invoice.totals.credited = Money(minorUnits: credited, currency)
            invoice.totals.paid = Money(minorUnits: units - credited, currency)
            invoice.times.paidAt = settledAt
        case .void: invoice.times.voidedAt = settledAt
        }
    }

    private func later(_ instant: Instant, hours: Int64) throws -> Instant {
        min(try instant.adding(microseconds: hours * Microseconds.inHour), books.now)
    }

    private mutating func nextNumber(_ year: Int) -> String {
        if series.year != year { series = (year, 0) }
        series.last += 1
        return "INV-\(year)-\(String(10_000_000 + series.last).dropFirst())"
    }
}
