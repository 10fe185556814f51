package import DaybookCore
package import DaybookWire

/// What is asked for beside credits and plans, in both directions.
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
            ] + members("total", total) + [.init("reason", .text(reason))]
        )
    }
}

extension ContractPriceOrder {
    var json: JSONValue {
        let head: [JSONValue.Member] = [
            .init("contract", .string(contract.description)),
            .init("key", .string(key)),
            .init("contractVersion", .integer(contractVersion)),
        ]
        switch change {
        case .items(let overrides, let moment):
            return .object(
                head + [
                    .init("from", .text(moment?.iso8601)),
                    .init("items", .array(overrides.map(\.json))),
                ]
            )
        case .renewal(let length, let percent):
            return .object(
                head + [
                    .init("length", .string(length.iso8601)),
                    .init("uplift", percent.map { .decimal($0) } ?? .null),
                ]
            )
        }
    }
}

extension ItemOverride {
    /// As contracts keep it.
    package var json: JSONValue {
        var stream = JSONStream()
        stream.override(self)
        guard let document = try? JSONDocument(stream.bytes) else {
            preconditionFailure("what a stream writes is JSON")
        }
        return document.root.value
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
            reason: try optionalText("reason")
        )
    }

    func contractPriceOrder(_ act: ApprovableAct) throws -> ContractPriceOrder {
        let change: ContractPriceOrder.Change =
            act == .contractRenew
            ? .renewal(length: try duration("length"), upliftPercent: try optionalAmount("uplift"))
            : .items(try objects("items").map { try $0.override() }, from: try optionalInstant("from"))
        return ContractPriceOrder(
            contract: try recordID("contract"),
            key: try text("key"),
            contractVersion: try integer("contractVersion"),
            change
        )
    }
}
