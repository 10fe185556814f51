import DaybookCore
import TestRigs
import Testing

@Suite struct PaymentTests {
    @Test func everyStoryGoesAsTheTableTells() throws {
        let rows = try TestFolder().rows("Payments-stories.tsv")
        var stories: [String: AccountStory] = [:]
        for row in rows {
            var story = stories[row[0]] ?? AccountStory()
            let before = story.book
            do {
                try story.tell(row[2], on: row.date(1))
                #expect(story.standings == row[3], "\(row)")
            } catch let error as PaymentError {
                #expect("\(error)" == row[3], "\(row)")
                #expect(story.book == before, "\(row): a refused act changes nothing")
            }
            try story.book.requireBalance(on: row.date(1))
            stories[row[0]] = story
        }
        #expect(rows.count > 80)
    }

    @Test func statementsAndAgeingReadAsTheyDid() throws {
        var story = AccountStory()
        for row in try TestFolder().rows("Payments-stories.tsv") where row[0] == "account" {
            try story.tell(row[2], on: row.date(1))
        }
        let text = try words(
            story.book,
            AccountStory.accounts[0],
            [("2025-01-01", "2025-03-01"), ("2025-03-01", "2025-08-01")],
            ["2025-02-14", "2025-02-15", "2025-03-31", "2025-05-16", "2025-07-31"]
        )
        expectGolden(text, named: "account-statements.txt")
    }

    /// What one account pays of another stands in the statements of both.
    @Test func statementsOfTwoAccountsReadAsTheyDid() throws {
        var story = AccountStory()
        for row in try TestFolder().rows("Payments-stories.tsv") where row[0] == "two accounts" {
            do {
                try story.tell(row[2], on: row.date(1))
            } catch is PaymentError {
                // The table tells why.
                continue
            }
        }
        let text = try zip(["A", "B"], AccountStory.accounts).map { name, account in
            try "account \(name)\n"
                + words(
                    story.book,
                    account,
                    [("2025-01-01", "2025-03-01"), ("2025-03-01", "2025-08-01")],
                    ["2025-02-28", "2025-03-31"]
                )
        }
        expectGolden(text.joined(separator: "\n"), named: "statements-of-two-accounts.txt")
    }

    private func words(
        _ book: ReceivablesBook,
        _ account: RecordID,
        _ periods: [(from: String, to: String)],
        _ days: [String],
    ) throws -> String {
        var text = ""
        for (from, to) in periods {
            for currency in book.currencies(of: account) {
                let statement = try AccountStatement(
                    of: account,
                    in: book,
                    currency,
                    over: Period(from: parsedDay(from), to: parsedDay(to))
                )
                text += "\(currency) from \(from) to before \(to)\n\(words(statement))\n"
            }
        }
        for day in days {
            text += "ageing on \(day)\n"
            for ageing in try book.ageing(of: account, on: parsedDay(day)) {
                text += words(ageing)
            }
        }
        return text
    }

