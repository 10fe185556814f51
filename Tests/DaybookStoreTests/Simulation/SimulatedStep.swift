import TestRigs

/// Something that somebody does to a ledger, told without any look at what is in it: the same steps
/// can be played on two ledgers.
struct SimulatedStep: CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case ingest, bill, approve, reopen, issue, pay, allocate, credit, void, giveUp, reinstate
        case delete, undo, restart, grantCredit, deductCredit, voidCredit, askCredit, decide, push
        case writeDraft, editDraft, recalculate, release, refund
    }

    let kind: Kind
    /// Where it stands among the steps: from it follow ids and references.
    let index: Int
    /// Which of two consoles does it.
    let console: Int
    /// Which of the records that it could be done to, counted round and round.
    let choice: Int
    /// Minor units, events, or days, as the step takes them.
    let amount: Int
    /// What the console's clock says, in days after the first of January: it may jump.
    let day: Int

    var description: String { "\(index) \(kind) \(choice) \(amount), day \(day)" }

    /// Steps as chance has them; billing and usage more often than the rest.
    static func plan(_ count: Int, _ generator: inout SeededGenerator) -> [SimulatedStep] {
        var kinds = Kind.allCases
        kinds += [.ingest, .bill, .bill, .approve, .approve, .approve, .approve, .approve]
        kinds += [.issue, .issue, .pay, .pay, .grantCredit, .grantCredit, .askCredit, .decide]
        kinds += [.editDraft, .editDraft, .release, .refund]
        var day = 20
        return (0..<count).map { index in
            day += Int.random(in: 0...9, using: &generator)
            let jump = Int.random(in: 0..<12, using: &generator)
            return SimulatedStep(
                kind: index < 2
                    ? [.ingest, .bill][index] : kinds.randomElement(using: &generator)!,
                index: index,
                console: Int.random(in: 0...1, using: &generator),
                choice: Int.random(in: 0..<1000, using: &generator),
                amount: Int.random(in: 1...3000, using: &generator),
                // A clock that is a year back, or ten years on, for one step.
                day: jump == 0 ? day - 366 : jump == 1 ? day + 3653 : day
            )
        }
    }
}
