import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// A customer with the accounts a and b, another with the account c, and what becomes of their
/// invoices and payments, a line each: the day, who, what.
final class PaymentStory {
    let fresh: FreshLedger
    private var waiting: RecordID?
    private var nextID: UInt128 = 8_000_000

    private static let people: [(name: String, role: UserRole)] = [
        ("anna", .admin), ("bert", .support), ("carl", .finance), ("dora", .finance),
    ]

    init(migrations: [Migration] = Ledger.migrations) throws {
        fresh = try FreshLedger(migrations: migrations, .throwaway)
        try fresh.open.change(.test) { connection in
            let customers = CustomerRepository(connection)
            let owners = [Customer.sample(1), Customer.sample(2)]
            for owner in owners { try customers.insert(owner) }
            for (number, owner) in [(1, owners[0]), (2, owners[0]), (3, owners[1])] {
                try customers.insert(Account.sample(number, of: owner))
            }
            for (name, role) in Self.people {
                let user = User(id: newID(), name: name, role: role, createdAt: .epoch)
                try UserRepository(connection).insert(user)
            }
        }
    }

    /// The line with what it came to: the answer or the refusal.
    func play(_ line: String) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let day = try CivilDate(iso8601: words[0])
        let clerk = InvoiceDesk.Clerk(
            name: words[1],
            now: try ZoneRules.utc.startOfDay(day),
            today: day
        )
        do {
            return "\(line)\n    \(try answer(clerk, words[2], Array(words.dropFirst(3))))"
        } catch {
            return "\(line)\n    refused: \(try Self.words(error))"
        }
    }

    private static func words(_ error: any Error) throws -> String {
        switch error {
        case let refusal as AccessRefusal:
            return "\(refusal.reason.word) \(refusal.permission.rawValue)"
        case let refusal as UndoRefusal:
            guard case .kept(_, let rule, _) = refusal else {
                return String("\(refusal)".prefix { $0 != "(" })
            }
            return rule
        case LedgerError.refused(let refusal): return "\(refusal.message), says the store"
        case let used as RecordInUse:
            let counts = used.references.map { "\($0.count) \($0.table)" }
            return "used by \(counts.joined(separator: ", "))"
        case is PaymentError: return "\(error)"
        case ApprovalError.obstacle(_, let obstacle):
            return String("\(obstacle)".prefix { $0 != "(" })
        case is ApprovalError: return String("\(error)".prefix { $0 != "(" })
        default: throw error
        }
    }

    private func answer(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
    ) throws -> String {
        switch verb {
        case "undo", "redo":
            let direction: UndoSearch.Direction = verb == "undo" ? .undo : .redo
            let undone = try fresh.open.cancelNext(direction, by: clerk.name, at: clerk.now)
            return undone.map { "\(verb): \($0.act.action)" } ?? "nothing"
        case "show": return try show()
        case "check":
            let problems = try fresh.open.read { try LedgerHealth($0).problems }
            return problems.isEmpty ? "sound" : problems.joined(separator: "; ")
        case "open":
            return try checklist(words[0]).open.map { "\($0.count) \($0.point)" }
                .joined(separator: ", ")
        case "close":
            let checklist = try checklist(words[0])
            let act = Act(actor: clerk.name, at: clerk.now, cause: .command, action: "month.close")
            _ = try fresh.open.change(act) { connection in
                try ClosedMonths(connection).close(checklist, id: newID(), by: act)
            }
            return "closed"
        default:
            let act = Act(
                actor: clerk.name,
                at: clerk.now,
                cause: .command,
                action: Self.actions[verb] ?? "payment.\(verb)"
            )
            return try fresh.open.change(act) { try perform(clerk, verb, words, $0) }.answer
        }
    }

    private static let actions = [
        "invoice": "test.issue", "pay": "payment.create", "credit": "credit-note.create",
        "set": "setting.set", "approve": "payment.refund",
    ]

    private func checklist(_ month: String) throws -> CloseChecklist {
        try CloseStatus(fresh.open, zone: .utc, zones: { _ in .utc })
            .checklist(of: CivilDate(iso8601: "\(month)-01"))
    }

    // MARK: - Acts

    private func perform(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
        _ connection: Connection,
    ) throws -> String {
        let desk = PaymentDesk(connection, clerk)
        switch verb {
        case "invoice": return try issue(words, clerk, connection)
        case "pay":
            let payment = Payment(
                id: newID(),
                reference: words[0],
                amount: try Money(words[2], .euro),
                receivedOn: clerk.today
            )
            let account = try account(words[1], connection)
            let stored = try desk.receive(payment, of: account.id, note: nil)
            return described(try desk.allocate(stored, plan(words.dropFirst(3), connection)))
        case "allocate":
            let plan = try plan(words.dropFirst(), connection)
            return described(try desk.allocate(payment(words[0], connection), plan))
        case "release":
            let invoice = try invoice(words[1], connection)
            return described(try desk.release(payment(words[0], connection), from: invoice))
        case "delete":
            try desk.delete(payment(words[0], connection))
            return "gone"
        case "refund": return try refund(words, clerk, connection)
        case "refund-at-once":
            let payment = try payment(words[0], connection)
            let refund = try order(words, payment).refund(on: clerk.today)
            return described(try desk.refund(refund, of: payment))
        case "approve":
            _ = try ApprovalDesk(connection, clerk).approve(try #require(waiting))
            return "approved"
        case "credit":
            let invoice = try invoice(words[0], connection)
            return try InvoiceDesk(connection, clerk)
                .credit(invoice, .rest, id: newID(), reason: nil).note.number
        case "set":
            let world = SettingValue.World(currency: { _ in nil }, timeZone: { $0 })
            let setting = try #require(LedgerSetting(rawValue: words[0]))
            let text = words.dropFirst().joined(separator: " ")
            try SettingRepository(connection)
                .set(SettingValue(setting, reading: text, in: world))
            return "set"
        default: throw TestFailure("no act \(verb)")
        }
    }

    /// `a 100.00 30`: an invoice of so much, due after so many days.
    private func issue(
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String {
        let account = try account(words[0], connection)
        let total = try Money(words[1], account.currency)
        var invoice = Invoice.sample(0, of: account, state: .approved)
        invoice.id = newID()
        invoice.totals.net = total
        invoice.totals.tax = .zero(account.currency)
        invoice.totals.total = total
        let line = InvoiceLine(
            invoice: invoice.id,
            position: 1,
            kind: .flat,
            product: "p",
            description: "Fee",
            quantity: Quantity(1),
            unit: "",
            unitPrice: nil,
            amount: total,
            taxRate: .zero,
            period: invoice.period
        )
        try InvoiceRepository(connection).insert(invoice, lines: [line])
        let days = try #require(Int(words[2]))
        return try InvoiceDesk(connection, clerk)
            .issue(invoice, on: clerk.today, dueAfterDays: days).number ?? ""
    }

    private func order(_ words: [String], _ payment: StoredPayment) throws -> RefundOrder {
        RefundOrder(
            id: newID(),
            payment: payment.payment.id,
            amount: try Money(words[1], .euro),
            madeOn: try words.count > 2 ? CivilDate(iso8601: words[2]) : nil
        )
    }

    private func refund(
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String {
        let order = try order(words, payment(words[0], connection))
        let outcome = try ApprovalDesk(connection, clerk)
            .perform(.refund(order), note: nil, id: newID)
        switch outcome {
        case .done(.refund(let stored)): return described(stored)
        case .done: throw TestFailure("a refund is one")
        case .waits(let approval, let able):
            waiting = approval.id
            return "waits for \(able.map(\.name).joined(separator: " "))"
        }
    }

    private func plan(
        _ words: ArraySlice<String>,
        _ connection: Connection,
    ) throws -> AllocationPlan {
        switch words.first {
        case nil, "oldest": .oldestDueFirst
        case "all": .oldestDueOfAllAccounts
        case "none": .inOrder([])
        case _: .inOrder(try words.map { try invoice($0, connection).id })
        }
    }

    // MARK: - Words

    /// `2` is the second invoice.
    private func invoice(_ number: String, _ connection: Connection) throws -> Invoice {
        let name = "INV-2026-000\(number)"
        return try #require(try InvoiceRepository(connection).find(name), "no \(name)")
    }

    private func payment(_ reference: String, _ connection: Connection) throws -> StoredPayment {
        try #require(try PaymentRepository(connection).find(reference).first, "no \(reference)")
    }

    private func account(_ letter: String, _ connection: Connection) throws -> Account {
        let number = try #require(["a": 1, "b": 2, "c": 3][letter])
        return try #require(try CustomerRepository(connection).account("account-\(number)"))
    }

    private func described(_ stored: StoredPayment) -> String {
        let back = stored.refunded.isZero ? "" : ", \(stored.refunded.amount) went back"
        return "\(stored.payment.reference): \(stored.unallocated.amount) left\(back)"
    }

    /// All invoices and payments with what became of them.
    private func show() throws -> String {
        try fresh.open.read { connection in
            let invoices = try connection.all(
                "SELECT number, state, total, paid, credited FROM invoices ORDER BY number"
            ) { row in
                "\(row.text(0)) \(row.text(1)): \(row.integer(2)), paid \(row.integer(3))"
                    + (row.integer(4) > 0 ? ", credited \(row.integer(4))" : "")
            }
            let repository = PaymentRepository(connection)
            let payments = try PaymentList(connection).page(ListRequest()).records.map { summary in
                let parts = try repository.parts(of: summary.stored).map {
                    "\($0.amount.amount) of \($0.invoice) of \($0.account) on \($0.madeOn.iso8601)"
                }
                let refunds = try repository.refunds(of: summary.stored).map {
                    "\($0.amount.amount) back on \($0.madeOn.iso8601)"
                }
                return ([described(summary.stored)] + parts + refunds).joined(separator: "; ")
            }
            let total = try PaymentList(connection).totals().amounts.map { "\($0.amount)" }
            return (invoices + payments + total).joined(separator: "\n    ")
        }
    }

    private func newID() -> RecordID {
        nextID += 1
        return RecordID(bits: nextID)
    }
}

extension Currency {
    fileprivate static var euro: Currency { Currency(iso: "EUR")! }
}
