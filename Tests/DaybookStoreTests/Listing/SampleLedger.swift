import DaybookCore
import DaybookStore
import TestRigs

/// A small ledger of random records with everything that lists can be asked for, and what filters
/// must see of each of them.
struct SampleLedger {
    let fresh: FreshLedger
    private(set) var invoices: [(id: RecordID, record: FilterRecord)] = []
    private(set) var customers: [(id: RecordID, record: FilterRecord)] = []
    private(set) var accounts: [(id: RecordID, record: FilterRecord)] = []

    static let today = CivilDate(year: 2026, month: 2, day: 14)!
    static let words = [
        "Größenwahn", "grossenwahn ag", "株式会社みどり雲", "Łódź & Co", "O'Brien; DROP TABLE", "a%b_c",
        "\u{1B}[2J x", "x\u{0}y", "plain", "\"quoted\"", "ab\u{1F}cd", "inv", "Wind Park 12",
        "VM", "é雲",
    ]

    private static let currencies = [
        Currency(iso: "EUR")!, Currency(iso: "JPY")!, Currency(iso: "KWD")!,
        Currency(custom: "A1B", minorUnitDigits: 5)!,
    ]

    init(_ generator: inout SeededGenerator, customers count: Int = 12) throws {
        fresh = try FreshLedger()
        // Amounts and states by chance keep no rule but the tables' own.
        fresh.isLawful = false
        let open = fresh.open
        var made: [Made] = []
        try open.change(.test) { connection in
            for number in 0..<count {
                made.append(try Self.insert(number, &generator, connection))
            }
        }
        invoices = made.flatMap(\.invoices).map { (id: $0.0, record: $0.1) }
        customers = made.map(\.customer).map { (id: $0.0, record: $0.1) }
        accounts = made.flatMap(\.accounts).map { (id: $0.0, record: $0.1) }
    }

    private static func text(_ generator: inout SeededGenerator) -> String {
        words.randomElement(using: &generator)!
    }

    private static func optional(_ generator: inout SeededGenerator) -> String? {
        Bool.random(using: &generator) ? text(&generator) : nil
    }

    private typealias Made = (
        customer: (RecordID, FilterRecord), accounts: [(RecordID, FilterRecord)],
        invoices: [(RecordID, FilterRecord)]
    )

    private static func insert(
        _ number: Int,
        _ generator: inout SeededGenerator,
        _ connection: Connection,
    ) throws -> Made {
        let currency = currencies.randomElement(using: &generator)!
        let customer = Customer(
            id: RecordID(bits: UInt128(1000 + number)),
            key: "customer-\(number)",
            name: "\(text(&generator)) \(number)",
            legalName: text(&generator),
            currency: currency,
            timeZone: "Europe/Berlin",
            email: optional(&generator),
            taxID: optional(&generator),
            address: Organisation.sample.address,
            state: Bool.random(using: &generator) ? .active : .archived,
            createdAt: try Instant(
                seconds: 1_767_225_600 + Int64.random(in: 0...8_000_000, using: &generator)
            ),
            note: optional(&generator)
        )
        try CustomerRepository(connection).insert(customer)
        var all = Belongings()
        for index in 0..<Int.random(in: 0...2, using: &generator) {
            try insertAccount(number * 10 + index, of: customer, &all, &generator, connection)
        }
        return ((customer.id, record(customer, all)), all.records, all.invoices)
    }

    /// What belongs to a customer.
    private struct Belongings {
        var accounts = 0
        var records: [(RecordID, FilterRecord)] = []
        var aliases: [String] = []
        var open: [String: Money] = [:]
        var invoices: [(RecordID, FilterRecord)] = []
    }

    private static func insertAccount(
        _ number: Int,
        of customer: Customer,
        _ all: inout Belongings,
        _ generator: inout SeededGenerator,
        _ connection: Connection,
    ) throws {
        let account = Account(
            id: RecordID(bits: UInt128(2000 + number)),
            key: "account-\(number)",
            customer: customer.id,
            name: text(&generator),
            currency: currencies.randomElement(using: &generator)!,
            timeZone: nil,
            state: .active,
            createdAt: customer.createdAt
        )
        try CustomerRepository(connection).insert(account)
        all.accounts += 1
        var alias: String?
        if Bool.random(using: &generator) {
            let name = number < 30 ? "Wéb\(number % 2)" : "mobile-\(number)"
            let from = CivilDate(year: 2026, month: 1, day: 1)!
            try CustomerRepository(connection).insert(
                Alias(
                    account: account.id,
                    name: name,
                    validFrom: try from.adding(days: number),
                    validTo: try from.adding(days: number + 1)
                )
            )
            all.aliases.append(name)
            alias = name
        }
        all.records.append((account.id, record(account, of: customer, alias)))
        for place in 0..<Int.random(in: 0...5, using: &generator) {
            let invoice = try invoice(number * 10 + place, account, &generator)
            let lines = (0..<Int.random(in: 0...2, using: &generator)).map { position in
                line(position + 1, of: invoice, text(&generator))
            }
            try InvoiceRepository(connection).insert(invoice, lines: lines)
            let texts = lines.map(\.description)
            all.invoices.append((invoice.id, record(invoice, texts, account, customer)))
            if invoice.state.isOpen {
                let left = openAmount(invoice)
                let code = invoice.currency.code
                all.open[code] = try all.open[code]?.adding(left) ?? left
            }
        }
    }

