import DaybookCore
import TestRigs
import Testing

@Suite struct ApprovalTests {
    /// Acts on one approval, one after the other: where it stands then, or why it does not.
    @Test func anApprovalIsDecidedOnceAndBySomebodyElse() throws {
        for row in try TestFolder().rows("approval-stories.tsv") {
            var approval = Approval(
                id: RecordID(bits: 1),
                .void(
                    invoice: RecordID(bits: 2),
                    total: Money(minorUnits: 1, Currency(iso: "EUR")!)
                ),
                preparedBy: row[0],
                at: .epoch,
                note: nil
            )
            let outcomes = try row[1].split(separator: "|").map { line in
                let words = line.split(separator: " ").map(String.init)
                let act = try #require(Approval.Act.allCases.first { "\($0)" == words[1] })
                return Self.outcome(of: act, by: words[0], &approval)
            }
            #expect(outcomes.joined(separator: "|") == row[2], "\(row)")
            #expect((approval.result != nil) == (approval.state == .approved), "\(row)")
        }
    }

    private static func outcome(
        of act: Approval.Act,
        by name: String,
        _ approval: inout Approval,
    ) -> String {
        do {
            let decision = Approval.Decision(by: name, at: .epoch, reason: nil)
            try approval.decide(act, decision)
            return approval.state.rawValue
        } catch ApprovalError.obstacle(_, let obstacle) {
            return String("\(obstacle)".prefix { $0 != "(" })
        } catch {
            return "\(error)"
        }
    }

    /// From where on an amount waits; a currency that is not named never does.
    @Test func anAmountWaitsFromALimitOn() throws {
        for row in try TestFolder().rows("approval-limits.tsv") {
            let amount = row[1].split(separator: " ").map(String.init)
            let currency = try #require(Currency(iso: amount[1]))
            let demand = ApprovalDemand.from(try Limits(reading: row[0]))
            let isIncluded = demand.includes(try Money(amount[0], currency))
            #expect(isIncluded == (row[2] == "waits"), "\(row)")
            #expect(!demand.includes(nil))
        }
    }

    /// The table of what can wait names each permission and setting as the acts themselves do.
    @Test func whatCanWaitIsAnActOfTheLedger() {
        for act in ApprovableAct.allCases {
            #expect(Permission.needed(for: act.rawValue) == act.permission)
            #expect(act.limited.map { $0.permission == act.permission } ?? true)
        }
    }
}
