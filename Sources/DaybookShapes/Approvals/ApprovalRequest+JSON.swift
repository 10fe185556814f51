package import DaybookCore
package import DaybookWire

/// A change that waits, as the ledger keeps it: its kind stands beside it.
extension ApprovalRequest {
    /// - Parameter currency: finds a currency, of ISO 4217 or of the ledger's own
    package init(
        _ act: ApprovableAct,
        _ form: JSONForm,
        currency: (String) -> Currency?,
    ) throws {
        switch act {
        case .creditGrant: self = .creditGrant(try form.creditOrder(currency))
        case .writeOff:
            self = .writeOff(
                invoice: try form.recordID("invoice"),
                most: try form.money("most", currency)
            )
        case .giveUp:
            self = .giveUp(
                invoice: try form.recordID("invoice"),
                most: try form.money("most", currency)
            )
        case .void:
            self = .void(
                invoice: try form.recordID("invoice"),
                total: try form.money("total", currency)
            )
        case .paymentRefund: self = .refund(try form.refundOrder(currency))
        case .creditNote: self = .creditNote(try form.creditNoteOrder(currency))
        case .planPublish: self = .planPublish(try form.publication("plan"))
        case .addOnPublish: self = .addOnPublish(try form.publication("addOn"))
        case .contractChange, .contractRenew:
            self = .contractPrices(try form.contractPriceOrder(act))
        }
    }

    package var json: JSONValue {
        switch self {
        case .creditGrant(let order): order.json
        case .writeOff(let invoice, let most), .giveUp(let invoice, let most):
            .object([.init("invoice", .string(invoice.description))] + members("most", most))
        case .void(let invoice, let total):
            .object([.init("invoice", .string(invoice.description))] + members("total", total))
        case .refund(let order): order.json
        case .creditNote(let order): order.json
        case .planPublish(let publication): publication.json("plan")
        case .addOnPublish(let publication): publication.json("addOn")
        case .contractPrices(let order): order.json
        }
    }

    /// The bytes that are kept: the same request has the same.
    package var canonicalText: String { JSONWriter.text(json, .canonical) }
}

extension CreditOrder {
    fileprivate var json: JSONValue {
        .object(
            [
                .init("id", .string(id.description)),
                .init("account", .string(account.description)),
            ] + members("amount", amount) + [
                .init("priority", .integer(priority)),
                .init("effectiveOn", .text(effectiveOn?.iso8601)),
                .init("expiresOn", .text(expiresOn?.iso8601)),
                .init("products", .array(products.sorted().map { .string($0) })),
                .init("purpose", .string(purpose)),
            ] + (recurrence.map { [.init("recurs", $0.json)] } ?? [])
        )
    }
}

/// The first day is that of the credit.
extension CreditRecurrence {
    fileprivate var json: JSONValue {
        [
            "every": .string(interval.iso8601),
            "until": .text(until?.iso8601),
            "rolloverLeast": .string(rollover.minimum.amount.description),
            "rolloverMost": .string(rollover.maximum.amount.description),
        ]
    }
}

extension ApprovalRequest.Publication {
    /// - Parameter noun: what is published: `plan`, `addOn`
    fileprivate func json(_ noun: String) -> JSONValue {
        .object([
            .init(noun, .string(plan.description)),
            .init("key", .string(key)),
            .init("number", .integer(number)),
            .init("from", .text(from?.iso8601)),
            .init("\(noun)Version", .integer(planVersion)),
        ])
    }
}

/// An amount, a string of its digits, with its currency beside it.
func members(_ key: String, _ amount: Money) -> [JSONValue.Member] {
    [
        .init(key, .string(amount.amount.description)),
        .init("currency", .string(amount.currency.code)),
    ]
}

extension JSONForm {
    fileprivate func creditOrder(_ currency: (String) -> Currency?) throws -> CreditOrder {
        let amount = try money("amount", currency)
        return CreditOrder(
            id: try recordID("id"),
            account: try recordID("account"),
            amount: amount,
            priority: try integer("priority"),
            effectiveOn: try has("effectiveOn") ? date("effectiveOn") : nil,
            expiresOn: try has("expiresOn") ? date("expiresOn") : nil,
            products: Set(try texts("products")),
            purpose: try text("purpose"),
            recurrence: try optionalObject("recurs").map { form in
                try form.recurrence(from: date("effectiveOn"), amount.currency)
            }
        )
    }

    private func recurrence(
        from first: CivilDate,
        _ currency: Currency,
    ) throws -> CreditRecurrence {
        do {
            return try CreditRecurrence(
                from: first,
                every: duration("every"),
                until: has("until") ? date("until") : nil,
                CreditRollover(
                    minimum: Money(rounding: amount("rolloverLeast"), to: currency),
                    maximum: Money(rounding: amount("rolloverMost"), to: currency)
                )
            )
        } catch let error as CreditError {
            throw mismatch("every", "terms of a credit that recurs", because: "\(error)")
        }
    }

    fileprivate func publication(_ noun: String) throws -> ApprovalRequest.Publication {
        ApprovalRequest.Publication(
            plan: try recordID(noun),
            key: try text("key"),
            number: try integer("number"),
            from: try optionalInstant("from"),
            planVersion: try integer("\(noun)Version")
        )
    }

    func recordID(_ key: String) throws -> RecordID {
        guard let id = RecordID(try text(key)) else { throw mismatch(key, "an id") }
        return id
    }

    func money(_ key: String, _ find: (String) -> Currency?) throws -> Money {
        guard let currency = find(try text("currency")) else {
            throw mismatch("currency", "a currency that the ledger knows")
        }
        do {
            return try Money(try text(key), currency)
        } catch let error as JSONShapeError {
            throw error
        } catch {
            throw mismatch(key, "an amount in \(currency.code)", because: "\(error)")
        }
    }
}
