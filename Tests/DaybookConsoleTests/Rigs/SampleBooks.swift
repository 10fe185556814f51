import DaybookConsole
import DaybookCore

/// A world of made-up books: as many invoices as wanted, computed and not stored.
struct SampleBooks: Sendable {
    var invoiceCount = 300
    var customerCount = 12
    /// Names of customers, in turn.
    var names = ["ACME GmbH", "Größenwahn AG", "株式会社みどり雲", "Lantern & Loom, Inc."]
    /// What others add while the console is open.
    var arrivals: Arrivals?
    /// What goes wrong, if anything.
    var fault: Fault = .none

    enum Fault: Sendable {
        case none, lists, counts, records, filters
    }

    struct Broken: Error {}

    static let today = CivilDate(year: 2026, month: 11, day: 20)!
    static let euro = Currency(iso: "EUR")!

    var world: ConsoleWorld {
        let books = self
        return ConsoleWorld(
            identity: LedgerIdentity(
                mode: .sandbox,
                name: "books",
                organisation: "Harbour",
                actor: "anna",
            ),
            zone: ZoneRules.utc,
            now: { try! ZoneRules.utc.startOfDay(Self.today) },
            invoices: ListSource { query in
                books.list(books.invoices(of: query), amount: \.totals.total)
            },
            customers: ListSource { query in
                books.list(books.customers(of: query), amount: \.firstOpen)
            },
            invoice: { id in try books.record(id) },
            customer: { id in try books.customerRecord(id) },
            savedFilters: { list in try books.savedFilters(list) },
            values: { question in try books.values(question) },
            awaitChange: awaitChange,
            explain: { _ in
                Explanation(problem: "the ledger cannot be read", advice: "Look for its disk.")
            },
        )
    }

    private func list<Record: Sendable>(
        _ records: [Record],
        amount: any KeyPath<Record, Money> & Sendable,
    ) -> OpenList<Record> {
        OpenList(
            window: { place, count, _ in
                if fault == .lists { throw Broken() }
                let start =
                    switch place {
                    case .fromStart(let index): index
                    case .fromEnd(let index): max(0, records.count - 1 - index)
                    }
                let window = Array(records.dropFirst(start).prefix(count))
                let isFromStart = if case .fromStart = place { true } else { false }
                return ListWindow(
                    records: window,
                    start: isFromStart ? place : .fromEnd(records.count - 1 - start),
                    total: nil,
                )
            },
            survey: { _ in
                if fault == .counts { throw Broken() }
                let sums = Dictionary(grouping: records.map { $0[keyPath: amount] }, by: \.currency)
                return ListTotals(
                    count: records.count,
                    amounts: sums.sorted { $0.key.code < $1.key.code }.map { currency, amounts in
                        let units = amounts.reduce(Int128(0)) { $0 + $1.minorUnits }
                        return CurrencyTotal(
                            count: amounts.count,
                            amount: Money(minorUnits: units, currency),
                        )
                    },
                )
            },
        )
    }

    // MARK: - Invoices

    private var awaitChange: (@Sendable () async throws -> Void)? {
        guard let arrivals else { return nil }
        return { try await arrivals.next() }
    }

    private var allInvoices: Int { invoiceCount + (arrivals?.count ?? 0) }

    private func invoices(of query: ListQuery) -> [InvoiceSummary] {
        (0..<allInvoices).map(invoice).filter { invoice in
            (query.customer == nil || invoice.customerKey == query.customer)
                && query.condition.holds(for: invoice.filterRecord, on: Self.today)
        }
    }

