package import DaybookCore
internal import DaybookShapes
package import DaybookStore
internal import DaybookWire

/// Documents and money as the files of a ledger folder have them.
extension FolderRows {
    package static func row(
        _ invoice: Invoice,
        of account: String,
        _ fate: DocumentHistory.Fate,
    ) -> Row {
        let (times, totals) = (invoice.times, invoice.totals)
        var row: Row = [
            .init("id", id(invoice.id)), .init("number", .text(invoice.number)),
            .init("account", .string(account)),
            .init("state", .string(invoice.state.rawValue)),
            .init("currency", .string(invoice.currency.code)),
            .init("periodFrom", .string(invoice.period.from.iso8601)),
            .init("periodTo", .string(invoice.period.to.iso8601)),
            .init("issuedOn", .text(invoice.issuedOn?.iso8601)),
            .init("dueOn", .text(invoice.dueOn?.iso8601)),
            .init("createdAt", time(times.createdAt)),
            .init("approvedAt", time(times.approvedAt)),
            .init("issuedAt", time(times.issuedAt)), .init("paidAt", time(times.paidAt)),
            .init("voidedAt", time(times.voidedAt)), .init("net", money(totals.net)),
            .init("tax", money(totals.tax)), .init("total", money(totals.total)),
            .init("paid", money(totals.paid)), .init("credited", money(totals.credited)),
        ]
        if let amount = fate.writtenOff {
            row.append(.init("writtenOff", money(amount)))
            row.append(.init("writtenOffOn", .text(fate.writtenOffOn?.iso8601)))
        }
        // Whoever reads it takes the day on which it was due where there is no other.
        if let day = fate.givenUpOn, day != invoice.dueOn {
            row.append(.init("givenUpOn", .string(day.iso8601)))
        }
        return row + [.init("note", .text(invoice.note))]
    }

    package static func row(_ line: InvoiceLine) -> Row {
        [
            .init("invoice", id(line.invoice)), .init("position", .integer(line.position)),
            .init("kind", .string(line.kind.rawValue)), .init("product", .string(line.product)),
            .init("description", .string(line.description)),
            .init("quantity", .decimal(line.quantity.value)), .init("unit", .string(line.unit)),
            .init("unitPrice", line.unitPrice.map { .decimal($0) } ?? .null),
            .init("amount", money(line.amount)), .init("taxRate", .decimal(line.taxRate)),
            .init("periodFrom", .string(line.period.from.iso8601)),
            .init("periodTo", .string(line.period.to.iso8601)),
        ]
    }

    /// What else there is of a line; nothing of most that came from elsewhere.
    package static func details(
        _ line: InvoiceLine,
        _ revenue: [DocumentHistory.RevenuePart],
    ) throws -> Row? {
        let own = revenue.filter { $0.position == line.position }
        if line.origin == nil && line.credits.isEmpty && own.isEmpty { return nil }
        var row: Row = [
            .init("invoice", id(line.invoice)), .init("position", .integer(line.position)),
        ]
        if let origin = line.origin { row.append(.init("origin", try json(origin))) }
        if !line.credits.isEmpty {
            let credits = line.credits.map { used -> JSONValue in
                ["credit": .string(used.credit), "amount": money(used.amount)]
            }
            row.append(.init("credits", .array(credits)))
        }
        if !own.isEmpty {
            let parts = own.map { part -> JSONValue in
                [
                    "month": .string(part.month.iso8601), "amount": money(part.amount),
                    "takenBack": .bool(part.isTakenBack),
                ]
            }
            row.append(.init("revenue", .array(parts)))
        }
        return row
    }

    private static func json(_ origin: LineOrigin) throws -> JSONValue {
        var json = JSONStream()
        json.derivations(origin.derivations)
        return [
            "contract": id(origin.contract), "plan": .integer(origin.due.plan),
            "phase": .string(origin.due.key.phase), "item": .string(origin.due.key.item),
            "version": .integer(origin.due.key.version),
            "period": origin.due.key.period.map { .integer($0) } ?? .null,
            "from": time(origin.service.from), "to": time(origin.service.to),
            "tax": .string(origin.tax.behaviour.rawValue), "cause": .string(origin.cause.rawValue),
            "discount": money(origin.discount),
            "derivations": try JSONDocument(json.bytes).root.value,
        ]
    }

