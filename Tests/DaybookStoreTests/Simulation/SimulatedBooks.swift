import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// A ledger with two consoles on it, on which steps are played.
final class SimulatedBooks {
    let path: String
    private var consoles: [Ledger] = []

    init(_ path: String) {
        self.path = path
    }

    private func console(_ number: Int) throws -> Ledger {
        if consoles.isEmpty { consoles = try [Ledger(opening: path), Ledger(opening: path)] }
        return consoles[number]
    }

    /// Both programs end.
    func close() {
        consoles = []
    }

    /// Plays a step; answers what it came to, where that is not a matter of chance. What the
    /// ledger's rules refuse is an answer, what the disk refuses is thrown.
    @discardableResult
    func play(_ step: SimulatedStep) throws -> String {
        do {
            return try outcome(of: step, on: console(step.console))
        } catch let error as InvoiceRefusal {
            return "refused: \(error.obstacle)"
        } catch let error as PaymentError {
            return "refused: \(error.problem)"
        } catch let error as CreditNoteError {
            return "refused: \(error.problem)"
        } catch let error as CreditError {
            return "refused: \(error)"
        } catch let error as ApprovalError {
            return "refused: \(error)"
        } catch let error as DraftEditError {
            return "refused: \(error)"
        } catch is DraftRecalculation.Handwritten {
            return "refused: nothing to recalculate"
        } catch let error as BillingProblem {
            return "refused: \(error)"
        } catch is UndoRefusal {
            return "refused: cannot be taken back"
        }
    }

    private func outcome(of step: SimulatedStep, on ledger: Ledger) throws -> String {
        switch step.kind {
        case .restart:
            close()
            return "restarted"
        case .ingest: return try ingest(step, ledger)
        case .bill: return try bill(step, ledger)
        case .undo:
            // Another moment than that of the act: entries tell when.
            let undone = try ledger.cancelNext(.undo, by: actor(step), at: now(step))
            return undone.map { "took back \($0.act.action)" } ?? "nothing to take back"
        case .push: return try push(step, ledger)
        case .approve, .reopen, .issue, .pay, .allocate, .credit, .void, .giveUp, .reinstate,
            .delete, .grantCredit, .deductCredit, .voidCredit, .askCredit, .decide, .writeDraft,
            .editDraft, .recalculate, .release, .refund:
            let act = Act(
                actor: actor(step),
                at: now(step),
                cause: .command,
                action: "simulation.\(step.kind.rawValue.lowercased())"
            )
            return try ledger.change(act) { try self.act(step, $0) }.answer
        }
    }

    private func actor(_ step: SimulatedStep) -> String { step.console == 0 ? "anna" : "bert" }

    private func now(_ step: SimulatedStep) -> Instant {
        try! BillableLedger.start.adding(
            microseconds: Int64(step.day) * 86_400_000_000 + Int64(step.index)
        )
    }

    // MARK: - Usage and runs

    private func ingest(_ step: SimulatedStep, _ ledger: Ledger) throws -> String {
        var ingest = try EventIngest(ledger, origin: "\(step.index)", zone: .utc, at: now(step))
        var packer = EventPacker(ingest.setting)
        for number in 0..<(step.amount % 40) {
            // Some come twice, some are of nobody.
            let id = number % 9 == 8 ? number - 3 : number
            packer.add(
                UsageEvent(
                    id: "\(step.choice % 7)-\(id)",
                    source: "simulation",
                    type: "call",
                    subject: "account-\((id + step.choice) % 13)",
                    time: try BillableLedger.start.adding(
                        microseconds: Int64((step.choice + id * 3) % 120) * 86_400_000_000
                    ),
                    data: #"{"count":\#(id * 7 + 1)}"#
                ),
                line: number + 1
            )
        }
        try ingest.write(packer.take(isLast: true))
        return "ingested"
    }

    private func bill(_ step: SimulatedStep, _ ledger: Ledger) throws -> String {
        // Runs of the simulation stay within half a year, whatever the clock says.
        let asOf = try BillableLedger.start.adding(
            microseconds: Int64(min(max(step.day, 0), 180)) * 86_400_000_000
        )
        let setting = BillingRun.Setting(asOf: asOf, zone: { _ in .utc }, batchSize: 5)
        var number = 0
        try BillingRun(ledger, setting).run(
            Act(actor: actor(step), at: now(step), cause: .run, action: "bill.run"),
            id: {
                number += 1
                // A run that is done again must not meet its own first half.
                return RecordID(bits: .random(in: (1 << 80)...(1 << 120)) + UInt128(number))
            }
        )
        return "billed"
    }

