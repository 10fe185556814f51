import DaybookCore
import TestRigs
import Testing

@Suite struct InvoiceGraphTests {
    @Test func theTableOfTransitionsReadsAsItDid() {
        let sorted = InvoiceState.allCases.flatMap(InvoiceState.graph.transitions(from:))
        #expect(sorted.count == InvoiceState.graph.transitions.count)
        let rows = sorted.map { row in
            var text = row.from.rawValue.padded(15) + row.act.rawValue.padded(13)
            text += "-> " + (row.to?.rawValue ?? "deleted").padded(16)
            let guards = row.guards.map(\.rawValue).joined(separator: ", ")
            let outcomes = row.outcomes.map(\.rawValue).joined(separator: ", ")
            if !guards.isEmpty { text += "if \(guards); " }
            if !outcomes.isEmpty { text += "leaving it \(outcomes); " }
            return text + undoWords(row.undo)
        }
        expectGolden(rows.joined(separator: "\n") + "\n", named: "invoice-graph.txt")
    }

    private func undoWords(_ undo: UndoRule) -> String {
        switch undo {
        case .whileKept(let compensation): "undone, or by \(compensation.words)"
        case .never(let compensation): "only by \(compensation.words)"
        case .elsewhere: "elsewhere"
        }
    }

    @Test func whatCannotBeDoneIsSaidInWords() throws {
        for row in try TestFolder().rows("Invoices-obstacles.tsv") {
            let state = try #require(InvoiceState(rawValue: row[0]), "\(row)")
            let act = try #require(InvoiceAct(rawValue: row[2]), "\(row)")
            let standing = InvoiceStanding(state, try facts(row.words(1)))
            #expect(standing.obstacle(to: act)?.description ?? "may" == row[3], "\(row)")
            #expect(standing.allows(act) == (row[3] == "may"), "\(row)")
        }
    }

    @Test func questionsAndTheirTwinsAgree() throws {
        for state in InvoiceState.allCases {
            for words in [[], ["closed"], ["lines:0"], ["own-work"], ["pay:19"], ["credit:119"]] {
                let standing = InvoiceStanding(state, try facts(words))
                #expect(standing.isEditable == (standing.editObstacle == nil))
                #expect(standing.isDeletable == (standing.deleteObstacle == nil))
                #expect(standing.isApprovable == (standing.approveObstacle == nil))
                #expect(standing.isIssuable == (standing.issueObstacle == nil))
                #expect(standing.isPayable == (standing.payObstacle == nil))
                #expect(standing.isCreditable == (standing.creditObstacle == nil))
                #expect(standing.isVoidable == (standing.voidObstacle == nil))
                #expect(standing.isEditable == (state == .draft))
                #expect(standing.openActs == InvoiceAct.allCases.filter(standing.allows))
            }
        }
        #expect(InvoiceState.allCases.filter(\.isTerminal) == [.void])
    }

    @Test func whatIsLeftToPayDecidesBetweenTheTargetsOfAnAct() {
        forEachSeed(100) { generator in
            var standing = InvoiceStanding(.issued, try facts([]))
            for _ in 0..<30 {
                let units = Int128.random(in: 1...11_900, using: &generator)
                let amount = Money(minorUnits: units, standing.facts.settlement.currency)
                let changes: [SettlementChange] = [
                    .pay(amount), .pay(amount), .release(amount), .credit(amount), .writeOff,
                    .giveUp, .reinstate, .void,
                ]
                let change = try #require(changes.randomElement(using: &generator))
                guard let after = try? standing.settled(by: change) else { continue }
                let rows = InvoiceState.graph.transitions(from: standing.state, on: change.act)
                    .filter { row in
                        row.outcomes.allSatisfy { $0.obstacle(in: after.facts) == nil }
                    }
                try #require(rows.count == 1 && rows[0].to == after.state)
                standing = after
            }
        }
    }

    /// The facts of an invoice over 119.00 EUR with one line, and what differs.
    private func facts(_ words: [String]) throws -> InvoiceFacts {
        var conditions = InvoiceConditions()
        var settlement = Settlement(total: try parsedMoney("119.00 EUR"))
        for word in words {
            let parts = word.split(separator: ":").map(String.init)
            let amount = try parsedMoney((parts.count > 1 ? parts[1] : "0") + " EUR")
            switch parts[0] {
            case "lines": conditions.lineCount = Int(parts[1]) ?? 0
            case "collecting": conditions.isCollected = false
            case "own-work": conditions.isOwnWork = true
            case "closed": conditions.isMonthClosed = true
            case "total": settlement = Settlement(total: amount)
            case "pay": try settlement.apply(.pay(amount))
            case "credit": try settlement.apply(.credit(amount))
            case "write-off": try settlement.apply(.writeOff)
            case "give-up": try settlement.apply(.giveUp)
            case _: Issue.record("\(word) is not known")
            }
        }
        return InvoiceFacts(conditions, settlement)
    }
}

extension String {
    /// With blanks up to a width.
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
