import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// What becomes of payments that were received, among everything else.
extension SimulatedBooks {
    /// Nil for acts on something else.
    func actOnPayment(
        _ step: SimulatedStep,
        _ desk: PaymentDesk,
        _ connection: Connection,
    ) throws -> String? {
        guard [.allocate, .release, .refund].contains(step.kind) else { return nil }
        guard let payment = try chosenPayment(step, connection) else { return "no payment" }
        if step.kind == .allocate {
            let plan: AllocationPlan =
                step.amount % 2 == 0 ? .oldestDueFirst : .oldestDueOfAllAccounts
            return "\(try desk.allocate(payment, plan).unallocated) left"
        }
        if step.kind == .release {
            guard let part = try PaymentRepository(connection).parts(of: payment).first,
                let invoice = try InvoiceRepository(connection).find(part.invoice)
            else { return "pays nothing" }
            return "\(try desk.release(payment, from: invoice).unallocated) left"
        }
        // Now and then more than there is.
        let units = step.amount % 5 == 0 ? Int128(step.amount) : payment.unallocated.minorUnits / 2
        let refund = Refund(
            id: RecordID(bits: UInt128(5_000_000 + step.index)),
            payment: payment.payment.id,
            amount: Money(minorUnits: units, payment.unallocated.currency),
            madeOn: payment.payment.receivedOn,
            note: nil
        )
        return "\(try desk.refund(refund, of: payment).unallocated) left"
    }

    private func chosenPayment(
        _ step: SimulatedStep,
        _ connection: Connection,
    ) throws -> StoredPayment? {
        let all = try PaymentList(connection).page(ListRequest()).records.map(\.stored)
            .sorted { $0.payment.reference < $1.payment.reference }
        return all.isEmpty ? nil : all[step.choice % all.count]
    }
}
