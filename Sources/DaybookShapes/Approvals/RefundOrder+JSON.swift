internal import DaybookCore
internal import DaybookWire

/// A refund that waits, in both directions.
extension RefundOrder {
    var json: JSONValue {
        .object(
            [
                .init("id", .string(id.description)),
                .init("payment", .string(payment.description)),
            ] + members("amount", amount) + [
                .init("madeOn", .text(madeOn?.iso8601)),
                .init("note", .text(note)),
            ]
        )
    }
}

extension JSONForm {
    func refundOrder(_ currency: (String) -> Currency?) throws -> RefundOrder {
        RefundOrder(
            id: try recordID("id"),
            payment: try recordID("payment"),
            amount: try money("amount", currency),
            madeOn: try has("madeOn") ? date("madeOn") : nil,
            note: try optionalText("note")
        )
    }
}
