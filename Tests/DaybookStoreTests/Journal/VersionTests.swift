import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct VersionTests {
    private func filled() throws -> FreshLedger {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        return fresh
    }

    private func version(_ ledger: Ledger) throws -> Int? {
        try ledger.read { try RecordVersions($0).version(of: Customer.sample(1).id, .customer) }
    }

    @Test func everyChangeOfARecordRaisesItsVersion() throws {
        let fresh = try filled()
        #expect(try version(fresh.open) == 1)
        var customer = Customer.sample(1)
        for (index, note) in ["a", "b", "c"].enumerated() {
            customer.note = note
            try fresh.open.change(.test) {
                try CustomerRepository($0).update(customer, from: index + 1)
            }
            #expect(try version(fresh.open) == index + 2)
        }
        // To write what is there already is no change.
        let same = try fresh.open.change(.test) {
            try CustomerRepository($0).update(customer, from: 4)
        }
        #expect(same.entry == nil)
        #expect(try version(fresh.open) == 4)
        #expect(try fresh.open.read { try CustomerRepository($0).find("customer-1") } == customer)
        // Not even to take it back makes a version come again.
        _ = try fresh.open.cancelNext(.undo, by: "tester", at: .epoch)
        #expect(try version(fresh.open) == 5)
    }

    @Test func aChangeOfAnOldVersionIsToldWhoWasQuicker() throws {
        let fresh = try filled()
        let other = try Ledger(opening: fresh.path)
        var customer = Customer.sample(1)
        customer.name = "quick"
        let anna = Act(
            actor: "anna",
            at: try Instant(seconds: 7),
            cause: .console,
            action: "customer.update"
        )
        try other.change(anna) { try CustomerRepository($0).update(customer, from: 1) }
        let error = #expect(throws: ConflictError.self) {
            try fresh.open.change(.test) { connection in
                var slow = Customer.sample(1)
                slow.name = "slow"
                try CustomerRepository(connection).update(slow, from: 1)
            }
        }
        #expect(error?.record == customer.id)
        #expect(error?.expected == 1 && error?.found == 2)
        #expect(error?.last?.act == anna)
        #expect(try fresh.open.read { try CustomerRepository($0).find("customer-1") } == customer)
    }

    @Test func aChangeOfARecordThatIsGoneIsToldWhoRemovedIt() throws {
        let fresh = try filled()
        try fresh.open.change(.test) { try $0.run("DELETE FROM customers") }
        let error = #expect(throws: ConflictError.self) {
            try fresh.open.change(.test) {
                try CustomerRepository($0).update(.sample(1), from: 1)
            }
        }
        #expect(error?.found == nil)
        #expect(error?.last?.number == 3)
    }

    @Test func twoProgramsWriteOneChain() async throws {
        let fresh = try filled()
        let path = fresh.path
        try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let ledger = try Ledger(opening: path)
                    var wins = 0
                    for round in 1...40 {
                        let act = Act(
                            actor: "writer-\(writer)",
                            at: .epoch,
                            cause: .console,
                            action: "customer.update"
                        )
                        do {
                            // Read, then write: between the two the other may have been quicker.
                            let version = try ledger.read {
                                try RecordVersions($0).version(
                                    of: Customer.sample(1).id,
                                    .customer
                                )
                            }
                            var customer = Customer.sample(1)
                            customer.note = "\(writer) \(round)"
                            try ledger.change(act) {
                                try CustomerRepository($0).update(customer, from: version ?? 0)
                            }
                            wins += 1
                        } catch is ConflictError {
                            continue
                        }
                    }
                    return wins
                }
            }
            var wins = 0
            for try await count in group { wins += count }
            // Every entry is of somebody who won, and no version was given twice.
            let verdict = try fresh.open.verifyJournal()
            #expect(verdict.fault == nil)
            #expect(verdict.end.number == 2 + wins)
            #expect(try version(fresh.open) == 1 + wins)
        }
    }
}