    @Test func amountsOfThirtyEightDigitsAreBookedAndSumsAboveAreAnError() throws {
        let largest = String(repeating: "9", count: 36) + ".99 EUR"
        let day = try date(2025, 2, 1)
        var story = AccountStory()
        try story.tell("invoice INV-1 \(largest) due 2025-03-01", on: day)
        try story.tell("payment P-1 \(largest)", on: day)
        try story.tell("allocate P-1 oldest", on: day)
        try story.tell("credit INV-1 \(largest) CN-1", on: day)
        try story.book.requireBalance(on: day)
        try story.tell("invoice INV-2 \(largest) due 2025-03-01", on: day)
        try story.tell("invoice INV-3 0.01 EUR due 2025-03-01", on: day)
        let eur = try #require(Currency(iso: "EUR"))
        let period = try Period(from: day, to: day.adding(days: 1))
        let account = AccountStory.accounts[0]
        #expect(throws: NumberError.overflow) { try story.book.ageing(of: account, on: day) }
        #expect(throws: Never.self) {
            let none = try Period(from: day, to: day)
            _ = try AccountStatement(of: account, in: story.book, eur, over: none)
        }
        try story.tell("invoice INV-4 \(largest) due 2025-03-01", on: day)
        #expect(throws: NumberError.overflow) {
            try AccountStatement(of: account, in: story.book, eur, over: period)
        }
    }

    private func words(_ statement: AccountStatement) -> String {
        var text = "opening".padded(48) + statement.opening.groupedText.leftPadded(12) + "\n"
        for line in statement.lines {
            let (year, month, day) = line.entry.date.components
            let digits = [year, month, day].map { "\($0)".count < 2 ? "0\($0)" : "\($0)" }
            text += digits.joined(separator: "-").padded(13) + line.entry.kind.words.padded(14)
            text += line.entry.document.padded(9) + line.entry.amount.groupedText.leftPadded(12)
            text += line.balance.groupedText.leftPadded(12) + "\n"
        }
        return text + "closing".padded(48) + statement.closing.groupedText.leftPadded(12) + "\n"
    }

    private func words(_ ageing: Ageing) -> String {
        let names = ageing.bounds.names + ["open", "unallocated", "owed"]
        let amounts = ageing.amounts + [ageing.total, ageing.unallocated, ageing.balance]
        let head = names.map { $0.leftPadded(12) }.joined()
        let line = amounts.map { $0.groupedText.leftPadded(12) }.joined()
        return "    \(head)\n\(ageing.currency) \(line)\n"
    }

    @Test func anOpenInvoiceIsInTheBucketOfItsDaysOverdue() throws {
        let open = try parsedMoney("1.00 EUR")
        for row in try TestFolder().rows("Payments-ageing.tsv") {
            guard let bounds = AgeingBounds(row.words(2).compactMap { Int($0) }) else {
                #expect(row[3] == "refused", "\(row)")
                continue
            }
            let ageing = try Ageing(
                of: [(open, dueOn: row.date(0))],
                unallocated: .zero(open.currency),
                on: row.date(1),
                bounds
            )
            let bucket = try #require(ageing.amounts.firstIndex(of: open), "\(row)")
            #expect(bounds.names[bucket] == row[3], "\(row)")
            #expect(ageing.total == open && ageing.balance == open, "\(row)")
        }
        #expect(AgeingBounds.standard.days == [30, 60, 90])
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }

    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(1, width - count)) + self
    }
}

extension ReceivablesBook {
    /// What must hold on every day, whatever was done in whatever order.
    func requireBalance(on day: CivilDate) throws {
        for account in AccountStory.accounts { try requireBalance(of: account, on: day) }
        try requireParts(on: day)
        try requireTransfers()
    }

    private func requireBalance(of account: RecordID, on day: CivilDate) throws {
        for currency in currencies(of: account) {
            var open: Int128 = 0
            for invoice in invoices
            where invoice.account == account && invoice.currency == currency {
                guard let standing = invoice.standing(on: day) else { continue }
                try standing.facts.settlement.requireBalance()
                try #require(standing.state.isOpen == !standing.facts.settlement.open.isZero)
                open += standing.facts.settlement.open.minorUnits
            }
            let rest = try unallocated(of: account, on: day, currency).minorUnits
            let nextDay = try day.adding(days: 1)
            let balance = try balance(of: account, before: nextDay, currency)
            try #require(balance.minorUnits == open - rest, "the balance is open less unallocated")
            let items = openItems(of: account, on: day, currency)
            try #require(items.reduce(0) { $0 + $1.open.minorUnits } == open)
        }
        for ageing in try ageing(of: account, on: day) {
            try #require(ageing.amounts.reduce(0) { $0 + $1.minorUnits } == ageing.total.minorUnits)
            let nextDay = try day.adding(days: 1)
            let balance = try balance(of: account, before: nextDay, ageing.currency)
            try #require(ageing.balance == balance)
        }
    }

    /// What leaves one account comes to another.
    private func requireTransfers() throws {
        let transfers = entries.filter { $0.kind == .transfer }
        try #require(transfers.reduce(0) { $0 + $1.amount.minorUnits } == 0)
    }

    private func requireParts(on day: CivilDate) throws {
        for payment in payments {
            try #require(!payment.unallocated(on: day).isNegative)
            let parts = [payment.allocated, payment.unallocated, payment.refunded]
            try #require(
                parts.reduce(0) { $0 + $1.minorUnits } == payment.payment.amount.minorUnits
            )
            let own = allocations.filter { $0.payment == payment.payment.id }
            let sum = own.reduce(0) { $0 + $1.amount.minorUnits }
            try #require(sum == payment.allocated.minorUnits)
        }
        for invoice in invoices {
            let own = allocations.filter { $0.invoice == invoice.id }
            let sum = own.reduce(0) { $0 + $1.amount.minorUnits }
            try #require(sum == invoice.settlement.paid.minorUnits)
        }
    }
}
