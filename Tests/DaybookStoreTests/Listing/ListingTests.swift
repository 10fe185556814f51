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
                    .sample(number, of: account, minorUnits: Int128(Int64.max)),
                    lines: []
                )
            }
        }
        let totals = try fresh.open.read { try InvoiceRepository($0).totals() }
        #expect(totals.count == 3)
        #expect(totals.amounts.map(\.amount.minorUnits) == [Int128(Int64.max) * 3])
        let page = try fresh.open.read { try CustomerRepository($0).list(ListRequest()) }
        #expect(page.records.first?.open.map(\.minorUnits) == [Int128(Int64.max) * 3])
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
