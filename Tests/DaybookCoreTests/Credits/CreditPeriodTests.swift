import DaybookCore
import TestRigs
import Testing

@Suite struct CreditPeriodTests {
    // MARK: - Stories

    /// Each line: a day and what happens to the credit then; the golden file has what became of it.
    @Test func periodsGoOnAsRecorded() throws {
        var told: [String] = []
        var ledger = CreditLedger(RecurringCredits.euro)
        for line in try TestFolder().text("credit-periods.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            do {
                if line.hasPrefix("== ") {
                    ledger = CreditLedger(RecurringCredits.euro)
                    told.append("\n\(line)")
                    try ledger.grant(RecurringCredits.credit(String(line.dropFirst(3))))
                } else {
                    told.append("\(line)\n    \(try Self.answer(String(line), &ledger))")
                }
            } catch let error as CreditError {
                told.append("\(line)\n    refused: \(error)")
            }
        }
        expectGolden(told.joined(separator: "\n") + "\n", named: "credit-periods.txt")
    }

    private static func answer(_ line: String, _ ledger: inout CreditLedger) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let day = try RecurringCredits.day(words[0])
        switch words[1] {
        case "show":
            let entries = try ledger.history(of: "a", on: day).map { entry in
                "\(entry.on.year)-\(entry.on.month)-\(entry.on.day) \(entry.kind.name) "
                    + "\(entry.isGiven ? "" : "-")\(entry.amount.amount)"
            }
            return try entries.joined(separator: ", ") + ": left \(state(ledger, day))"
        case "use":
            let claim = CreditLedger.Claim(
                line: "1",
                product: nil,
                account: "acme",
                open: try Money(words[2], RecurringCredits.euro)
            )
            try ledger.use(ledger.uses(for: [claim], on: day), for: words[3], on: day)
        case "return": ledger.giveBack(invoice: words[2], on: day)
        case "deduct":
            try ledger.deduct(Money(words[2], RecurringCredits.euro), of: "a", on: day)
        case "void": try ledger.void("a", on: day)
        default: Issue.record("what is \(line)?")
        }
        return try "left \(state(ledger, day))"
    }

    private static func state(_ ledger: CreditLedger, _ day: CivilDate) throws -> String {
        let (left, takable) = (
            try ledger.left(of: "a", on: day), try ledger.takable(of: "a", on: day)
        )
        return try "\(left.amount)" + (left == takable ? "" : ", takable \(takable.amount)")
            + ", \(ledger.standing(of: "a", on: day).rawValue)"
    }

    // MARK: - Properties

    /// In whatever order acts are dated, the balance of each day is that of somebody who walks day
    /// by day; nothing is ever taken that was not there; and no cent is lost.
    @Test func theBalanceOfEachDayIsTheSumOfWhatBecameOfIt() {
        forEachSeed(80) { generator in
            var ledger = CreditLedger(RecurringCredits.euro)
            let first = try RecurringCredits.day("2024-01-\(28 + Int(generator.next() % 4))")
            let credit = try RecurringCredits.credit("a", from: first, &generator)
            try ledger.grant(credit)
            for step in 0..<12 { try Self.act(on: &ledger, first, step, &generator) }
            let rests = try RecurringCredits.rests(
                of: ledger.credits[0],
                ledger.entries,
                days: 240
            )
            try #require(rests.allSatisfy { $0 >= 0 }, "\(ledger)")
            for (offset, rest) in rests.enumerated() where offset % 4 == Int(credit.priority) {
                let day = try RecurringCredits.days(offset, after: first)
                let left = try ledger.left(of: "a", on: day).minorUnits
                try #require(left == (credit.isUsable(on: day) ? rest : 0), "\(offset): \(ledger)")
                let sums = try ledger.sums(of: "a", on: day)
                let gone = [sums.used, sums.deducted, sums.voided, sums.expired, sums.left]
                    .reduce(0) { $0 + $1.minorUnits }
                try #require(sums.given.minorUnits == gone && sums.left.minorUnits == left)
            }
        }
    }

    /// One cent more than can be taken on a day is missing then, or was missing later.
    @Test func allThatCanBeTakenOnADayCanAndNoMore() {
        forEachSeed(40) { generator in
            var ledger = CreditLedger(RecurringCredits.euro)
            let first = try RecurringCredits.day("2024-01-31")
            try ledger.grant(RecurringCredits.credit("a", from: first, &generator))
            for step in 0..<8 { try Self.act(on: &ledger, first, step, &generator) }
            for offset in stride(from: 0, to: 200, by: 13) {
                let day = try RecurringCredits.days(offset, after: first)
                let most = try ledger.takable(of: "a", on: day).minorUnits
                guard ledger.credits[0].isUsable(on: day) else { continue }
                try #require(try Self.isSound(ledger, taking: most, on: day))
                try #require(try !Self.isSound(ledger, taking: most + 1, on: day), "\(offset)")
            }
        }
    }

    private static func isSound(
        _ ledger: CreditLedger,
        taking units: Int128,
        on day: CivilDate,
    ) throws -> Bool {
        let amount = Money(minorUnits: units, ledger.currency)
        let entry = CreditLedger.Entry(credit: "a", kind: .deducted, amount: amount, on: day)
        let entries = ledger.entries + [entry]
        // Only days on which something was taken tell: what is missing may be filled up again.
        return try RecurringCredits.rests(of: ledger.credits[0], entries, days: 260)
            .allSatisfy { $0 >= 0 }
    }

    @Test func whatIsUsedFirstIsUsedUpFirst() {
        forEachSeed(60) { generator in
            var ledger = CreditLedger(RecurringCredits.euro)
            let first = try RecurringCredits.day("2024-02-29")
            for id in ["a", "b", "c", "d"] {
                try ledger.grant(RecurringCredits.credit(id, from: first, &generator))
            }
            for step in 0..<10 {
                let day = try RecurringCredits.days(step * 13, after: first)
                let claim = CreditLedger.Claim(
                    line: "1",
                    product: nil,
                    account: "acme",
                    open: Money(minorUnits: .random(in: 1...60, using: &generator), ledger.currency)
                )
                let uses = try ledger.uses(for: [claim], on: day)
                try ledger.use(uses, for: "\(step)", on: day)
                let order = ledger.credits.sorted(by: MoneyCredit.isUsedBefore).map(\.id)
                try #require(uses.map(\.credit) == order.filter { uses.map(\.credit).contains($0) })
                // Whoever stands before the last one that was used has nothing left.
                guard let last = uses.last, let place = order.firstIndex(of: last.credit) else {
                    continue
                }
                for id in order[..<place] {
                    try #require(try ledger.left(of: id, on: day).isZero, "\(id)")
                }
            }
        }
    }

    private static func act(
        on ledger: inout CreditLedger,
        _ first: CivilDate,
        _ step: Int,
        _ generator: inout SeededGenerator,
    ) throws {
        let day = try RecurringCredits.days(
            Int.random(in: 0...200, using: &generator),
            after: first
        )
        let amount = Money(minorUnits: .random(in: 1...15, using: &generator), ledger.currency)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...4:
            let claim = CreditLedger.Claim(
                line: "1",
                product: nil,
                account: "acme",
                open: amount
            )
            try ledger.use(ledger.uses(for: [claim], on: day), for: "\(step)", on: day)
        case 5, 6: try? ledger.deduct(amount, of: "a", on: day)
        case 7, 8: ledger.giveBack(invoice: "\(step - 1)", on: day)
        case _:
            if Bool.random(using: &generator) { try? ledger.void("a", on: day) }
        }
    }

    // MARK: - Terms

    @Test func whatACreditCanGiveInAllIsWhatLimitsAreHeldAgainst() throws {
        for row in try TestFolder().rows("credit-terms.tsv") {
            do {
                let credit = try RecurringCredits.credit(row[0])
                #expect("\(credit.most.amount)" == row[1], "\(row)")
            } catch let error as CreditError {
                #expect("\(error)" == row[1], "\(row)")
            }
        }
    }

    /// Who was away for years has not to wait: the periods between are as fast as additions.
    @Test func whatLayUnusedForDecadesIsToldAtOnce() throws {
        var ledger = CreditLedger(RecurringCredits.euro)
        try ledger.grant(RecurringCredits.credit("2000-01-01 0.01 1 days most=500000.00"))
        let day = try RecurringCredits.day("2099-12-30")
        let start = ContinuousClock.now
        #expect(try ledger.balance(on: day).minorUnits == 36_524)
        #expect(start.duration(to: .now) < .seconds(2))
        #expect(throws: CreditError.tooManyPeriods) {
            try ledger.balance(on: RecurringCredits.day("2100-01-03"))
        }
    }
}