    /// A remote hears of the next changes, and says yes, no, or nothing.
    private func push(_ step: SimulatedStep, _ ledger: Ledger) throws -> String {
        let act = Act(actor: actor(step), at: now(step), cause: .sync, action: "sync.push")
        try ledger.require(act)
        return try ledger.write { connection in
            let outbox = OutboxRepository(connection)
            let next = try outbox.entries(
                of: Remote.sample(1, []).id,
                .waiting,
                limit: step.amount % 4
            )
            for entry in next {
                try outbox.settle(entry.number, as: .sent)
                switch (step.choice + entry.number) % 3 {
                case 0: try outbox.settle(entry.number, as: .done)
                case 1: try outbox.settle(entry.number, as: .refused, problem: "no such plan")
                default: try outbox.settle(entry.number, as: .waiting, problem: "no answer")
                }
            }
            return "\(next.count) told"
        }
    }

    // MARK: - Documents

    private func act(_ step: SimulatedStep, _ connection: Connection) throws -> String {
        let day = try ZoneRules.utc.date(of: now(step))
        let clerk = InvoiceDesk.Clerk(name: actor(step), now: now(step), today: day)
        let desk = InvoiceDesk(connection, clerk)
        let payments = PaymentDesk(connection, clerk)
        if let answer = try actOnPayment(step, payments, connection) { return answer }
        if let answer = try actOnCredit(step, clerk, connection) { return answer }
        if let answer = try actOnApproval(step, clerk, connection) { return answer }
        if step.kind == .writeDraft { return try writeDraft(step, desk) }
        guard let invoice = try chosenInvoice(step, connection) else { return "no invoice" }
        let id = RecordID(bits: UInt128(5_000_000 + step.index))
        switch step.kind {
        case .approve: return try desk.approve(invoice).state.rawValue
        case .reopen: return try desk.reopen(invoice).state.rawValue
        case .issue:
            let number = try desk.issue(invoice, on: day, dueAfterDays: 30).number
            return number ?? "no number"
        case .void: return try desk.void(invoice).state.rawValue
        case .giveUp: return try desk.giveUp(invoice).state.rawValue
        case .reinstate: return try desk.reinstate(invoice).state.rawValue
        case .delete:
            try desk.delete(invoice)
            return "deleted"
        case .credit:
            let part = TimeRatio(Int64(step.amount % 3 + 1), over: 3)
            let scope: CreditScope = step.amount % 4 == 0 ? .rest : .part(part)
            let back = CreditBack(
                id: RecordID(bits: UInt128(7_000_000 + step.index)),
                expiresOn: nil
            )
            return try desk.credit(
                invoice,
                scope,
                id: id,
                reason: nil,
                asCredit: step.choice % 2 == 0 ? back : nil
            ).note.number
        case .pay:
            let payment = Payment(
                id: id,
                reference: "T\(step.index)",
                amount: Money(minorUnits: Int128(step.amount), invoice.currency),
                receivedOn: day
            )
            let received = try payments.receive(payment, of: invoice.account, note: nil)
            let paid = try payments.allocate(received, .inOrder([invoice.id]))
            return "\(paid.unallocated) left"
        case .editDraft: return try edit(invoice, step, desk)
        case .recalculate: return try recalculate(invoice, desk)
        case .ingest, .bill, .undo, .restart, .allocate, .release, .refund, .grantCredit,
            .deductCredit, .voidCredit, .writeDraft, .push, .askCredit, .decide:
            preconditionFailure("\(step.kind) is not done to an invoice")
        }
    }

