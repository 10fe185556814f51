import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct ListingTests {
    /// 60 customers with an account each, some of one name, and 240 invoices.
    private func filled() throws -> FreshLedger {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { connection in
            let customers = CustomerRepository(connection)
            let invoices = InvoiceRepository(connection)
            for number in 0..<60 {
                let customer = Customer.sample(number, name: "Name \(number % 7)")
                let account = Account.sample(number, of: customer)
                try customers.insert(customer)
                try customers.insert(account)
                for index in (number * 4)..<(number * 4 + 4) {
                    let state = InvoiceState.allCases[index % InvoiceState.allCases.count]
                    try invoices.insert(
                        .sample(
                            index,
                            of: account,
                            state: state,
                            minorUnits: Int128(index % 10) * 1000 + 1900
                        ),
                        lines: []
                    )
                }
            }
        }
        return fresh
    }

    @Test func pagesInAnyOrderMakeTheWholeList() throws {
        let fresh = try filled()
        try fresh.open.read { (connection) throws -> Void in
            let invoices = InvoiceRepository(connection)
            let fields = InvoiceRepository.sortFields
            for field in fields {
                for sort in ["\(field)", "-\(field)", "state,-\(field)", "-amount,\(field)"] {
                    let terms = sort.split(separator: ",").map { SortTerm(String($0)) }
                    let whole = try invoices.list(ListRequest(ListQuery(sort: terms))).records
                    #expect(whole.count == 240)
                    var paged: [InvoiceSummary] = []
                    var after: String?
                    repeat {
                        let page = try invoices.list(
                            ListRequest(ListQuery(sort: terms), limit: 37, after: after)
                        )
                        paged += page.records
                        after = page.next
                    } while after != nil
                    #expect(paged == whole, "sorted by \(sort)")
                }
            }
        }
    }

    @Test func amountsOfSeveralCurrenciesAreSortedByWhatTheyState() throws {
        var generator = SeededGenerator(seed: 11)
        let sample = try SampleLedger(&generator, customers: 40)
        let amounts: [(field: String, of: (InvoiceSummary) -> PreciseAmount)] = [
            ("amount", { $0.totals.total.amount }), ("net", { $0.totals.net.amount }),
            ("tax", { $0.totals.tax.amount }), ("open", { $0.open.amount }),
        ]
        try sample.fresh.open.read { (connection) throws -> Void in
            let invoices = InvoiceRepository(connection)
            let codes = Set(try invoices.totals().amounts.map(\.amount.currency.minorUnitDigits))
            #expect(codes.count > 2, "the currencies differ in their digits")
            for (field, amount) in amounts {
                for sign in ["", "-"] {
                    let query = ListQuery(sort: [SortTerm(sign + field)])
                    let found = try invoices.list(ListRequest(query)).records.map(amount)
                    let sorted = found.sorted { sign.isEmpty ? $0 < $1 : $1 < $0 }
                    #expect(found == sorted, "sorted by \(sign)\(field)")
                }
            }
        }
    }

    @Test func theLargestAmountsOfAnyCurrencyAreSortedExactly() throws {
        let fresh = try FreshLedger()
        fresh.isLawful = false
        let most = Int128(SQLValue.largestMoney)
        let units = [most, most - 1, -most / 2, 9_223_372, 9_223_371, 1, 0]
        try fresh.open.change(.test) { connection in
            let customers = CustomerRepository(connection)
            let customer = Customer.sample(1)
            try customers.insert(customer)
            for (place, code) in ["BIG", "SMALL"].enumerated() {
                let account = Account(
                    id: RecordID(bits: UInt128(2000 + place)),
                    key: code,
                    customer: customer.id,
                    name: code,
                    currency: Currency(custom: code, minorUnitDigits: place * 12)!,
                    timeZone: nil,
                    state: .active,
                    createdAt: customer.createdAt
                )
                try customers.insert(account)
                for (number, amount) in units.enumerated() {
                    let invoice = Invoice.sample(
                        place * 100 + number,
                        of: account,
                        minorUnits: amount
                    )
                    try InvoiceRepository(connection).insert(invoice, lines: [])
                }
            }
        }
        let found = try fresh.open.read { connection in
            try InvoiceRepository(connection)
                .list(ListRequest(ListQuery(sort: [SortTerm("amount")]))).records
                .map(\.totals.total)
        }
        // Of these no decimal can be made that has room for both: by whole units, then by the rest.
        let stated = found.map { money in
            let unit = money.currency.minorUnitDigits == 0 ? 1 : Int128(1_000_000_000_000)
            return [money.minorUnits / unit, money.minorUnits % unit]
        }
        #expect(found.count == 14)
        #expect(stated == stated.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func aWrongFieldOrCursorIsNamed() throws {
        let fresh = try FreshLedger()
        try fresh.open.read { (connection) throws -> Void in
            let customers = CustomerRepository(connection)
            #expect(
                throws: ListRequestError.unknownField(
                    "nmae",
                    known: CustomerRepository.sortFields
                )
            ) { try customers.list(ListRequest(ListQuery(sort: [SortTerm("nmae")]))) }
            #expect(throws: ListRequestError.unknownCursor("nobody")) {
                try customers.list(ListRequest(after: "nobody"))
            }
        }
    }

    @Test func totalsAreExactBeyond64Bits() throws {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { connection in
            let customer = Customer.sample(1)
            let account = Account.sample(1, of: customer)
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            for number in 0..<3 {
                try InvoiceRepository(connection).insert(
                    .sample(number, of: account, minorUnits: Int128(SQLValue.largestMoney)),
                    lines: []
                )
            }
        }
        let totals = try fresh.open.read { try InvoiceRepository($0).totals() }
        #expect(totals.count == 3)
        #expect(totals.amounts.map(\.amount.minorUnits) == [Int128(SQLValue.largestMoney) * 3])
        let page = try fresh.open.read { try CustomerRepository($0).list(ListRequest()) }
        #expect(page.records.first?.open.map(\.minorUnits) == [Int128(SQLValue.largestMoney) * 3])
    }

    @Test func whatTheStoreCannotHoldIsAnError() throws {
        let fresh = try FreshLedger()
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        #expect(throws: NumberError.overflow) {
            try fresh.open.change(.test) { connection in
                try CustomerRepository(connection).insert(customer)
                try CustomerRepository(connection).insert(account)
                try InvoiceRepository(connection).insert(
                    .sample(1, of: account, minorUnits: Int128(Int64.max) + 1),
                    lines: []
                )
            }
        }
        #expect(try fresh.open.read { try $0.integer("SELECT count(*) FROM customers") } == 0)
    }
}