    package static func row(_ note: CreditNoteRecord) -> Row {
        var row: Row = [
            .init("id", id(note.id)), .init("number", .string(note.number)),
            .init("invoice", .string(note.invoiceNumber)),
            .init("issuedOn", .string(note.issuedOn.iso8601)), .init("net", money(note.net)),
            .init("tax", money(note.tax)), .init("total", money(note.total)),
            .init("reason", .text(note.reason)), .init("createdAt", time(note.createdAt)),
        ]
        if note.corrects { row.append(.init("corrects", .bool(true))) }
        let lines = note.lines.map { line -> JSONValue in
            ["position": .integer(line.position), "net": money(line.net)]
        }
        row.append(.init("lines", .array(lines)))
        if !note.credits.isEmpty {
            let credits = note.credits.map { noted -> JSONValue in
                [
                    "credit": .string(noted.credit), "amount": money(noted.amount),
                    "paid": noted.paid.map { money($0) } ?? .null,
                ]
            }
            row.append(.init("credits", .array(credits)))
        }
        return row
    }

    package static func row(_ payment: PaymentRecord) -> Row {
        let own = payment.payment
        var row: Row = [
            .init("id", id(own.id)), .init("account", .string(payment.accountKey)),
            .init("amount", money(own.amount)), .init("reference", .string(own.reference)),
            .init("received", .string(own.receivedOn.iso8601)),
            .init("method", .string(own.method.rawValue)), .init("note", .text(payment.note)),
            .init("createdAt", time(payment.createdAt)),
        ]
        let allocations = payment.allocations.map { part -> JSONValue in
            [
                "invoice": .string(part.number), "amount": money(part.amount),
                "on": .string(part.madeOn.iso8601),
            ]
        }
        row.append(.init("allocations", .array(allocations)))
        if !payment.refunds.isEmpty {
            let refunds = payment.refunds.map { booked -> JSONValue in
                [
                    "id": id(booked.refund.id), "amount": money(booked.refund.amount),
                    "on": .string(booked.refund.madeOn.iso8601),
                    "note": .text(booked.refund.note), "createdAt": time(booked.createdAt),
                ]
            }
            row.append(.init("refunds", .array(refunds)))
        }
        return row
    }

    package static func row(_ stored: StoredCredit) -> Row {
        let credit = stored.credit
        var row: Row = [
            .init("id", id(stored.id)), .init("account", .string(stored.accountKey)),
            .init("amount", money(credit.amount)), .init("priority", .integer(credit.priority)),
            .init("effective", .string(credit.effectiveOn.iso8601)),
            .init("expires", .text(credit.expiresOn?.iso8601)),
            .init("products", .array(credit.scope.products.sorted().map { .string($0) })),
        ]
        if let recurrence = credit.recurrence {
            row += [
                .init("every", .string(recurrence.interval.iso8601)),
                .init("until", .text(recurrence.until?.iso8601)),
                .init("rolloverLeast", money(recurrence.rollover.minimum)),
                .init("rolloverMost", money(recurrence.rollover.maximum)),
            ]
        }
        return row + [
            .init("purpose", .string(credit.purpose)),
            .init("createdAt", time(credit.createdAt)),
        ]
    }

    package static func row(_ entry: CreditEntryRecord) -> Row {
        var row: Row = [
            .init("credit", .string(entry.credit)), .init("place", .integer(entry.place)),
        ]
        switch entry.what {
        case .stopped: row.append(.init("kind", .string("stopped")))
        case .entry(let kind, let amount):
            row.append(.init("kind", .string(kind.name)))
            row.append(.init("amount", money(amount)))
            row.append(.init("invoice", .text(kind.invoice)))
        }
        return row + [
            .init("on", .string(entry.on.iso8601)), .init("at", time(entry.at)),
            .init("note", .text(entry.note)),
        ]
    }
}
