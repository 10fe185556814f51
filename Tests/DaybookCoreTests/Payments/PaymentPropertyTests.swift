import DaybookCore
import TestRigs
import Testing

@Suite struct PaymentPropertyTests {
    @Test func theBookBalancesOnEveryDayWhateverTheOrderOfActs() {
        var (seeds, done) = (0, [String: Int]())
        forEachSeed(80) { generator in
            seeds += 1
            var story = AccountStory()
            for step in 0..<50 {
                let before = story.book
                let act = act(before, step, &generator)
                do {
                    try story.tell(act, on: day(step, &generator))
                    done[String(act.prefix { $0 != " " }), default: 0] += 1
                } catch is PaymentError {
                    try #require(story.book == before, "a refused act changes nothing")
                }
                try story.book.requireBalance(on: day(step, &generator))
                try story.book.requireBalance(on: .latest.adding(days: -1))
                try checkStatements(story.book, &generator)
            }
        }
        // The property would be empty if hardly an act were possible.
        let isFull = done.count == 10 && done.values.allSatisfy { $0 >= 20 }
        #expect(seeds == 1 || isFull, "\(done)")
    }

    /// The closing balance of one statement is the opening balance of the next.
    private func checkStatements(
        _ book: ReceivablesBook,
        _ generator: inout SeededGenerator,
    ) throws {
        let days = [day(20, &generator), day(40, &generator), day(60, &generator)].sorted()
        let account = AccountStory.accounts[Int.random(in: 0...1, using: &generator)]
        for currency in book.currencies(of: account) {
            func statement(_ from: Int, _ to: Int) throws -> AccountStatement {
                try AccountStatement(
                    of: account,
                    in: book,
                    currency,
                    over: Period(from: days[from], to: days[to])
                )
            }
            let (first, next, both) = (
                try statement(0, 1), try statement(1, 2), try statement(0, 2)
            )
            try #require(first.closing == next.opening)
            try #require(both.opening == first.opening && both.closing == next.closing)
            try #require(both.lines == first.lines + next.lines)
            try #require((both.lines.last?.balance ?? both.opening) == both.closing)
        }
    }

    /// Something about documents that are there, mostly, and not always possible.
    private func act(
        _ book: ReceivablesBook,
        _ step: Int,
        _ generator: inout SeededGenerator,
    ) -> String {
        let currency = Int.random(in: 0..<8, using: &generator) == 0 ? "USD" : "EUR"
        let money = "\(Int.random(in: 0...40, using: &generator)).00 \(currency)"
        let owner = Int.random(in: 0..<3, using: &generator) == 0 ? "B" : "A"
        let invoice = book.invoices.randomElement(using: &generator)?.number ?? "INV-0"
        let payment = book.payments.randomElement(using: &generator)?.payment.reference ?? "P-0"
        let allocation = book.allocations.randomElement(using: &generator)
        let payer = allocation.flatMap { book.payment($0.payment)?.payment.reference } ?? payment
        let paid = allocation.flatMap { book.invoice($0.invoice)?.number } ?? invoice
        switch Int.random(in: 0..<20, using: &generator) {
        case 0, 1, 2:
            let month = Int.random(in: 1...9, using: &generator)
            return "invoice INV-\(step) \(money) due 2025-0\(month)-15 of \(owner)"
        case 3, 4, 5: return "payment P-\(step) \(money) of \(owner)"
        case 6: return "allocate \(payment) oldest"
        case 7: return "allocate \(payment) all"
        case 8: return "allocate \(payment) in-order \(invoice)"
        case 9: return "allocate \(payment) \(invoice) 3.00 EUR \(paid) 2.00 EUR"
        case 10, 11: return "release \(payer) \(paid)"
        case 12: return "release \(payer) \(paid) 1.00 EUR"
        case 13: return "refund \(payment) 4.00 EUR"
        case 14: return "credit \(paid) 5.00 EUR CN-\(step)"
        case 15: return "credit \(invoice) \(money) CN-\(step)"
        case 16: return "write-off \(paid) limit 20.00 EUR"
        case 17: return "give-up \(invoice)"
        case 18: return "reinstate \(invoice)"
        case _: return "void \(invoice)"
        }
    }

    /// Time goes on, yet a third of the acts is booked late.
    private func day(_ step: Int, _ generator: inout SeededGenerator) -> CivilDate {
        let isLate = Int.random(in: 0..<3, using: &generator) == 0
        let days = isLate ? Int.random(in: 0...(step * 4), using: &generator) : step * 4
        guard let day = try? date(2025, 1, 1).adding(days: days) else {
            preconditionFailure("a day of 2025 is supported")
        }
        return day
    }
}
