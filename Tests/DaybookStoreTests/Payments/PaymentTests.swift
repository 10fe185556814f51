import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct PaymentTests {
    /// Each story begins with a ledger of its own, whose rules are checked at its end.
    @Test func paymentsGoTheirWayAsRecorded() throws {
        var answers: [String] = []
        var story: PaymentStory?
        for line in try TestFolder().text("payments.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                story = try PaymentStory()
                answers.append("\n\(line)")
            } else {
                answers.append(try #require(story).play(String(line)))
            }
        }
        expectGolden(answers.joined(separator: "\n") + "\n", named: "payments.txt")
    }

    /// Two accounts of a customer and one of another, payments of the first, a refund of 10.
    private static func story() throws -> PaymentStory {
        let story = try PaymentStory()
        for line in [
            "2026-01-05 carl invoice a 100.00 30", "2026-01-06 carl invoice b 50.00 10",
            "2026-01-07 carl invoice c 70.00 30", "2026-02-02 carl pay R-1 a 130.00 all",
            "2026-02-03 carl pay R-2 a 40.00 none", "2026-02-04 carl refund R-2 10.00",
            "2026-02-05 carl pay S-1 c 5.00 none",
        ] { _ = try story.play(line) }
        return story
    }

    /// What must never be is refused by the store itself, whoever writes.
    @Test func theStoreKeepsWhatBelongsToPayments() throws {
        let story = try Self.story()
        let act = Act(actor: "anna", at: .epoch, cause: .command, action: "test.write")
        for row in try TestFolder().rows("payments-forbidden.tsv") {
            let error = #expect(throws: LedgerError.self, "\(row)") {
                try story.fresh.open.change(act) { try $0.run(row[0]) }
            }
            #expect(
                error.map { "\($0)" }?.contains(row[1]) == true,
                "\(row): \(String(describing: error))"
            )
        }
        #expect(try story.fresh.open.read { try LedgerHealth($0).problems } == [])
    }

    /// What the rules of health find, where somebody has written past the store's own.
    @Test func healthFindsWhatPaymentsCannotBe() throws {
        for row in try TestFolder().rows("broken-payments.tsv") {
            let story = try Self.story()
            let folder = try ScratchFolder()
            let path = folder.path + "/broken.db"
            try story.fresh.open.backUp(to: path, replacing: false)
            let connection = try Connection(path: path, mode: .readWrite)
            let triggers = try connection.all(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ) { $0.text(0) }
            for name in triggers { try connection.script("DROP TRIGGER \(name)") }
            try connection.script(row[0])
            let problems = try LedgerHealth(connection).problems
            #expect(problems.contains { $0.hasPrefix(row[1]) }, "\(row): \(problems)")
        }
    }

    /// What filters let through, in the order of the list.
    @Test func filtersFindPaymentsByWhatBecameOfThem() throws {
        let story = try Self.story()
        for row in try TestFolder().rows("payment-filters.tsv") {
            let query = ListQuery(
                condition: try ListFilter(reading: row[0], .payments),
                today: CivilDate(year: 2026, month: 2, day: 5)
            )
            let (found, totals) = try story.fresh.open.read { connection in
                let list = PaymentList(connection)
                return (try list.page(ListRequest(query)).records, try list.totals(of: query))
            }
            let references = found.map(\.stored.payment.reference).joined(separator: " ")
            #expect(references == row[1], "\(row)")
            #expect(totals.amounts.map { "\($0.amount)" }.joined() == row[2], "\(row)")
        }
    }
}
