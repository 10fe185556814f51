import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// Acts on the invoices of one account, a line each: who, what, on which.
final class DocumentStory {
    let billable: BillableLedger
    private var names: [String: RecordID] = [:]
    private var nextID: UInt128 = 7_000_000
    private var today = CivilDate(year: 2025, month: 4, day: 15)!

    init() throws {
        billable = try BillableLedger(accounts: 1)
    }

    /// What the line came to: the answer or the refusal, and how the invoice stands.
    func play(_ line: String) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        do {
            let answer = try answer(words[0], words[1], Array(words.dropFirst(2)))
            return "\(line)\n    \(answer)"
        } catch let error as InvoiceRefusal {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as PaymentError {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as CreditNoteError {
            return "\(line)\n    refused: \(error)"
        }
    }

    private func answer(_ actor: String, _ verb: String, _ words: [String]) throws -> String {
        if verb == "bill" { return try bill(words[0]) }
        if verb == "today" {
            today = try CivilDate(iso8601: words[0])
            return "it is that day"
        }
        let deed = Act(actor: actor, at: .epoch, cause: .command, action: "test.act")
        return try billable.ledger.change(deed) { connection in
            let clerk = InvoiceDesk.Clerk(name: actor, now: .epoch, today: today)
            let desk = InvoiceDesk(connection, clerk)
            let payments = PaymentDesk(connection, clerk)
            switch verb {
            case "grant":
                let account = try #require(try CustomerRepository(connection).account("account-0"))
                let id = newID()
                let credit = try MoneyCredit(
                    id: id.description,
                    amount: Money(words[0], account.currency),
                    effectiveOn: CivilDate(iso8601: words[1]),
                    createdAt: .epoch
                )
                _ = try CreditDesk(connection, clerk).grant(credit, id: id, to: account)
                return "granted"
            case "pay":
                let invoice = try self.invoice(words[0], connection)
                let payment = Payment(
                    id: newID(),
                    reference: words[2],
                    amount: try Money(words[1], invoice.currency),
                    receivedOn: today
                )
                let stored = try payments.receive(payment, of: invoice.account, note: nil)
                let after = try payments.allocate(stored, .inOrder([invoice.id]))
                return try described(after, connection)
            case "allocate":
                return try described(
                    payments.allocate(payment(words[0], connection), .oldestDueFirst),
                    connection
                )
            case "release":
                return try described(
                    payments.release(
                        payment(words[0], connection),
                        from: invoice(words[1], connection)
                    ),
                    connection
                )
            default:
                let invoice = try self.invoice(words[0], connection)
                return try act(desk, verb, invoice, Array(words.dropFirst()), connection)
            }
        }.answer
    }

    private func act(
        _ desk: InvoiceDesk,
        _ verb: String,
        _ invoice: Invoice,
        _ words: [String],
        _ connection: Connection,
    ) throws -> String {
        switch verb {
        case "approve": return described(try desk.approve(invoice))
        case "reopen": return described(try desk.reopen(invoice))
        case "issue":
            let day = try CivilDate(iso8601: words[0])
            return described(try desk.issue(invoice, on: day, dueAfterDays: Int(words[1])!))
        case "void": return described(try desk.void(invoice))
        case "give-up": return described(try desk.giveUp(invoice))
        case "reinstate": return described(try desk.reinstate(invoice))
        case "write-off":
            let limit = try Money(words[0], invoice.currency)
            return described(try desk.writeOff(invoice, limit: limit))
        case "delete":
            try desk.delete(invoice)
            return "gone"
        case "credit":
            let parts = words.first?.split(separator: "=")
            let scope: CreditScope =
                try parts.map { parts in
                    let amount = try Money(String(parts[1]), invoice.currency)
                    return .lines([LineCredit(Int(parts[0])!, .amount(amount))])
                } ?? .rest
            let (note, after, _) = try desk.credit(invoice, scope, id: newID(), reason: nil)
            return "\(note.number): \(note.note.net) + \(note.note.tax); \(described(after))"
        default: throw TestFailure("no act \(verb)")
        }
    }

    private func bill(_ date: String) throws -> String {
        let deed = Act(
            actor: "anna",
            at: BillableLedger.instant(date),
            cause: .run,
            action: "bill.run"
        )
        // A month at a time, so that there are several drafts.
        for month in 1...4 {
            let run = billable.run(asOf: "2025-0\(month)-10")
            try run.run(deed, id: { self.newID() }) { _ in true }
        }
        try billable.bill(asOf: date)
        try name()
        return names.keys.sorted().joined(separator: " ")
    }

    /// Gives new drafts their letters.
    private func name() throws {
        let ids = try billable.ledger.read { connection in
            try connection.all("SELECT id FROM invoices ORDER BY row") { try $0.id(0) }
        }
        for id in ids where !names.values.contains(id) {
            let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(names.count))
            names["\(letter)"] = id
        }
    }

    // MARK: - Words

    private func invoice(_ letter: String, _ connection: Connection) throws -> Invoice {
        let id = try #require(names[letter], "no invoice \(letter)")
        guard let invoice = try InvoiceRepository(connection).find("\(id)") else {
            throw InvoiceRefusal(invoice: letter, obstacle: .deleted)
        }
        return invoice
    }

    private func payment(_ reference: String, _ connection: Connection) throws -> StoredPayment {
        let found = try PaymentRepository(connection).find(reference)
        return try #require(found.first)
    }

    private func described(_ invoice: Invoice) -> String {
        let totals = invoice.totals
        var words = "\(invoice.number ?? "-") \(invoice.state.rawValue): \(totals.total)"
        if let due = invoice.dueOn { words += ", due \(due.iso8601)" }
        if !totals.paid.isZero { words += ", paid \(totals.paid)" }
        if !totals.credited.isZero { words += ", credited \(totals.credited)" }
        return words
    }

    private func described(_ stored: StoredPayment, _ connection: Connection) throws -> String {
        let parts = try PaymentRepository(connection).parts(of: stored)
            .map { "\($0.amount) of \($0.invoice)" }
        let rest = "\(stored.unallocated) left"
        return "\(stored.payment.reference): " + (parts + [rest]).joined(separator: ", ")
    }

    private func named(_ text: String) -> String {
        names.reduce(text) { $0.replacing("\($1.value)", with: $1.key) }
    }

    private func newID() -> RecordID {
        nextID += 1
        return RecordID(bits: nextID)
    }
}
