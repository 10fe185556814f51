package import DaybookCore
package import DaybookWire

/// Prices of a contract's own that wait; items stand as contracts keep them.
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
    func contractPriceOrder(_ act: ApprovableAct) throws -> ContractPriceOrder {
        let change: ContractPriceOrder.Change =
            act == .contractRenew
            ? .renewal(length: try duration("length"), upliftPercent: try optionalAmount("uplift"))
            : .items(
                try objects("items").map { try $0.override() },
                from: try optionalInstant("from")
            )
        return ContractPriceOrder(
            contract: try recordID("contract"),
            key: try text("key"),
            contractVersion: try integer("contractVersion"),
            change
        )
    }
}
