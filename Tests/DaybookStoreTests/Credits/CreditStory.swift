import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// What happens to the credits of one account, a line each: the day, who, what.
final class CreditStory {
    let billable: BillableLedger
    var credits: [String: RecordID] = [:]
    var invoices: [String: RecordID] = [:]
    var nextID: UInt128 = 7_000_000

    init() throws {
        billable = try BillableLedger(accounts: 1)
    }

    /// The line with what it came to: the answer or the refusal.
    func play(_ line: String) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let day = try CivilDate(iso8601: words[0])
        let clerk = InvoiceDesk.Clerk(
            name: words[1],
            now: BillableLedger.instant(words[0]),
            today: day
        )
        do {
            return "\(line)\n    \(try answer(clerk, words[2], Array(words.dropFirst(3))))"
        } catch let error as CreditError {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as InvoiceRefusal {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as DraftEditError {
            return "\(line)\n    refused: \(error)"
        } catch let error as DraftRecalculation.Handwritten {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as CreditNoteError {
            return "\(line)\n    refused: \(error)"
        } catch let error as RecordInUse {
            let counts = error.references.map { "\($0.count) \($0.table)" }
            return "\(line)\n    refused: there are \(counts.joined(separator: ", "))"
        } catch LedgerError.refused(let refusal) {
            return "\(line)\n    refused: \(refusal.message)"
        } catch let error as PaymentError {
            return "\(line)\n    refused: \(named("\(error)"))"
        } catch let error as UndoRefusal {
            return "\(line)\n    refused: \(error)"
        }
    }

    private func answer(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
    ) throws -> String {
        switch verb {
        case "bill": return try bill(words[0], clerk)
        case "balance":
            let ledger = try billable.ledger.read { connection in
                try CreditRepository(connection).ledger(of: RecordID(bits: 2000))
            }
            let day = try words.first.map { try CivilDate(iso8601: $0) } ?? clerk.today
            return "\(try #require(ledger).balance(on: day))"
        case "undo":
            let undone = try billable.ledger.cancelNext(.undo, by: clerk.name, at: clerk.now)
            return undone.map { "took back \($0.act.action)" } ?? "nothing to take back"
        default:
            let deed = Act(
                actor: clerk.name,
                at: clerk.now,
                cause: .command,
                action: "test.\(verb)"
            )
            return try billable.ledger.change(deed) { connection in
                try act(clerk, verb, words, connection)
            }.answer
        }
    }

    private func act(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
        _ connection: Connection,
    ) throws -> String {
        let desk = CreditDesk(connection, clerk)
        switch verb {
        case "grant":
            let stored = try grant(words, clerk, desk, connection)
            credits[words[0]] = stored.id
            return try described(stored, on: clerk.today)
        case "deduct":
            let credit = try credit(words[0], connection)
            let amount = try Money(words[1], credit.credit.amount.currency)
            let after = try desk.deduct(amount, of: credit, note: nil)
            return try described(after, on: clerk.today)
        case "void-credit":
            let after = try desk.void(credit(words[0], connection), note: nil)
            return try described(after, on: clerk.today)
        case "show":
            return try described(credit(words[0], connection), on: clerk.today)
        case "history": return try history(credit(words[0], connection), clerk, connection)
        case "describe":
            let after = try desk.describe(credit(words[0], connection), purpose: words[1])
            return after.credit.purpose
        case "remove-credit":
            try desk.delete(credit(words[0], connection))
            return "gone"
        case "close":
            try connection.run(
                """
                INSERT INTO closed_months (id, month, closed_at, closed_by, left_open)
                VALUES (?, ?, 0, ?, '')
                """,
                [
                    .text(String(repeating: "0", count: 19) + words[0]),
                    .text("\(words[0])-01"), .text(clerk.name),
                ]
            )
            return "closed"
        default:
            return try act(InvoiceDesk(connection, clerk), verb, words, connection)
        }
    }

    private func act(
        _ desk: InvoiceDesk,
        _ verb: String,
        _ words: [String],
        _ connection: Connection,
    ) throws -> String {
        let letter = words[0]
        if verb == "write" { return try write(words, desk, connection) }
        let id = try #require(invoices[letter], "no invoice \(letter)")
        let invoice = try #require(try InvoiceRepository(connection).find("\(id)"))
        switch verb {
        case "approve": return try desk.approve(invoice).state.rawValue
        case "issue":
            let issued = try desk.issue(invoice, on: desk.today, dueAfterDays: 30)
            return "\(issued.state.rawValue), to pay \(issued.totals.total)"
        case "void": return try desk.void(invoice).state.rawValue
        case "delete":
            try desk.delete(invoice)
            return "gone"
        case "pay": return try pay(invoice, words[1], desk)
        case "release": return try release(invoice, desk)
        case "note": return try note(invoice, Array(words.dropFirst()), desk)
        default: return try edit(invoice, verb, words, desk)
        }
    }

    /// Words such as `A 100.00 priority=2 from=2025-02-01 expires=2025-03-01 product=calls`, and
    /// `every=P1M times=3 least=1.00 most=5.00` of one that recurs.
    private func grant(
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ desk: CreditDesk,
        _ connection: Connection,
    ) throws -> StoredCredit {
        var settings: [String: String] = [:]
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=").map(String.init)
            settings[parts[0]] = parts[1]
        }
        let account = try #require(try CustomerRepository(connection).account("account-0"))
        nextID += 1
        let id = RecordID(bits: nextID)
        let first = try settings["from"].map { try CivilDate(iso8601: $0) } ?? clerk.today
        let credit = try MoneyCredit(
            id: id.description,
            amount: Money(words[1], account.currency),
            priority: settings["priority"].flatMap { Int($0) } ?? 1,
            effectiveOn: first,
            expiresOn: try settings["expires"].map { try CivilDate(iso8601: $0) },
            createdAt: clerk.now,
            scope: .init(products: Set([settings["product"]].compactMap(\.self))),
            recurrence: recurrence(settings, from: first, account.currency)
        )
        return try desk.grant(credit, id: id, to: account)
    }

    private func recurrence(
        _ settings: [String: String],
        from first: CivilDate,
        _ currency: Currency,
    ) throws -> CreditRecurrence? {
        guard let every = try settings["every"].map({ try CalendarDuration(iso8601: $0) }) else {
            return nil
        }
        let least = settings["least"] ?? "0"
        let rollover = try CreditRollover(
            minimum: Money(least, currency),
            maximum: Money(settings["most"] ?? least, currency)
        )
        guard let times = settings["times"] else {
            let until = try settings["until"].map { try CivilDate(iso8601: $0) }
            return try CreditRecurrence(from: first, every: every, until: until, rollover)
        }
        return try CreditRecurrence(from: first, every: every, times: Int(times)!, rollover)
    }

    /// `2025-01-31 granted 10.00 [note]`, and so on.
    private func history(
        _ credit: StoredCredit,
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String {
        try CreditRepository(connection).entries(of: credit, on: clerk.today).map { entry in
            "\(entry.entry.on.iso8601) \(entry.entry.kind.name) \(entry.entry.amount.amount)"
        }.joined(separator: ", ")
    }

    // MARK: - Runs

    private func bill(_ date: String, _ clerk: InvoiceDesk.Clerk) throws -> String {
        let act = Act(actor: clerk.name, at: clerk.now, cause: .run, action: "bill.run")
        var bills: [AccountBill] = []
        try billable.run(asOf: date).run(
            act,
            id: {
                nextID += 1
                let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(invoices.count))
                invoices["\(letter)"] = RecordID(bits: nextID)
                return RecordID(bits: nextID)
            }
        ) { batch in
            bills += batch
            return true
        }
        let drafts = bills.flatMap(\.invoices)
        return drafts.isEmpty ? "nothing" : drafts.map(described).joined(separator: "; ")
    }

    private func described(_ draft: DraftInvoice) -> String {
        let lines = draft.lines.map { line in
            let title = line.charge.basis?.title ?? line.charge.key
            let credits = line.credits.map { " less \($0.amount.amount) of \(named($0.credit))" }
            return "\(title) \(line.charge.amount.amount)\(credits.joined())"
        }
        return lines.joined(separator: ", ") + ": net \(draft.totals.taxExclusive), with tax "
            + "\(draft.totals.taxInclusive)"
    }

    // MARK: - Words

    private func credit(_ letter: String, _ connection: Connection) throws -> StoredCredit {
        let id = try #require(credits[letter], "no credit \(letter)")
        guard let stored = try CreditRepository(connection).find("\(id)") else {
            throw CreditError.unknown("\(id)")
        }
        return stored
    }

    private func described(_ stored: StoredCredit, on day: CivilDate) throws -> String {
        let sums = try stored.sums(on: day)
        var words = "\(try stored.standing(on: day).rawValue): given \(sums.given.amount)"
        for (name, amount) in [
            ("used", sums.used), ("deducted", sums.deducted), ("voided", sums.voided),
            ("expired", sums.expired),
        ] where !amount.isZero { words += ", \(name) \(amount.amount)" }
        return words + ", left \(sums.left.amount)"
    }

    func named(_ text: String) -> String {
        (Array(credits) + Array(invoices)).reduce(text) {
            $0.replacing("\($1.value)", with: $1.key)
        }
    }
}
