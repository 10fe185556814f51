import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// What is allocated and taken back, while month after month is closed.
@Suite struct ReleaseTests {
    /// Whatever was done, on every day nobody owes less than nothing, no payment has given more
    /// than it brought, and the postings say the same.
    @Test func theBooksAreRightOnEveryDayWhateverIsTakenBack() throws {
        var answers: [String: Int] = [:]
        forEachSeed(PostingTests.seedCount) { generator in
            let story = try PaymentStory()
            let first = try CivilDate(iso8601: "2026-01-05")
            for step in 0..<70 {
                let day = try first.adding(days: step * 2)
                for line in lines(step, on: day, &generator) {
                    let answer = try play(line, story)
                    let outcome = answer.contains("refused") ? "refused" : "done"
                    answers["\(line.split(separator: " ")[2]) \(outcome)", default: 0] += 1
                }
                guard step % 5 == 4 else { continue }
                try check(story, until: day, &generator)
            }
        }
        for verb in ["release", "allocate", "refund", "credit", "undo", "close"] {
            #expect((answers["\(verb) done"] ?? 0) >= 5, "\(answers)")
        }
    }

    /// What a rule refuses in words of its own is an answer, too.
    private func play(_ line: String, _ story: PaymentStory) throws -> String {
        do {
            return try story.play(line)
        } catch is CreditNoteError {
            return "refused"
        } catch is InvoiceRefusal {
            return "refused"
        }
    }

    private func lines(
        _ step: Int,
        on day: CivilDate,
        _ generator: inout SeededGenerator,
    ) -> [String] {
        let account = ["a", "b"].randomElement(using: &generator) ?? "a"
        if step < 16 {
            let units = Int.random(in: 20...60, using: &generator)
            return step % 2 == 0
                ? ["\(day.iso8601) dora invoice \(account) \(units).00 20"]
                : ["\(day.iso8601) dora pay R-\(step) \(account) \(units + 5).00 all"]
        }
        let payment = "R-\(Int.random(in: 0...7, using: &generator) * 2 + 1)"
        let invoice = Int.random(in: 1...8, using: &generator)
        let (year, month, number) = day.components
        let acts: [String]
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<7:
            // Most payments pay another: one of these is what it is of.
            acts = (1...8).map { "carl release \(payment) \($0)" }
        case 7..<12: acts = ["carl allocate \(payment) \(invoice)", "carl allocate \(payment) all"]
        case 12, 13:
            let back = Int.random(in: 0..<number, using: &generator) + 1
            let digits = "\(year)-0\(month)-\(back < 10 ? "0" : "")\(back)"
            acts = ["carl refund \(payment) 3.00 \(digits)", "carl refund \(payment) 2.00"]
        case 14, 15: acts = ["carl credit \(invoice)"]
        case 16, 17: acts = ["carl undo", "carl undo"]
        case _: acts = month > 1 ? ["anna close \(year)-0\(month - 1)"] : []
        }
        return acts.map { "\(day.iso8601) \($0)" }
    }

    private func check(
        _ story: PaymentStory,
        until today: CivilDate,
        _ generator: inout SeededGenerator,
    ) throws {
        try story.fresh.open.read { connection in
            try #require(try LedgerHealth(connection).problems == [])
            let reader = AgeingReader(connection, zone: .utc)
            for _ in 0..<6 {
                let back = Int.random(in: 0...60, using: &generator)
                let day = try today.adding(days: 20 - back)
                let posted = try PostedBooks(connection, before: day.adding(days: 1))
                var (open, unallocated): ([String: Int128], [String: Int128]) = ([:], [:])
                for row in try reader.rows(on: day, .standard) {
                    let own = row.ageing
                    try #require(own.amounts.allSatisfy { !$0.isNegative }, "\(day): \(own)")
                    try #require(!own.unallocated.isNegative, "\(day): \(own)")
                    open["\(row.account)"] = own.total.minorUnits
                    unallocated["\(row.account)"] = 0 - own.unallocated.minorUnits
                }
                try #require(
                    open.filter { $0.value != 0 } == posted.byParty("Assets:Receivable")
                )
                let received = posted.byParty("Liabilities:OnAccount")
                try #require(unallocated.filter { $0.value != 0 } == received)
            }
        }
    }
}