    private static func invoice(
        _ number: Int,
        _ account: Account,
        _ generator: inout SeededGenerator,
    ) throws -> Invoice {
        let state = InvoiceState.allCases.randomElement(using: &generator)!
        let from = try CivilDate(year: 2025, month: 12, day: 1)!
            .adding(days: Int.random(in: 0...60, using: &generator))
        let issued = try from.adding(days: Int.random(in: 0...60, using: &generator))
        let money = { (units: Int64) in Money(minorUnits: Int128(units), account.currency) }
        let net = Int64.random(in: -50_000...500_000, using: &generator)
        let tax = Int64.random(in: 0...9, using: &generator) * 1000
        return Invoice(
            id: RecordID(bits: UInt128(10_000 + number)),
            account: account.id,
            number: state.isNumbered ? "INV-2026-\(number)" : nil,
            state: state,
            currency: account.currency,
            period: try Period(from: from, to: from.adding(days: 30)),
            issuedOn: state.isNumbered ? issued : nil,
            dueOn: state.isNumbered ? try issued.adding(days: 14) : nil,
            times: .init(createdAt: account.createdAt),
            totals: .init(
                net: money(net),
                tax: money(tax),
                total: money(net + tax),
                paid: money(state == .paid ? net + tax : state == .partiallyPaid ? 1000 : 0),
                credited: money(0)
            ),
            note: optional(&generator)
        )
    }

    private static func line(_ position: Int, of invoice: Invoice, _ text: String) -> InvoiceLine {
        InvoiceLine(
            invoice: invoice.id,
            position: position,
            kind: .flat,
            product: "p",
            description: text,
            quantity: Quantity(.one),
            unit: "C62",
            unitPrice: nil,
            amount: invoice.totals.net,
            taxRate: .zero,
            period: invoice.period
        )
    }

    private static func openAmount(_ invoice: Invoice) -> Money {
        let totals = invoice.totals
        let units = totals.total.minorUnits - totals.paid.minorUnits - totals.credited.minorUnits
        return Money(minorUnits: invoice.state.isOpen ? units : 0, invoice.currency)
    }
}

// MARK: - What filters see

extension SampleLedger {
    private static func record(
        _ invoice: Invoice,
        _ lines: [String],
        _ account: Account,
        _ customer: Customer,
    ) -> FilterRecord {
        let isOverdue = invoice.state.isOpen && invoice.dueOn.map { $0 < today } ?? false
        var states: Set<String> = [invoice.state.rawValue]
        if invoice.state.isOpen { states.insert("open") }
        if isOverdue { states.insert("overdue") }
        states.insert(invoice.number == nil ? "pending" : "numbered")
        var values: [String: FilterValue] = [
            "customer": .texts([customer.name, customer.key]),
            "account": .texts([account.name, account.key]),
            "status": .choices(states), "is": .choices(states),
            "currency": .labels([invoice.currency.code]),
            "amount": .amounts([invoice.totals.total]), "net": .amounts([invoice.totals.net]),
            "tax": .amounts([invoice.totals.tax]), "paid": .amounts([invoice.totals.paid]),
            "open": .amounts([openAmount(invoice)]),
            "from": .day(invoice.period.from), "to": .day(invoice.period.to),
        ]
        values["number"] = invoice.number.map { .texts([$0]) }
        values["note"] = invoice.note.map { .texts([$0]) }
        values["line"] = lines.isEmpty ? nil : .texts(lines)
        values["issued"] = invoice.issuedOn.map { .day($0) }
        values["due"] = invoice.dueOn.map { .day($0) }
        values["late"] = isOverdue ? invoice.dueOn.map { .day($0) } : nil
        let word = InvoiceStatus(invoice.state, isOverdue: isOverdue).word
        let names = [
            account.key, account.name, customer.key, customer.name, customer.legalName,
        ]
        return FilterRecord(
            values: values,
            texts: names + lines + [word, invoice.currency.code]
                + [invoice.number, invoice.note].compactMap(\.self)
        )
    }

    private static func record(
        _ account: Account,
        of customer: Customer,
        _ alias: String?,
    ) -> FilterRecord {
        let day = (account.createdAt.seconds - account.createdAt.seconds % 86_400) / 86_400
        var values: [String: FilterValue] = [
            "name": .texts([account.name]), "key": .texts([account.key]),
            "customer": .texts([customer.name, customer.key]),
            "currency": .labels([account.currency.code]),
            "status": .choices([account.state.rawValue]),
            "is": .choices([account.state.rawValue]),
            "created": .day(try! CivilDate(dayNumber: Int(day))),
        ]
        values["alias"] = alias.map { .labels([$0]) }
        let texts = [
            account.key, account.name, customer.key, customer.name, customer.legalName,
        ]
        return FilterRecord(
            values: values,
            texts: texts
        )
    }

    private static func record(
        _ customer: Customer,
        _ all: Belongings,
    ) -> FilterRecord {
        let day = (customer.createdAt.seconds - customer.createdAt.seconds % 86_400) / 86_400
        let country = customer.address.country
        var values: [String: FilterValue] = [
            "name": .texts([customer.name, customer.legalName]), "key": .texts([customer.key]),
            "country": .labels([country]), "currency": .labels([customer.currency.code]),
            "status": .choices([customer.state.rawValue]),
            "is": .choices([customer.state.rawValue]),
            "accounts": .count(all.accounts),
            "created": .day(try! CivilDate(dayNumber: Int(day))),
        ]
        values["email"] = customer.email.map { .texts([$0]) }
        values["taxid"] = customer.taxID.map { .texts([$0]) }
        values["note"] = customer.note.map { .texts([$0]) }
        values["alias"] = all.aliases.isEmpty ? nil : .labels(all.aliases)
        values["open"] = all.open.isEmpty ? nil : .amounts(Array(all.open.values))
        let names =
            [customer.key, customer.name, customer.legalName, country]
            + [customer.email].compactMap(\.self)
        return FilterRecord(
            values: values,
            texts: names + [customer.taxID, customer.note].compactMap(\.self)
        )
    }
}