    private func invoice(_ number: Int) -> InvoiceSummary {
        let customer = number % customerCount
        let state = InvoiceState.allCases[number % InvoiceState.allCases.count]
        let net = Int128(number * 7919 % 1_000_000 + 100)
        let money = { (units: Int128) in Money(minorUnits: units, Self.euro) }
        let from = try! Self.today.adding(days: -number - 40)
        let due = try! Self.today.adding(days: 20 - number % 45)
        let total = money(net + net / 5)
        return InvoiceSummary(
            id: RecordID(bits: UInt128(5000 + number)),
            number: state.isNumbered ? "INV-2026-\(1000 + number)" : nil,
            customerKey: "customer-\(customer)",
            customerName: names[customer % names.count],
            accountKey: "account-\(customer)",
            accountName: names[customer % names.count],
            state: state,
            period: try! Period(from: from, to: try! from.adding(days: 30)),
            issuedOn: state.isNumbered ? try! due.adding(days: -30) : nil,
            dueOn: state.isNumbered ? due : nil,
            totals: Invoice.Totals(
                net: money(net),
                tax: money(net / 5),
                total: total,
                paid: state == .paid ? total : money(0),
                credited: money(0),
            ),
            open: state.isOpen ? total : money(0),
        )
    }

    private func record(_ id: String) throws -> InvoiceRecord? {
        if fault == .records { throw Broken() }
        guard let number = (0..<allInvoices).first(where: { invoice($0).id.description == id })
        else { return nil }
        let summary = invoice(number)
        return InvoiceRecord(
            invoice: Invoice(
                id: summary.id,
                account: RecordID(bits: UInt128(4000 + number % customerCount)),
                number: summary.number,
                state: summary.state,
                currency: Self.euro,
                period: summary.period,
                issuedOn: summary.issuedOn,
                dueOn: summary.dueOn,
                times: Invoice.Times(createdAt: world.now()),
                totals: summary.totals,
                note: number % 3 == 0 ? "Please quote the order number; thank you very much." : nil,
            ),
            lines: lines(of: summary),
            owner: AccountOwner(
                accountKey: summary.accountKey,
                accountName: summary.accountName,
                customerKey: summary.customerKey,
                customerName: summary.customerName,
            ),
        )
    }

    private func lines(of invoice: InvoiceSummary) -> [InvoiceLine] {
        (1...6).map { position in
            InvoiceLine(
                invoice: invoice.id,
                position: position,
                kind: .usage,
                product: "api",
                description: "API calls, block \(position), priced in packages of a thousand",
                quantity: Quantity(try! PreciseAmount("\(position * 1234).5")),
                unit: "1,000 calls",
                unitPrice: try! PreciseAmount("0.0\(position)"),
                amount: Money(minorUnits: invoice.totals.net.minorUnits / 6, Self.euro),
                taxRate: try! PreciseAmount("0.20"),
                period: invoice.period,
            )
        }
    }

    // MARK: - Customers

    private func customers(of query: ListQuery) -> [CustomerSummary] {
        (0..<customerCount).map(customer).filter { customer in
            (query.customer == nil || customer.key == query.customer)
                && query.condition.holds(for: customer.filterRecord, on: Self.today)
        }
    }

    private func customer(_ number: Int) -> CustomerSummary {
        CustomerSummary(
            id: RecordID(bits: UInt128(6000 + number)),
            key: "customer-\(number)",
            name: names[number % names.count],
            country: "DE",
            currency: Self.euro,
            state: number % 5 == 4 ? .archived : .active,
            accountCount: 1,
            open: [Money(minorUnits: Int128(number * 12_345), Self.euro)],
            createdAt: world.now(),
        )
    }

    private func customerRecord(_ id: String) throws -> CustomerRecord? {
        if fault == .records { throw Broken() }
        guard let number = (0..<customerCount).first(where: { customer($0).id.description == id })
        else { return nil }
        let summary = customer(number)
        let name = summary.name
        return CustomerRecord(
            customer: Customer(
                id: summary.id,
                key: summary.key,
                name: name,
                legalName: name,
                currency: Self.euro,
                timeZone: "Europe/Berlin",
                email: "books@example.com",
                taxID: nil,
                address: Address(
                    lines: ["Kai 1"],
                    postalCode: "20457",
                    city: "Hamburg",
                    region: nil,
                    country: "DE",
                ),
                state: summary.state,
                createdAt: summary.createdAt,
                note: nil,
            ),
            accounts: [],
            open: summary.open,
        )
    }
}

extension CustomerSummary {
    var firstOpen: Money { open.first ?? .zero(currency) }
}
