import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// What happens to the credits of one account, a line each: the day, who, what.
final class CreditStory {
    let billable: BillableLedger
    private var credits: [String: RecordID] = [:]
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
        default: return try edit(invoice, verb, words, desk)
        }
    }

    /// Words such as `A 100.00 priority=2 from=2025-02-01 expires=2025-03-01 product=calls`.
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
        let credit = try MoneyCredit(
            id: id.description,
            amount: Money(words[1], account.currency),
            priority: settings["priority"].flatMap { Int($0) } ?? 1,
            effectiveOn: try settings["from"].map { try CivilDate(iso8601: $0) } ?? clerk.today,
            expiresOn: try settings["expires"].map { try CivilDate(iso8601: $0) },
            createdAt: clerk.now,
            scope: .init(products: Set([settings["product"]].compactMap(\.self)))
        )
        return try desk.grant(credit, id: id, to: account)
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

    private func named(_ text: String) -> String {
        (Array(credits) + Array(invoices)).reduce(text) {
            $0.replacing("\($1.value)", with: $1.key)
        }
    }
}
