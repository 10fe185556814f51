import DaybookCore
import TestRigs
import Testing

@Suite struct InvoiceLifeTests {
    @Test func randomActsNeverEditWhatIsIssuedAndUndoGoesBackExactly() {
        forEachSeed(100) { generator in
            let total = Money(minorUnits: Int128.random(in: 0...500, using: &generator), try eur())
            var life = try InvoiceLife(of: SampleInvoice.make(nil, .gathering, total: total))
            for step in 0..<40 {
                if Int.random(in: 0..<30, using: &generator) == 0 { life.recordDeparture() }
                let before = life
                let isDone = (try? act(on: &life, step, &generator)) != nil
                try check(before, life, isDone: isDone)
            }
        }
    }

    /// Some act, mostly one that is possible.
    private func act(
        on life: inout InvoiceLife,
        _ step: Int,
        _ generator: inout SeededGenerator,
    ) throws {
        let conditions = InvoiceConditions(
            lineCount: Int.random(in: 0...3, using: &generator),
            isCollected: Int.random(in: 0..<4, using: &generator) > 0,
            isOwnWork: Int.random(in: 0..<4, using: &generator) == 0,
            isMonthClosed: Int.random(in: 0..<8, using: &generator) == 0,
        )
        let open = life.standing(conditions).openActs.filter { $0 != .delete }
        let isWild = Int.random(in: 0..<4, using: &generator) == 0 || open.isEmpty
        let act = try #require(
            (isWild ? InvoiceAct.allCases : open).randomElement(using: &generator)
        )
        let instant = try Instant(seconds: Int64(step))
        let most = max(1, life.now.settlement.total.minorUnits)
        let amount = Money(minorUnits: Int128.random(in: 0...most, using: &generator), try eur())
        let changes: [InvoiceAct: SettlementChange] = [
            .pay: .pay(amount), .release: .release(amount), .credit: .credit(amount),
            .writeOff: .writeOff, .giveUp: .giveUp, .reinstate: .reinstate, .void: .void,
        ]
        if let change = changes[act] {
            try life.settle(change, at: instant, conditions)
        } else {
            try life.perform(act, at: instant, conditions) { invoice in
                // An act takes of this only what it may change.
                invoice.number = "INV-\(step)"
                invoice.note = "step \(step)"
                invoice.state = .draft
                invoice.totals.total = amount
            }
        }
    }

    private func check(_ before: InvoiceLife, _ after: InvoiceLife, isDone: Bool) throws {
        let (old, new) = (before.now, after.now)
        if !isDone {
            try #require(before == after, "a refused act changes nothing")
            return
        }
        try #require(!old.isDeleted && !old.state.isTerminal)
        if old.state.isNumbered {
            try #require(new.state.isNumbered && !new.isDeleted)
            var comparable = new.invoice
            comparable.state = old.state
            comparable.times = old.invoice.times
            comparable.totals.paid = old.invoice.totals.paid
            comparable.totals.credited = old.invoice.totals.credited
            try #require(comparable == old.invoice, "an issued invoice is never edited")
        }
        try #require((new.invoice.number != nil) == new.state.isNumbered)
        try #require((new.invoice.times.paidAt != nil) == (new.state == .paid))
        try #require(new.state.isOpen == !new.settlement.open.isZero || !new.state.isNumbered)
        if new.state.isNumbered { try #require(try new.invoice.open() == new.settlement.open) }
        try new.settlement.requireBalance()
        guard after.isUndoable else { return }
        var undone = after
        try undone.undo()
        try #require(undone == before, "undo goes back to exactly what was before")
    }

    @Test func undoIsRefusedWithTheDocumentThatHelps() throws {
        let total = try parsedMoney("119.00 EUR")
        var life = try InvoiceLife(of: SampleInvoice.make(nil, .draft, total: total))
        #expect(life.undoObstacle == .nothingToUndo)
        try life.perform(.approve, at: .epoch, InvoiceConditions())
        #expect(life.isUndoable)
        life.recordDeparture()
        #expect(life.undoObstacle == .leftLedger(.reopening))
        try life.perform(.issue, at: .epoch, InvoiceConditions()) { $0.number = "INV-1" }
        #expect(life.undoObstacle == .lasting(.creditNote))
        #expect(throws: InvoiceObstacle.lasting(.creditNote)) { try life.undo() }
        try life.settle(.pay(total), at: .epoch)
        #expect(life.now.state == .paid)
        try life.undo()
        #expect(life.now.state == .issued && life.now.settlement.open == total)
    }

    @Test func whatIsReadFromALedgerIsSettledAsItSays() throws {
        let total = try parsedMoney("100.00 EUR")
        var invoice = try SampleInvoice.make("INV-1", .paid, total: total)
        invoice.totals.paid = try parsedMoney("130.00 EUR")
        invoice.totals.credited = try parsedMoney("10.00 EUR")
        let paid = try Settlement(of: invoice)
        #expect("\(paid.paid)" == "90.00 EUR" && paid.open.isZero && paid.writtenOff.isZero)
        invoice.totals.paid = try parsedMoney("20.00 EUR")
        invoice.state = .uncollectible
        #expect("\(try Settlement(of: invoice).badDebt)" == "70.00 EUR")
        invoice.state = .partiallyPaid
        #expect(try Settlement(of: invoice).open == invoice.open())
        invoice.totals.credited = try parsedMoney("10.00 USD")
        #expect(throws: NumberError.mixedCurrencies("EUR", "USD")) { try Settlement(of: invoice) }
    }

    private func eur() throws -> Currency { try #require(Currency(iso: "EUR")) }
}

extension Settlement {
    /// Total = paid + credited + written off + open, and nothing is below zero.
    func requireBalance() throws {
        let parts = [paid, credited, writtenOff, badDebt, voided, open]
        try #require(parts.allSatisfy { !$0.isNegative })
        try #require(parts.reduce(0) { $0 + $1.minorUnits } == total.minorUnits)
    }
}
