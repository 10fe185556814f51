import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct UndoTests {
    @Test func everyStoryEndsAsTheTableSays() throws {
        for row in try TestFolder().rows("undo-stories.tsv") {
            let journalled = try JournalledLedger()
            var outcomes: [String] = []
            for act in row[0].components(separatedBy: "|") {
                let name = String(act.prefix { $0 != " " })
                let text = String(act.dropFirst(name.count + 1))
                if let outcome = try tell(text, name, journalled) { outcomes.append(outcome) }
            }
            #expect(outcomes.joined(separator: ", ") == row[1], "\(row)")
            #expect(try content(journalled) == row[2], "\(row)")
            #expect(try journalled.ledger.verifyJournal().fault == nil)
        }
    }

    /// Acts, or takes back and answers what that came to.
    private func tell(
        _ text: String,
        _ name: String,
        _ journalled: JournalledLedger,
    ) throws -> String? {
        let ledger = journalled.ledger
        do {
            let undone: Undone?
            switch text {
            case "undo": undone = try ledger.cancelNext(.undo, by: name, at: .epoch)
            case "redo": undone = try ledger.cancelNext(.redo, by: name, at: .epoch)
            case _ where text.hasPrefix("cancel "):
                let number = try #require(Int(text.dropFirst("cancel ".count)))
                undone = try ledger.cancel(number, by: name, at: .epoch)
            case _:
                try journalled.run(text, as: name)
                return nil
            }
            return undone.map { "\($0.cancelled) by \($0.entry ?? 0)" } ?? "nothing"
        } catch let refusal as UndoRefusal {
            return words(refusal)
        }
    }

    private func words(_ refusal: UndoRefusal) -> String {
        switch refusal {
        case .missing(let number): "\(number) is missing"
        case .filled(let number): "\(number) is filled"
        case .cancelled(let number, let other): "\(number) is cancelled by \(other)"
        case .changedSince(let number, let other?): "\(number) changed since by \(other.number)"
        case .changedSince(let number, nil): "\(number) changed since"
        case .needed(let number): "\(number) is needed"
        case .onlyAccount(let number, let customer): "\(number) made the account of \(customer)"
        case .kept(let number, _, let compensation):
            "\(number) is kept, \(compensation.map(\.rawValue) ?? "-")"
        case .left(let number, let remote, _): "\(number) left to \(remote)"
        case .edited(let number): "\(number) is edited"
        case .foreign(let number): "\(number) is foreign"
        }
    }

    /// The content but for the rate that every one of these ledgers begins with.
    private func content(_ journalled: JournalledLedger) throws -> String {
        var content = try journalled.content().replacing("rates 1 old 19 it's\n", with: "")
        for number in 0...9 {
            let id = RecordID(bits: UInt128(5000 + number))
            content = content.replacing("\(id)", with: "$\(number)")
        }
        let lines = content.split(separator: "\n")
        return lines.isEmpty ? "-" : lines.joined(separator: "/")
    }

    @Test func anIssuedInvoiceStaysAndWhatCorrectsItIsNamed() throws {
        let fresh = try FreshLedger()
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        try fresh.open.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            try InvoiceRepository(connection).insert(.sample(1, of: account, state: .approved))
        }
        try fresh.open.change(.test) { connection in
            try connection.run(
                """
                UPDATE invoices SET state = 'issued', number = 'INV-1', issued_on = '2026-01-01',
                    due_on = '2026-01-31'
                """
            )
        }
        do {
            _ = try fresh.open.cancelNext(.undo, by: "tester", at: .epoch)
            Issue.record("an issued invoice was taken back")
        } catch {
            #expect(
                "\(error)" == """
                    kept(3, rule: "an issued invoice is never changed", \
                    Optional(DaybookCore.Compensation.creditNote))
                    """
            )
        }
    }

    /// Whatever was done, taking everything back leads to where it began, and doing it again to
    /// where it ended.
    @Test func takingAllBackLeadsToTheBeginning() throws {
        forEachSeed(25) { generator in
            let journalled = try JournalledLedger()
            let first = try journalled.content()
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                _ = try? journalled.run(Self.act(&generator))
            }
            let last = try journalled.content()
            let end = try journalled.ledger.read { try JournalRepository($0).end().number }
            for number in stride(from: end, to: 1, by: -1) {
                let undone = try journalled.ledger.cancelNext(.undo, by: "anna", at: .epoch)
                try #require(undone?.cancelled == number)
            }
            try #require(try journalled.content() == first)
            try #require(
                try journalled.ledger.cancelNext(.undo, by: "anna", at: .epoch) == nil
            )
            for _ in 1..<max(1, end) {
                try #require(
                    try journalled.ledger.cancelNext(.redo, by: "anna", at: .epoch) != nil
                )
            }
            try #require(try journalled.content() == last)
            try #require(try journalled.ledger.verifyJournal().fault == nil)
        }
    }

    /// Some statements, which may fail, on rows that may be there.
    private static func act(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let row = Int.random(in: 1...4, using: &generator)
            let value = Int.random(in: 0...5, using: &generator)
            return switch Int.random(in: 0..<12, using: &generator) {
            case 0...3:
                "INSERT INTO things (row, id, name, size) "
                    + "VALUES (\(row), $\(row), 'n\(value)', \(value)) ON CONFLICT DO NOTHING"
            case 4: "UPDATE things SET size = \(value) WHERE row = \(row)"
            case 5: "UPDATE OR IGNORE things SET name = 'm\(value)' WHERE row = \(row)"
            case 6: "DELETE FROM parts WHERE thing = \(row)"
            case 7: "DELETE FROM things WHERE row = \(row)"
            case 8: "INSERT INTO parts (thing, label) SELECT row, 'p' FROM things"
            case 9: "INSERT OR REPLACE INTO pairs VALUES ('\(row)', \(value), '\(value)')"
            case 10: "UPDATE OR REPLACE pairs SET b = \(value) WHERE a = '\(row)'"
            case _: "UPDATE rates SET percent = \(value), word = 'w\(row)'"
            }
        }.joined(separator: ";")
    }
}
