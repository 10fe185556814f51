import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// A ledger with one account and some approved invoices, and what workflows make of what is done
/// there, a line each: the day, who, what.
final class WorkflowStory {
    let fresh: FreshLedger
    private var nextID: UInt128 = 8_000_000
    private static let totals: [Int128] = [50_000, 100_000, 150_000, 200_000]

    init() throws {
        fresh = try FreshLedger(.throwaway)
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        try fresh.open.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            for (number, units) in Self.totals.enumerated() {
                let invoice = Invoice.sample(
                    number + 1,
                    of: account,
                    state: .approved,
                    minorUnits: units
                )
                try InvoiceRepository(connection).insert(invoice, lines: [Self.line(of: invoice)])
            }
        }
    }

    private static func line(of invoice: Invoice) -> InvoiceLine {
        InvoiceLine(
            invoice: invoice.id,
            position: 1,
            kind: .flat,
            product: "p",
            description: "Fee",
            quantity: Quantity(1),
            unit: "",
            unitPrice: nil,
            amount: invoice.totals.net,
            taxRate: .zero,
            period: invoice.period
        )
    }

    /// The line with what came of it.
    func play(_ line: String) -> String {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        do {
            let now = BillableLedger.instant(words[0])
            let rest = words.count > 3 ? words[3] : ""
            return "\(line)\n    \(try answer(words[1], now, words[2], rest))"
        } catch {
            return "\(line)\n    refused: \(Self.words(error))"
        }
    }

    private func answer(
        _ actor: String,
        _ now: Instant,
        _ verb: String,
        _ rest: String,
    ) throws -> String {
        switch verb {
        case "run": return try show(workflowRun(actor, now).run())
        case "hand":
            let parts = rest.split(separator: " ").map(String.init)
            let workflow = try fresh.open.read { try WorkflowRepository($0).find(parts[0]) }
            let run = try workflowRun(actor, now)
            return try show(run.run(#require(workflow), about: [Self.invoice(parts[1])]))
        case "retry": return try show(workflowRun(actor, now).retry(execution(rest)))
        case "undo":
            return "took back "
                + (try fresh.open.cancelNext(.undo, by: actor, at: now)
                    .map { $0.act.action } ?? "nothing")
        case "journal": return try journal(behind: #require(Int(rest)))
        case "credits": return try credits()
        case "note":
            let note = try fresh.open.read { try CustomerRepository($0).find("customer-1")?.note }
            return note.map { $0.replacing("\n", with: " / ") } ?? "nothing"
        default: return try change(actor, now, verb, rest)
        }
    }

    private func workflowRun(_ actor: String, _ now: Instant) throws -> WorkflowRun {
        try WorkflowRun(
            fresh.open,
            WorkflowRun.Clerk(name: actor, now: now, zone: .utc, id: newID, words: Self.words)
        )
    }

    private func newID() -> RecordID {
        nextID += 1
        return RecordID(bits: nextID)
    }

    private static func invoice(_ number: String) throws -> RecordID {
        RecordID(bits: 3000 + UInt128(try #require(Int(number))))
    }

    private func execution(_ place: String) throws -> RecordID {
        let row = try #require(Int(place))
        let found = try fresh.open.read { connection in
            try connection.first(
                "SELECT id FROM executions WHERE row = ?",
                [.integer(row)]
            ) { try $0.id(0) }
        }
        return try #require(found)
    }

    // MARK: - Acts

    private func change(
        _ actor: String,
        _ now: Instant,
        _ verb: String,
        _ rest: String,
    ) throws -> String {
        let names = [
            "issue": "invoice.issue", "void": "invoice.void", "reopen": "invoice.reopen",
            "let-in": "user.create", "pay": "payment.create", "allocate": "payment.allocate",
            "release": "payment.release", "refund": "payment.refund",
        ]
        let act = Act(
            actor: actor,
            at: now,
            cause: .command,
            action: names[verb] ?? "workflow.\(verb)"
        )
        return try fresh.open.change(act) { connection in
            let workflows = WorkflowRepository(connection)
            switch verb {
            case "issue", "void", "reopen":
                return try self.act(verb, rest, actor, now, connection)
            case "pay", "allocate", "release", "refund":
                return try payment(verb, rest, actor, now, connection)
            case "close":
                let month = try CivilDate(iso8601: "\(rest)-01")
                let checklist = CloseChecklist(of: month, [:])
                _ = try ClosedMonths(connection).close(checklist, id: newID(), by: act)
                return "closed"
            case "let-in":
                for word in rest.split(separator: " ") { try letIn(String(word), connection) }
                return "done"
            case "create":
                let definition = try WorkflowFile(Array(rest.utf8)).definition
                try workflows.insert(Workflow(id: newID(), definition, createdAt: now))
                return "a draft"
            default:
                let workflow = try #require(try workflows.find(rest))
                let version = try #require(
                    try RecordVersions(connection).version(of: workflow.id, .workflow)
                )
                switch verb {
                case "activate": try workflows.activate(workflow, by: actor, from: version)
                case "pause": try workflows.pause(workflow, from: version)
                case "delete": try workflows.delete(workflow)
                default: throw TestFailure("no verb \(verb)")
                }
                return "done"
            }
        }.answer
    }

    private func act(
        _ verb: String,
        _ numbers: String,
        _ actor: String,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> String {
        let day = try ZoneRules.utc.date(of: now)
        let clerk = InvoiceDesk.Clerk(name: actor, now: now, today: day)
        let desk = InvoiceDesk(connection, clerk)
        return try numbers.split(separator: " ").map { number in
            let id = try Self.invoice(String(number))
            let invoice = try #require(try InvoiceRepository(connection).find("\(id)"))
            switch verb {
            case "void": return try desk.void(invoice).state.rawValue
            case "reopen": return try desk.reopen(invoice).state.rawValue
            default: return try desk.issue(invoice, on: day, dueAfterDays: 30).number ?? ""
            }
        }.joined(separator: " ")
    }

    /// `pay R-1 500.00`, `pay R-1 500.00 none`, `allocate R-1 3`, `release R-1 3`,
    /// `refund R-1 5.00`
    private func payment(
        _ verb: String,
        _ rest: String,
        _ actor: String,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> String {
        let words = rest.split(separator: " ").map(String.init)
        let clerk = InvoiceDesk.Clerk(name: actor, now: now, today: try ZoneRules.utc.date(of: now))
        let desk = PaymentDesk(connection, clerk)
        let euro = try #require(Currency(iso: "EUR"))
        let found = try PaymentRepository(connection).find(words[0]).first
        let invoice = try words.dropFirst().last.flatMap { word in
            Int(word) == nil
                ? nil : try InvoiceRepository(connection).find("\(Self.invoice(word))")
        }
        let after: StoredPayment
        switch verb {
        case "pay":
            let own = Payment(
                id: newID(),
                reference: words[0],
                amount: try Money(words[1], euro),
                receivedOn: clerk.today
            )
            let account = try #require(try CustomerRepository(connection).account("account-1"))
            let stored = try desk.receive(own, of: account.id, note: nil)
            after = words.count > 2 ? stored : try desk.allocate(stored, .oldestDueFirst)
        case "allocate":
            let plan = invoice.map { AllocationPlan.inOrder([$0.id]) } ?? .oldestDueFirst
            after = try desk.allocate(#require(found), plan)
        case "release": after = try desk.release(#require(found), from: #require(invoice))
        case _:
            let refund = Refund(
                id: newID(),
                payment: try #require(found).payment.id,
                amount: try Money(words[1], euro),
                madeOn: clerk.today,
                note: nil
            )
            after = try desk.refund(refund, of: #require(found))
        }
        return "\(after.unallocated.amount) left"
    }

    /// `bert:support`
    private func letIn(_ word: String, _ connection: Connection) throws {
        let parts = word.split(separator: ":").map(String.init)
        let users = UserRepository(connection)
        let role = try #require(UserRole(rawValue: parts[1]))
        if var user = try users.find(parts[0]) {
            user.role = role
            let version = try RecordVersions(connection).version(of: user.id, .user)
            return try users.update(user, from: #require(version))
        }
        try users.insert(User(id: newID(), name: parts[0], role: role, createdAt: .epoch))
    }

    // MARK: - Showing

    /// What ended, with what became of the steps.
    private func show(_ outcome: WorkflowRun.Outcome) throws -> String {
        let head = "begun \(outcome.begun), skipped \(outcome.skipped)"
        return try fresh.open.read { connection in
            let executions = ExecutionRepository(connection)
            let lines = try outcome.performed.map { id in
                let execution = try #require(try executions.find(id))
                let log = try executions.outcomes(of: id).map { outcome in
                    "\(outcome.step) \(outcome.kind.rawValue)"
                        + (outcome.entry.map { " by entry \($0)" } ?? "")
                        + (outcome.reason.map { " (\($0))" } ?? "")
                }
                let number = execution.record.bits % 1000
                return "\(execution.definition.key) of \(execution.definition.subject) "
                    + "\(number): "
                    + "\(execution.state.rawValue)"
                    + (execution.reason.map { ", \($0)" } ?? "")
                    + (execution.depth > 0 ? ", depth \(execution.depth)" : "")
                    + log.map { "\n        \($0)" }.joined()
            }
            return ([head] + lines).joined(separator: "\n    ")
        }
    }

    private func journal(behind number: Int) throws -> String {
        try fresh.open.read { connection in
            try connection.all(
                "SELECT number, actor, cause, action FROM journal WHERE number > ? ORDER BY number",
                [.integer(number)]
            ) { "\($0.integer(0)) \($0.text(1)) \($0.text(2)) \($0.text(3))" }
            .joined(separator: "\n    ")
        }
    }

    private func credits() throws -> String {
        try fresh.open.read { connection in
            try connection.all(
                "SELECT amount, effective_on, expires_on, purpose FROM credits ORDER BY row"
            ) { row in
                let end = row.optionalText(2) ?? "the end of time"
                return "\(row.integer(0)) from \(row.text(1)) to \(end): \(row.text(3))"
            }.joined(separator: "\n    ")
        }
    }

    /// An error without the ids, which are made here.
    private static func words(_ error: any Error) -> String {
        switch error {
        case let refusal as AccessRefusal:
            "\(refusal.actor) lacks \(refusal.permission.rawValue): \(refusal.reason.word)"
        case LedgerError.refused(let error): error.message
        case let refusal as InvoiceRefusal: "\(refusal.obstacle)"
        default: String("\(error)".prefix { $0 != "(" })
        }
    }
}
