import DaybookCore
import TestRigs
import Testing

/// Invoices of which only the amount, the state and the dates matter.
enum SampleInvoice {
    static func make(
        _ number: String?,
        _ state: InvoiceState,
        total: Money,
        id: Int = 1,
        issuedOn: CivilDate? = nil,
        dueOn: CivilDate? = nil,
    ) throws -> Invoice {
        let zero = Money.zero(total.currency)
        return Invoice(
            id: RecordID(bits: UInt128(id)),
            account: RecordID(bits: 7),
            number: number,
            state: state,
            currency: total.currency,
            period: try Period(from: date(2025, 1, 1), to: date(2025, 2, 1)),
            issuedOn: issuedOn,
            dueOn: dueOn,
            times: Invoice.Times(createdAt: .epoch),
            totals: Invoice.Totals(net: total, tax: zero, total: total, paid: zero, credited: zero),
            note: nil,
        )
    }
}
