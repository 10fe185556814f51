internal import DaybookCore
internal import DaybookWire

/// A credit note that waits, line by line.
extension CreditNoteOrder {
    var json: JSONValue {
        .object(
            [
                .init("id", .string(id.description)),
                .init("invoice", .string(invoice.description)),
                .init(
                    "lines",
                    .array(
                        lines.map { line in
                            [
                                "line": .integer(line.position),
                                "net": .string(line.net.amount.description),
                            ]
                        }
                    )
                ),
            ] + members("total", total) + [
                .init("reason", .text(reason)),
                .init("asCredit", asCredit?.json ?? .null),
            ] + (corrects ? [.init("corrects", .bool(true))] : [])
        )
    }
}

extension CreditBack {
    fileprivate var json: JSONValue {
        ["id": .string(id.description), "expiresOn": .text(expiresOn?.iso8601)]
    }
}

extension JSONForm {
    func creditNoteOrder(_ currency: (String) -> Currency?) throws -> CreditNoteOrder {
        let total = try money("total", currency)
        return CreditNoteOrder(
            id: try recordID("id"),
            invoice: try recordID("invoice"),
            lines: try objects("lines").map { line in
                guard let net = try? Money(try line.text("net"), total.currency) else {
                    throw line.mismatch("net", "an amount in \(total.currency.code)")
                }
                return CreditNoteOrder.Line(try line.integer("line"), net: net)
            },
            total: total,
            reason: try optionalText("reason"),
            asCredit: try optionalObject("asCredit").map { form in
                CreditBack(
                    id: try form.recordID("id"),
                    expiresOn: try form.has("expiresOn") ? form.date("expiresOn") : nil
                )
            },
            corrects: try bool("corrects", default: false)
        )
    }
}