    /// Nil for acts on something else.
    private func actOnCredit(
        _ step: SimulatedStep,
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String? {
        let desk = CreditDesk(connection, clerk)
        if step.kind == .grantCredit {
            let repository = CustomerRepository(connection)
            guard let account = try repository.account("account-\(step.choice % 12)") else {
                return "no account"
            }
            let id = RecordID(bits: UInt128(5_000_000 + step.index))
            let credit = try MoneyCredit(
                id: id.description,
                amount: Money(minorUnits: Int128(step.amount), account.currency),
                priority: step.choice % 3,
                effectiveOn: clerk.today.adding(days: step.choice % 4 == 0 ? 10 : 0),
                expiresOn: step.choice % 5 == 0 ? clerk.today.adding(days: 40) : nil,
                createdAt: clerk.now,
                recurrence: Self.recurrence(step, clerk.today, account.currency)
            )
            return try "\(desk.grant(credit, id: id, to: account).sums(on: clerk.today).left)"
        }
        guard step.kind == .deductCredit || step.kind == .voidCredit else { return nil }
        let ids = try connection.all("SELECT id FROM credits ORDER BY id") { $0.text(0) }
        guard !ids.isEmpty,
            let credit = try CreditRepository(connection).find(ids[step.choice % ids.count])
        else { return "no credit" }
        if step.kind == .voidCredit {
            return try "\(desk.void(credit, note: nil).sums(on: clerk.today).voided) voided"
        }
        let amount = Money(minorUnits: Int128(step.amount / 5 + 1), credit.credit.amount.currency)
        return try "\(desk.deduct(amount, of: credit, note: nil).sums(on: clerk.today).left)"
    }

    /// Of every third one; of some a part goes on, and some end.
    private static func recurrence(
        _ step: SimulatedStep,
        _ today: CivilDate,
        _ currency: Currency,
    ) throws -> CreditRecurrence? {
        guard step.choice % 3 == 0 else { return nil }
        let first = try today.adding(days: step.choice % 4 == 0 ? 10 : 0)
        let most = Money(minorUnits: Int128(step.amount % 2 * step.amount / 2), currency)
        return try CreditRecurrence(
            from: first,
            every: step.choice % 2 == 0 ? CalendarDuration(months: 1) : CalendarDuration(days: 11),
            until: step.choice % 9 == 0 ? first.adding(days: 80) : nil,
            CreditRollover(minimum: .zero(currency), maximum: most)
        )
    }

    /// Asks for a credit, or decides on what was asked for; nil for acts on something else.
    private func actOnApproval(
        _ step: SimulatedStep,
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String? {
        let desk = try ApprovalDesk(connection, clerk)
        if step.kind == .askCredit {
            let repository = CustomerRepository(connection)
            guard let account = try repository.account("account-\(step.choice % 12)") else {
                return "no account"
            }
            let order = CreditOrder(
                id: RecordID(bits: UInt128(5_000_000 + step.index)),
                account: account.id,
                amount: Money(minorUnits: Int128(step.amount), account.currency)
            )
            let outcome = try desk.perform(.creditGrant(order), note: nil) {
                RecordID(bits: UInt128(6_000_000 + step.index))
            }
            if case .waits = outcome { return "waits" }
            return "done"
        }
        guard step.kind == .decide else { return nil }
        let condition = step.choice % 10 == 0 ? "" : "WHERE state = 'waiting'"
        let ids = try connection.all("SELECT id FROM approvals \(condition) ORDER BY id") {
            try $0.id(0)
        }
        guard !ids.isEmpty else { return "no approval" }
        let id = ids[step.choice % ids.count]
        switch step.amount % 5 {
        case 0: return try desk.withdraw(id).state.rawValue
        case 1: return try desk.reject(id, reason: "no").state.rawValue
        case _: return try desk.approve(id).approval.state.rawValue
        }
    }

    /// Of the invoices that the act is meant for; now and then of all of them.
    private func chosenInvoice(_ step: SimulatedStep, _ connection: Connection) throws -> Invoice? {
        let states: String
        switch step.kind {
        case .approve, .delete, .editDraft, .recalculate: states = "'draft'"
        case .reopen, .issue: states = "'approved'"
        case .pay, .void, .giveUp: states = "'issued', 'partially_paid', 'uncollectible'"
        case .credit: states = "'issued', 'partially_paid', 'paid'"
        case .reinstate: states = "'uncollectible', 'paid'"
        case .ingest, .bill, .undo, .restart, .allocate, .release, .refund, .grantCredit,
            .deductCredit, .voidCredit, .writeDraft, .push, .askCredit, .decide:
            return nil
        }
        let condition = step.choice % 10 == 0 ? "" : "WHERE invoices.state IN (\(states))"
        let ids = try connection.all(
            """
            SELECT invoices.id FROM invoices JOIN accounts ON accounts.row = account
            \(condition)
            ORDER BY accounts.key, period_from, total, number, invoices.state, net
            """
        ) { $0.text(0) }
        return try ids.isEmpty
            ? nil : InvoiceRepository(connection).find(ids[step.choice % ids.count])
    }

    // MARK: - What is in the books

    /// All that counts, without ids and times, which are a matter of chance.
    func content() throws -> [String] {
        try Ledger(opening: path).read { connection in
            try Self.queries.flatMap { sql in
                try connection.all(sql) { row in
                    (0..<12).map { row.text($0) }.joined(separator: "|")
                }.sorted()
            }
        }
    }

    /// Twelve columns each.
    private static let queries = [
        """
        SELECT accounts.key, ifnull(number, ''), invoices.state, net, tax, total, paid,
            credited, ifnull(issued_on, ''), ifnull(due_on, ''),
            ifnull(prepared_by, ''), ifnull(approved_by, '')
        FROM invoices JOIN accounts ON accounts.row = account
            LEFT JOIN invoice_signatures ON invoice = invoices.row
        """,
        """
        SELECT accounts.key, ifnull(number, ''), position, kind, quantity, lines.amount,
            item, item_period, cause, '', '', ''
        FROM lines JOIN line_origins ON line = lines.row
            JOIN invoices ON invoices.row = lines.invoice
            JOIN accounts ON accounts.row = account
        """,
        """
        SELECT accounts.key, ifnull(number, ''), position, kind, quantity, lines.amount,
            description, unit_price, tax_rate, '', '', ''
        FROM lines JOIN invoices ON invoices.row = lines.invoice
            JOIN accounts ON accounts.row = account
        WHERE lines.row NOT IN (SELECT line FROM line_origins)
        """,
        """
        SELECT reference, payments.amount, ifnull(number, ''),
            ifnull(allocations.amount, ''), '', '', '', '', '', '', '', ''
        FROM payments LEFT JOIN allocations ON payment = payments.row
            LEFT JOIN invoices ON invoices.row = invoice
        """,
        """
        SELECT reference, refunds.id, refunds.amount, made_on, '', '', '', '', '', '', '', ''
        FROM refunds JOIN payments ON payments.row = payment
        """,
        """
        SELECT number, net, tax, total, issued_on, '', '', '', '', '', '', ''
        FROM credit_notes
        """,
        """
        SELECT month, is_contra, currency, sum(revenue_entries.amount), '', '', '', '', '',
            '', '', ''
        FROM revenue_entries JOIN lines ON lines.row = line
            JOIN invoices ON invoices.row = lines.invoice GROUP BY 1, 2, 3
        """,
        """
        SELECT credits.id, kind, credit_entries.amount, made_on, ifnull(renews_days, ''),
            ifnull(stopped_on, ''), ifnull(stopped_after IS NULL, ''), '', '', '', '', ''
        FROM credits JOIN credit_entries ON credit = credits.row
        """,
        """
        SELECT id, kind, subject, request, amount, state, prepared_by, prepared_at,
            ifnull(decided_by, ''), ifnull(decided_at, ''), ifnull(reason, ''), ifnull(result, '')
        FROM approvals
        """,
        """
        SELECT credits.id, accounts.key, position, line_credits.amount, '', '', '', '', '',
            '', '', ''
        FROM line_credits JOIN credits ON credits.row = credit
            JOIN lines ON lines.row = line
            JOIN invoices ON invoices.row = lines.invoice
            JOIN accounts ON accounts.row = invoices.account
        """,
        """
        SELECT noun, change, state, attempts, count(*), '', '', '', '', '', '', ''
        FROM outbox GROUP BY 1, 2, 3, 4
        """,
        """
        SELECT number, credits.id, credit_note_credits.amount, ifnull(paid, ''), '', '', '', '',
            '', '', '', ''
        FROM credit_note_credits JOIN credit_notes ON credit_notes.row = note
            JOIN credits ON credits.row = credit
        """,
        "SELECT prefix, first, last, '', '', '', '', '', '', '', '', '' FROM number_series",
        """
        SELECT event_subjects.name, id, time, data, '', '', '', '', '', '', '', ''
        FROM events JOIN event_subjects ON event_subjects.row = subject
        """,
    ]

    func problems() throws -> [String] {
        let ledger = try Ledger(opening: path)
        let rules = try ledger.read { connection in
            try LedgerHealth(connection).problems + RollupCheck(connection).problems()
        }
        let fault = try ledger.verifyJournal().fault
        return rules + (fault.map { ["\($0)"] } ?? [])
    }
}
