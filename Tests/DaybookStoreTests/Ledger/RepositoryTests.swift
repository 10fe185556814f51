import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct RepositoryTests {
    private let hostile = "ESC \u{1b}]52;c;x\u{7} \r \u{202e} nul\u{0} '; DROP TABLE lines; --"

    @Test func recordsComeBackAsTheyWereWritten() throws {
        let fresh = try FreshLedger()
        var customer = Customer.sample(1, name: hostile)
        customer.note = hostile
        customer.address.lines = [hostile, ""]
        customer.address.region = hostile
        let account = Account.sample(1, of: customer)
        let from = CivilDate(year: 2024, month: 2, day: 29)!
        let aliases = [
            Alias(account: account.id, name: hostile, validFrom: from, validTo: nil),
            Alias(
                account: account.id,
                name: "z",
                validFrom: from,
                validTo: try from.adding(days: 9)
            ),
        ]
        var invoice = Invoice.sample(1, of: account, state: .draft)
        let amount = Money(minorUnits: -5, account.currency)
        invoice.totals.net = amount
        invoice.totals.total = Money(minorUnits: 1895, account.currency)
        let lines = [
            InvoiceLine(
                invoice: invoice.id,
                position: 1,
                kind: .usage,
                product: "ingest",
                description: hostile,
                quantity: Quantity(try PreciseAmount("0.000000000001")),
                unit: "GB",
                unitPrice: try PreciseAmount("99999999999999999999.123456789012"),
                amount: amount,
                taxRate: try PreciseAmount("0.19"),
                period: invoice.period
            )
        ]
        try fresh.open.change(.test) { connection in
            let customers = CustomerRepository(connection)
            try customers.insert(customer)
            try customers.insert(account)
            for alias in aliases { try customers.insert(alias) }
            try InvoiceRepository(connection).insert(invoice, lines: lines)
        }
        try fresh.open.read { (connection) throws -> Void in
            let customers = CustomerRepository(connection)
            #expect(try customers.find(customer.key) == customer)
            #expect(try customers.find(customer.id.description.lowercased()) == customer)
            #expect(try customers.accounts(of: customer.id) == [account])
            #expect(try customers.aliases(of: account.id) == aliases)
            let invoices = InvoiceRepository(connection)
            #expect(try invoices.find(invoice.id.description) == invoice)
            #expect(try invoices.lines(of: invoice) == lines)
            #expect(try invoices.find("INV-none") == nil)
        }
    }

    @Test func theStoreRefusesWhatMustNeverBe() throws {
        let fresh = try FreshLedger()
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        let issued = Invoice.sample(1, of: account)
        let line = InvoiceLine(
            invoice: issued.id,
            position: 1,
            kind: .flat,
            product: "p",
            description: "d",
            quantity: Quantity(1),
            unit: "",
            unitPrice: nil,
            amount: issued.totals.net,
            taxRate: .zero,
            period: issued.period
        )
        try fresh.open.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            try InvoiceRepository(connection).insert(issued, lines: [line])
        }
        for (sql, words) in [
            ("UPDATE invoices SET total = total + 1, net = net + 1", "never changed"),
            ("UPDATE invoices SET number = 'INV-2'", "never changed"),
            ("DELETE FROM invoices", "never deleted"),
            ("UPDATE lines SET amount = 0", "never changed"),
            ("DELETE FROM lines", "never changed"),
            ("UPDATE invoices SET state = 'draft'", "CHECK constraint failed"),
            ("UPDATE invoices SET state = 'open'", "CHECK constraint failed"),
            ("DELETE FROM customers", "FOREIGN KEY constraint failed"),
            ("UPDATE customers SET currency = 'ZZZ'", "FOREIGN KEY constraint failed"),
            ("UPDATE customers SET created_at = 'yesterday'", "cannot store TEXT value"),
        ] {
            let error = #expect(throws: LedgerError.self) {
                try fresh.open.change(.test) { try $0.run(sql) }
            }
            #expect("\(error!)".contains(words), "\(sql)")
        }
        try fresh.open.change(.test) {
            try $0.run("UPDATE invoices SET state = 'paid', paid = total")
        }
    }
}
