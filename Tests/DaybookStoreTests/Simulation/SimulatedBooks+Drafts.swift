import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Drafts that somebody writes and changes by hand, among everything else.
extension SimulatedBooks {
    func writeDraft(_ step: SimulatedStep, _ desk: InvoiceDesk) throws -> String {
        let repository = CustomerRepository(desk.connection)
        guard let account = try repository.account("account-\(step.choice % 12)") else {
            return "no account"
        }
        let id = RecordID(bits: UInt128(5_000_000 + step.index))
        let period = try Period(from: desk.today, to: desk.today.adding(days: step.choice % 40))
        let draft = try desk.create(id, for: account, period) { draft in
            try draft.add(Self.proposal(step, draft.before.currency, percent: 19))
        }
        return "\(draft.totals.total)"
    }

    func edit(_ invoice: Invoice, _ step: SimulatedStep, _ desk: InvoiceDesk) throws -> String {
        let after = try desk.edit(invoice) { draft in
            let proposal = Self.proposal(step, invoice.currency, percent: step.choice % 3 * 7)
            let last = draft.lines.last?.position ?? 1
            switch step.amount % 5 {
            case 0: try draft.remove(last)
            case 1: try draft.change(last, proposal)
            case 2: draft.dueOn = try desk.today.adding(days: step.choice % 60 - 20)
            default: try draft.add(proposal)
            }
        }
        return "\(after.totals.total)"
    }

    func recalculate(_ invoice: Invoice, _ desk: InvoiceDesk) throws -> String {
        let recalculation = DraftRecalculation(
            desk,
            zone: { _ in .utc },
            id: { RecordID(bits: .random(in: (1 << 80)...(1 << 120))) }
        )
        return try recalculation.recalculate(invoice).map { "\($0.totals.total)" } ?? "nothing left"
    }

    /// What is added or taken off; a part of it is below zero.
    private static func proposal(
        _ step: SimulatedStep,
        _ currency: Currency,
        percent: Int,
    ) -> LineProposal {
        var proposal = LineProposal()
        proposal.title = "Line of step \(step.index)"
        let units = step.choice % 4 == 0 ? -step.amount : step.amount
        proposal.amount = Money(minorUnits: Int128(units), currency)
        proposal.percent = PreciseAmount(percent)
        return proposal
    }
}
