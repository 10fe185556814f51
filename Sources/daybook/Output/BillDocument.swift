import DaybookCore
import DaybookStore
import DaybookWire

/// A draft as JSON.
struct BillDocument: Sendable {
    let accountKey: String
    let zone: ZoneRules
    let draft: DraftInvoice

    /// What a table shows of it.
    var row: BillRow {
        BillRow(
            account: accountKey,
            lines: draft.lines.count,
            net: text(draft.totals.taxExclusive),
            tax: text(draft.totals.tax),
            total: text(draft.totals.taxInclusive),
            currency: draft.currency.code
        )
    }

    private func text(_ amount: PreciseAmount) -> String {
        (try? Money(rounding: amount, to: draft.currency))?.amount.description ?? "\(amount)"
    }

    func json() throws -> JSONValue {
        .object([
            .init("account", .string(accountKey)),
            .init("currency", .string(draft.currency.code)),
            .init("lines", .array(try draft.lines.map(json))),
            .init("net", .string(text(draft.totals.taxExclusive))),
            .init("tax", .string(text(draft.totals.tax))),
            .init("total", .string(text(draft.totals.taxInclusive))),
        ])
    }

    private func json(_ line: DraftInvoice.Line) throws -> JSONValue {
        let charge = line.charge
        let steps = charge.basis?.derivations.flatMap(\.steps).map(\.description) ?? []
        let members: [JSONValue.Member] = [
            .init("item", .string(charge.key)),
            .init("description", .string(charge.basis?.title ?? charge.key)),
            .init("kind", .text(charge.basis?.kind.rawValue)),
            .init("product", .text(charge.product)),
            .init("from", .string(try zone.date(of: charge.service.from).iso8601)),
            .init("to", .string(try zone.date(of: charge.service.to).iso8601)),
            .init("quantity", .string(charge.quantity.normalized.description)),
            .init("unitPrice", .text(charge.unitAmount?.normalized.description)),
            .init("discount", .string(charge.discount.amount.description)),
            .init("amount", .string(line.net.amount.description)),
            .init("taxPercent", .string(charge.tax.percent.normalized.description)),
            .init("derivation", .array(steps.map { .string($0) })),
        ]
        if line.credits.isEmpty { return .object(members) }
        let credits = line.credits.map { UsedCredit(credit: $0.credit, amount: $0.amount).json }
        return .object(members + [.init("credits", .array(credits))])
    }
}

extension UsedCredit {
    var json: JSONValue { ["credit": .string(credit), "amount": amount.json] }
}
