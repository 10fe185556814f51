import DaybookCore
import TestRigs
import Testing

@testable import DaybookStore

/// What is kept of all invoices together, held to the invoices themselves.
@Suite struct InvoiceSumsTests {
    /// Nobody is called like that: a filter that lets all through, and has each looked at.
    private static let everybody = "-nobodyatall"

    @Test(arguments: [3, 5, 8, 13])
    func theSumsOfInvoicesFollowEveryChange(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sample = try SampleLedger(&generator, customers: 30)
        let ledger = sample.fresh.open
        try ledger.change(.test) { connection in
            // What is issued stays: here it may change.
            let guards = try connection.all(
                """
                SELECT name FROM sqlite_schema
                WHERE type = 'trigger' AND name NOT LIKE 'invoice_sums%'
                    AND (tbl_name = 'invoices' OR tbl_name = 'lines')
                """
            ) { $0.text(0) }
            for trigger in guards { try connection.run("DROP TRIGGER \(trigger)") }
            for table in ["allocations", "losses", "lines"] {
                try connection.run("DELETE FROM \(table)")
            }
        }
        var changed = 0
        for _ in 0..<12 {
            let statement = Self.changes.randomElement(using: &generator)!
            try ledger.change(.test) { connection in
                try connection.run(
                    statement + " WHERE row % 6 = ?",
                    [.integer(.random(in: 0..<6, using: &generator))]
                )
                changed += Int(try connection.integer("SELECT changes()"))
            }
            try ledger.read { try Self.compare(InvoiceRepository($0)) }
            try ledger.read { connection in
                let unlike = try connection.all(InvoiceSums.unlike) { $0.integer(0) }
                #expect(unlike == [])
            }
        }
        #expect(changed > 20)
    }

    private static let changes = [
        "UPDATE invoices SET net = net + 5000000000, total = total + 5000000000",
        "UPDATE invoices SET net = net - 7000000001, total = total - 7000000001",
        "UPDATE invoices SET note = 'as it was'",
        "UPDATE invoices SET state = 'paid', due_on = '2027-01-31' , number = 'N' || row, "
            + "issued_on = ifnull(issued_on, '2026-01-01')",
        "UPDATE invoices SET due_on = '2031-12-01', issued_on = '2031-11-01'",
        "UPDATE invoices SET state = 'draft', number = NULL, issued_on = NULL, due_on = NULL",
        "UPDATE invoices SET currency = (SELECT min(code) FROM currencies)",
        "DELETE FROM invoices",
    ]

    private static func compare(_ invoices: InvoiceRepository) throws {
        let all = ListQuery()
        let one = ListQuery(condition: try ListFilter(reading: everybody, .invoices))
        #expect(try invoices.totals(of: all) == invoices.totals(of: one))
        for field in ["status", "currency", "due/month", "issued/month", "due/year"] {
            let kept = try invoices.frequency(of: field, all)
            #expect(try kept == invoices.frequency(of: field, one), "by \(field)")
        }
        for (rows, columns) in [("status", "due/month"), ("issued/year", "currency")] {
            let kept = try invoices.pivot(rows: rows, columns: columns, all)
            #expect(try kept == invoices.pivot(rows: rows, columns: columns, one))
        }
    }

    @Test func ofALedgerThatIsNotWholeTheInvoicesThemselvesAreAdded() throws {
        var generator = SeededGenerator(seed: 2)
        let sample = try SampleLedger(&generator)
        let ledger = sample.fresh.open
        let totals = try ledger.read { try InvoiceRepository($0).totals() }
        try ledger.change(.test) { try $0.run("DELETE FROM invoice_sums") }
        #expect(totals.count > 0)
        let added = try ledger.read { try InvoiceRepository($0).totals() }
        #expect(added == totals)
        // Where they are wrong, `check` says so.
        let problems = try ledger.read { try LedgerHealth($0).problems }
        #expect(problems.contains { $0.hasPrefix("the sums of all invoices") }, "\(problems)")
    }
}
