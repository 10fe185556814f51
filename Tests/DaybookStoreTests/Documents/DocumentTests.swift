import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct DocumentTests {
    @Test func documentsGoTheirWayAsRecorded() throws {
        let story = try DocumentStory()
        let lines = try TestFolder().text("documents.txt").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        var answers = try lines.map { try story.play(String($0)) }
        answers += try story.billable.ledger.read { connection in
            try RevenueRepository(connection).months().map { month in
                "\(month.month.iso8601): \(month.recognised) earned, of that "
                    + "\(month.takenBack) taken back; \(month.deferred) deferred"
            }
        }
        expectGolden(answers.joined(separator: "\n") + "\n", named: "documents.txt")
        #expect(try story.billable.ledger.read { try LedgerHealth($0).problems } == [])
    }

    /// Trust: two consoles issue at once, and nobody's number is missing or given twice.
    @Test func numbersHaveNoGapUnderTwoConsoles() async throws {
        let fresh = try FreshLedger(.throwaway)
        let count = 40
        let ids = try Self.approved(count, in: fresh.open)
        let others = try [fresh.open, Ledger(opening: fresh.path, .throwaway)]
        let halves = [Array(ids.prefix(count / 2)), Array(ids.suffix(count / 2))]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (console, half) in zip(others, halves) {
                group.addTask {
                    for (place, id) in half.enumerated() {
                        do {
                            try Self.issue(id, on: console, fails: place % 5 == 4)
                        } catch is TestFailure {
                            continue
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let numbers = try fresh.open.read { connection in
            try connection.all("SELECT number FROM invoices WHERE number > '' ORDER BY 1") {
                $0.text(0)
            }
        }
        let expected = (1...(count * 4 / 5)).map { place in
            DocumentNumber(prefix: "INV-2026-", place: place).text
        }
        #expect(numbers == expected)
        #expect(try fresh.open.read { try LedgerHealth($0).problems } == [])
    }

    /// A series goes on where documents that were taken over have ended.
    @Test func aSeriesGoesOnBehindForeignNumbers() throws {
        let fresh = try FreshLedger(.throwaway)
        let ids = try Self.approved(2, in: fresh.open, foreign: ["INV-2026-0412", "INV-2026-X9"])
        for id in ids { try Self.issue(id, on: fresh.open) }
        let numbers = try fresh.open.read { connection in
            try connection.all("SELECT number FROM invoices WHERE number > '' ORDER BY 1") {
                $0.text(0)
            }
        }
        #expect(
            numbers == ["INV-2026-0412", "INV-2026-0413", "INV-2026-0414", "INV-2026-X9"]
        )
    }

    /// Trust: what must never be is refused by the store itself, whoever writes, as that somebody
    /// approves what they have prepared.
    @Test func theStoreRefusesWhatMustNeverBe() throws {
        let story = try DocumentStory()
        for line in [
            "anna grant 12.00 2025-01-01", "anna grant 60.00 2025-03-01",
            "anna bill 2025-04-10", "bert approve a", "bert issue a 2025-04-11 14",
            "anna credit a 1=0.10", "bert approve b", "bert issue b 2025-04-11 14",
            "anna void b",
        ] { _ = try story.play(line) }
        for row in try TestFolder().rows("forbidden.tsv") {
            let said: String
            do {
                try story.billable.ledger.change(.test) { try $0.run(row[1]) }
                said = "nothing"
            } catch let error as LedgerError {
                guard case .refused(let refusal) = error else { throw error }
                said = refusal.message
            }
            #expect(said.hasPrefix(row[2]), "\(row)")
        }
    }

    private static func approved(
        _ count: Int,
        in ledger: Ledger,
        foreign: [String] = [],
    ) throws -> [RecordID] {
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        return try ledger.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            let invoices = InvoiceRepository(connection)
            for (place, number) in foreign.enumerated() {
                var invoice = Invoice.sample(900 + place, of: account)
                invoice.number = number
                try invoices.insert(invoice)
            }
            return try (0..<count).map { number in
                let invoice = Invoice.sample(number, of: account, state: .approved)
                let line = InvoiceLine(
                    invoice: invoice.id,
                    position: 1,
                    kind: .flat,
                    product: "p",
                    description: "Fee",
                    quantity: Quantity(1),
                    unit: "",
                    unitPrice: nil,
                    amount: invoice.totals.net,
                    taxRate: .zero,
                    period: invoice.period
                )
                try invoices.insert(invoice, lines: [line])
                return invoice.id
            }
        }.answer
    }

    /// - Parameter fails: the change does not take place after all.
    private static func issue(_ id: RecordID, on ledger: Ledger, fails: Bool = false) throws {
        let day = CivilDate(year: 2026, month: 3, day: 1)!
        try ledger.change(.test) { connection in
            let clerk = InvoiceDesk.Clerk(name: "tester", now: .epoch, today: day)
            let invoice = try #require(try InvoiceRepository(connection).find("\(id)"))
            _ = try InvoiceDesk(connection, clerk).issue(invoice, on: day, dueAfterDays: 30)
            if fails { throw TestFailure("changed my mind") }
        }
    }
}
