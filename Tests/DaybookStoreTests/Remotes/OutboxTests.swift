import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// What remotes are to hear follows from the journal, and from nothing else.
@Suite struct OutboxTests {
    @Test func everyStoryLeavesWhatTheTableSays() throws {
        for row in try TestFolder().rows("outbox-stories.tsv") {
            let fresh = try FreshLedger(.throwaway)
            var refusals: [String] = []
            for act in row[0].components(separatedBy: ", ") {
                if let refusal = try play(act, on: fresh.open) { refusals.append(refusal) }
            }
            let outbox = try fresh.open.read { connection in
                try connection.all(
                    """
                    SELECT name, journal, noun, change, state FROM outbox
                        JOIN remotes ON remotes.row = remote ORDER BY number
                    """
                ) { row in
                    "\(row.text(0).suffix(1)): \(row.integer(1)) \(row.text(2)) "
                        + "\(row.text(3)) \(row.text(4))"
                }
            }
            #expect((outbox.isEmpty ? "-" : outbox.joined(separator: ", ")) == row[1], "\(row)")
            #expect((refusals.first ?? "-") == row[2], "\(row)")
        }
    }

    /// Nil unless the act is refused.
    private func play(_ text: String, on ledger: Ledger) throws -> String? {
        let words = text.components(separatedBy: " ")
        let customer = Customer.sample(1)
        do {
            switch words[0] {
            case "remote":
                let nouns = Set(words.dropFirst(2).compactMap(SharedNoun.init(rawValue:)))
                let remote = Remote.sample(try #require(Int(words[1])), nouns)
                try ledger.change(.test) { try RemoteRepository($0).insert(remote) }
            case "customer":
                try ledger.change(.test) { connection in
                    try CustomerRepository(connection).insert(customer)
                    try CustomerRepository(connection).insert(Account.sample(1, of: customer))
                }
            case "invoice":
                let invoice = Invoice.sample(1, of: .sample(1, of: customer), state: .draft)
                try ledger.change(.test) { try InvoiceRepository($0).insert(invoice) }
            case "rename", "pulled":
                let cause: Act.Cause = words[0] == "pulled" ? .sync : .command
                let act = Act(actor: "tester", at: .epoch, cause: cause, action: "test.write")
                try ledger.change(act) {
                    try $0.run("UPDATE customers SET name = ?", [.text(words[1])])
                }
            case "alias":
                try ledger.change(.test) { connection in
                    try connection.run(
                        """
                        INSERT INTO aliases (account, name, valid_from)
                        SELECT row, 'acme', '2026-01-01' FROM accounts
                        """
                    )
                }
            case "delete":
                try ledger.change(.test) { connection in
                    try connection.run("DELETE FROM accounts")
                    try connection.run("DELETE FROM customers")
                }
            case "undo": _ = try ledger.cancelNext(.undo, by: "tester", at: .epoch)
            case "redo": _ = try ledger.cancelNext(.redo, by: "tester", at: .epoch)
            case "cancel":
                let number = try #require(Int(words[1]))
                _ = try ledger.cancel(number, by: "tester", at: .epoch)
            case "settle": try settle(words, on: ledger)
            default: throw TestFailure("no act: \(text)")
            }
            return nil
        } catch UndoRefusal.left(let number, let remote, let compensation) {
            return "\(number) left to \(remote): \(compensation)"
        } catch UndoRefusal.needed(let number) {
            return "\(number) is needed"
        } catch LedgerError.refused(let refusal) {
            return refusal.message
        }
    }

    /// `settle 3 sent done`: all of the entry of the journal, one state after the other.
    private func settle(_ words: [String], on ledger: Ledger) throws {
        let number = try #require(Int(words[1]))
        for word in words.dropFirst(2) {
            let state = try #require(OutboxState(rawValue: word))
            try ledger.write { connection in
                let outbox = OutboxRepository(connection)
                for entry in try outbox.entries(ofJournal: number) {
                    try outbox.settle(
                        entry.number,
                        as: state,
                        problem: state == .refused ? "no such plan" : nil
                    )
                }
            }
        }
    }

    @Test func statesThatTheDomainKnowsAreThoseThatTheStoreLetsFollow() throws {
        for before in OutboxState.allCases {
            for after in OutboxState.allCases where after != before {
                let fresh = try FreshLedger(.throwaway)
                _ = try play("remote 1 customer", on: fresh.open)
                _ = try play("customer", on: fresh.open)
                let path = try #require(Self.path(to: before))
                try settle(["settle", "3"] + path.map(\.rawValue), on: fresh.open)
                let refusal = try play("settle 3 \(after.rawValue)", on: fresh.open)
                #expect((refusal == nil) == before.next.contains(after), "\(before) to \(after)")
            }
        }
    }

    private static func path(to state: OutboxState) -> [OutboxState]? {
        switch state {
        case .waiting: []
        case .sent: [.sent]
        case .done: [.sent, .done]
        case .refused: [.sent, .refused]
        case .withdrawn: [.withdrawn]
        }
    }

    @Test func whatLeavesHasItsKeyAndItsOrder() throws {
        let fresh = try FreshLedger(.throwaway)
        for act in ["remote 1 customer account", "customer", "rename One", "rename Two"] {
            _ = try play(act, on: fresh.open)
        }
        let remote = Remote.sample(1, [])
        let (all, later) = try fresh.open.read { connection in
            let outbox = OutboxRepository(connection)
            let all = try outbox.entries(of: remote.id, .waiting, limit: 10)
            return (all, try outbox.entries(of: remote.id, .waiting, after: 2, limit: 1))
        }
        #expect(all.map(\.journal) == [3, 3, 4, 5])
        #expect(Set(all.map(\.key)).count == 4)
        #expect(later == [all[2]])
        #expect(try fresh.open.read { try RemoteRepository($0).find("REMOTE 1") }?.nouns.count == 2)
    }

    @Test func aLedgerWithRemotesIsNotFilled() throws {
        let fresh = try FreshLedger(.throwaway)
        _ = try play("remote 1 customer", on: fresh.open)
        #expect(throws: LedgerError.self) {
            try fresh.open.fill(.test) {
                try CustomerRepository($0).insert(Customer.sample(1))
            }
        }
    }
}
