import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// Changes that wait for a second person, a line each: the day, who, what.
final class ApprovalStory {
    private let billable: BillableLedger
    private var approvals: [String: RecordID] = [:]
    private var nextID: UInt128 = 7_000_000

    var ledger: Ledger { billable.ledger }
    var path: String { billable.fresh.path }

    /// A ledger with people, an account on a contract, three issued invoices of 119.00 EUR, the
    /// second version of a plan and an add-on, both drafts, and a payment of 100.00 EUR.
    init() throws {
        billable = try BillableLedger(accounts: 1)
        try ledger.change(.test) { connection in
            let users = UserRepository(connection)
            for (name, role) in Self.people {
                try users.insert(
                    User(id: self.newID(), name: name, role: role, createdAt: .epoch)
                )
            }
        }
        let act = Act(actor: "anna", at: .epoch, cause: .command, action: "test.act")
        try ledger.change(act) { connection in
            let account = try #require(try CustomerRepository(connection).account("account-0"))
            for number in 1...3 {
                let invoice = Invoice.sample(number, of: account)
                try InvoiceRepository(connection).insert(invoice, lines: [Self.line(of: invoice)])
            }
            let today = CivilDate(year: 2026, month: 2, day: 1)!
            let clerk = InvoiceDesk.Clerk(name: "anna", now: .epoch, today: today)
            let payment = Payment(
                id: self.newID(),
                reference: "R-1",
                amount: try Money("100.00", .euro),
                receivedOn: today
            )
            _ = try PaymentDesk(connection, clerk).receive(payment, of: account.id, note: nil)
            let price = try PriceTerms(.flat(PreciseAmount(5), .inAdvance))
            let month = try CalendarDuration(months: 1)
            let card = RateCard(key: "seat", name: "Seat", prices: [.euro: price], cadence: month)
            try CatalogueRepository(connection).addOns.insert(
                VersionHistory(draft: AddOnDefinition(name: "Seats", rateCards: [card])),
                key: "seats",
                id: self.newID(),
                createdAt: .epoch
            )
            let plans = CatalogueRepository(connection).plans
            var history = try #require(try plans.history(of: "basic"))
            _ = try history.next()
            try plans.update(history, key: "basic")
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
            taxRate: try! PreciseAmount("0.19"),
            period: invoice.period
        )
    }

    private static let people: [(name: String, role: UserRole)] = [
        ("anna", .admin), ("bert", .support), ("boris", .support), ("carl", .finance),
        ("dora", .finance), ("vera", .viewer),
    ]

    /// The line with what it came to: the answer or the refusal.
    func play(_ line: String) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let day = try CivilDate(iso8601: words[0])
        let clerk = InvoiceDesk.Clerk(
            name: words[1],
            now: try ZoneRules.utc.startOfDay(day),
            today: day
        )
        return try "\(line)\n    "
            + named(Self.said { try answer(clerk, words[2], Array(words.dropFirst(3))) })
    }

    /// Answers and refusals in words; whatever else goes wrong is thrown.
    private static func said(_ body: () throws -> String) throws -> String {
        do {
            return try body()
        } catch let refusal as AccessRefusal {
            return "refused: \(refusal.reason.word) \(refusal.permission.rawValue)"
        } catch let error as ApprovalError {
            return "refused: \(words(error))"
        } catch let refusal as UndoRefusal {
            if case .kept(_, let rule, let other) = refusal {
                return "refused: \(rule)" + (other.map { "; \($0.words)" } ?? "")
            }
            return "refused: \("\(refusal)".prefix { $0 != "(" })"
        } catch let error as LedgerError {
            guard case .refused(let refusal) = error else { throw error }
            return "refused by the store: \(refusal.message)"
        } catch is PartyError {
            return "refused: the account is archived"
        } catch let error as ConflictError {
            return "refused: the \(error.kind.noun) was changed"
        } catch let error as any Error & CustomStringConvertible {
            return "refused: \(error)"
        }
    }

    private static func words(_ error: ApprovalError) -> String {
        switch error {
        case .obstacle(let id, .decided(let state, let decision)):
            "\(id) was \(state.rawValue) by \(decision.by)"
        case .obstacle(let id, let obstacle): "\(id) \(obstacle)"
        case .asked(let id): "\(id) waits already"
        case .unapproved(let act): "\(act.rawValue) needs a second person"
        case .unknown(let id): "no approval \(id)"
        case .gone(let noun, _): "the \(noun) is gone"
        }
    }

    private func answer(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
    ) throws -> String {
        switch verb {
        case "undo":
            let number = try words.first.map { try #require(Int($0)) }
            if let number {
                let undone = try ledger.cancel(number, by: clerk.name, at: clerk.now)
                return "took back \(undone.act.action)"
            }
            let undone = try ledger.cancelNext(.undo, by: clerk.name, at: clerk.now)
            return undone.map { "took back \($0.act.action)" } ?? "nothing to take back"
        case "redo":
            let undone = try ledger.cancelNext(.redo, by: clerk.name, at: clerk.now)
            return undone.map { "did \($0.act.action) again" } ?? "nothing to do again"
        case "list": return try list()
        default:
            let deed = Act(
                actor: clerk.name,
                at: clerk.now,
                cause: .command,
                action: Self.actions[verb] ?? "test.\(verb)"
            )
            return try ledger.change(deed) { connection in
                try act(clerk, verb, words, connection)
            }.answer
        }
    }

    private static let actions = [
        "grant": "credit.grant", "write-off": "invoice.write-off", "give-up": "invoice.give-up",
        "void": "invoice.void", "refund": "payment.refund", "credit": "credit-note.create",
        "publish": "plan.publish", "publish-add-on": "addon.publish",
        "prices": "contract.change", "set": "setting.set",
    ]

    private func act(
        _ clerk: InvoiceDesk.Clerk,
        _ verb: String,
        _ words: [String],
        _ connection: Connection,
    ) throws -> String {
        let desk = try ApprovalDesk(connection, clerk, zone: { _ in .utc })
        switch verb {
        case "approve": return state(try desk.approve(try approval(words[0])).approval)
        case "reject": return state(try desk.reject(try approval(words[0]), reason: words[1]))
        case "withdraw": return state(try desk.withdraw(try approval(words[0])))
        case "grant", "write-off", "give-up", "void", "refund", "credit", "publish",
            "publish-add-on", "prices":
            let request = try self.request(verb, words, clerk, connection)
            return try outcome(of: desk.perform(request, note: nil) { self.newID() }, connection)
        case "grant-at-once", "write-off-at-once", "give-up-at-once", "void-at-once",
            "refund-at-once", "credit-at-once":
            return try pass(verb, words, clerk, connection)
        case "set":
            let world = SettingValue.World(currency: { _ in nil }, timeZone: { $0 })
            let setting = try #require(LedgerSetting(rawValue: words[0]), "\(words)")
            let text = words.dropFirst().joined(separator: " ")
            let value = try SettingValue(setting, reading: text, in: world)
            try SettingRepository(connection).set(value)
            return "set"
        case "pay":
            let payment = Payment(
                id: newID(),
                reference: "R-\(nextID)",
                amount: try Money(words[1], .euro),
                receivedOn: clerk.today
            )
            let invoice = try invoice(words[0], connection)
            let payments = PaymentDesk(connection, clerk)
            let stored = try payments.receive(payment, of: invoice.account, note: nil)
            _ = try payments.allocate(stored, .inOrder([invoice.id]))
            return "paid"
        default:
            try connection.run(try #require(Self.statements[verb], "no act \(verb)"))
            return "done"
        }
    }

    /// What happens to the world meanwhile.
    private static let statements = [
        "archive-account": "UPDATE accounts SET state = 'archived' WHERE key = 'account-0'",
        "archive-bert": "UPDATE users SET state = 'archived' WHERE name = 'bert'",
        "change-plan": "UPDATE plans SET version = version + 1 WHERE key = 'basic'",
        "change-contract": "UPDATE contracts SET note = 'other' WHERE key = 'C-0'",
        "forge": "UPDATE approvals SET state = 'undone' WHERE state = 'approved'",
    ]

    private func request(
        _ verb: String,
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> ApprovalRequest {
        switch verb {
        case "grant":
            let id = newID()
            let account = try #require(try CustomerRepository(connection).account("account-0"))
            return .creditGrant(
                CreditOrder(id: id, account: account.id, amount: try Money(words[0], .euro))
            )
        case "publish":
            let desk = PlanDesk.plans(connection, at: clerk.now, zone: nil)
            return .planPublish(try #require(try desk.publication(of: "basic", from: nil)))
        case "publish-add-on":
            let desk = PlanDesk.addOns(connection, at: clerk.now, zone: nil)
            return .addOnPublish(try #require(try desk.publication(of: "seats", from: nil)))
        case "refund": return .refund(try refundOrder(words, connection))
        case "prices": return .contractPrices(try priceOrder(words, clerk, connection))
        case "credit":
            let invoice = try invoice(words[0], connection)
            let net = try Money(words[1], .euro)
            let note = try InvoiceDesk(connection, clerk)
                .previewCredit(invoice, .lines([LineCredit(1, .amount(net))]))
            return .creditNote(
                CreditNoteOrder(note, id: newID(), on: invoice.id, reason: nil)
            )
        default:
            let invoice = try invoice(words[0], connection)
            let open = try invoice.open()
            switch verb {
            case "void": return .void(invoice: invoice.id, total: invoice.totals.total)
            case "give-up": return .giveUp(invoice: invoice.id, most: open)
            default: return .writeOff(invoice: invoice.id, most: open)
            }
        }
    }

    private func refundOrder(_ words: [String], _ connection: Connection) throws -> RefundOrder {
        let payment = try #require(try PaymentRepository(connection).find("R-1").first)
        return RefundOrder(
            id: newID(),
            payment: payment.payment.id,
            amount: try Money(words[0], .euro)
        )
    }

    /// The fee of the contract by so many percent dearer, from its approval or from today on.
    private func priceOrder(
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> ContractPriceOrder {
        let contracts = ContractRepository(connection, zone: { _ in .utc })
        let record = try #require(try contracts.find("C-0"))
        let version = try RecordVersions(connection).version(of: record.id, .contract)
        let raise = ItemOverride("fee", .raise(percent: try PreciseAmount(words[0])))
        return ContractPriceOrder(
            contract: record.id,
            key: record.key,
            contractVersion: try #require(version),
            .items([raise], from: words.count > 1 ? clerk.now : nil)
        )
    }

    /// Does what nobody was asked about, as whoever does not know of approvals would.
    private func pass(
        _ verb: String,
        _ words: [String],
        _ clerk: InvoiceDesk.Clerk,
        _ connection: Connection,
    ) throws -> String {
        let desk = InvoiceDesk(connection, clerk)
        if verb == "void-at-once" {
            return try desk.void(invoice(words[0], connection)).state.rawValue
        }
        if verb == "give-up-at-once" {
            return try desk.giveUp(invoice(words[0], connection)).state.rawValue
        }
        if verb == "write-off-at-once" {
            return try desk.writeOff(invoice(words[0], connection), limit: nil).state.rawValue
        }
        if verb == "credit-at-once" {
            let net = LineCredit(1, .amount(try Money(words[1], .euro)))
            return try desk.credit(
                invoice(words[0], connection),
                .lines([net]),
                id: newID(),
                reason: nil
            ).note.number
        }
        if verb == "refund-at-once" {
            let refund = try refundOrder(words, connection).refund(on: clerk.today)
            let payment = try #require(try PaymentRepository(connection).find("R-1").first)
            let after = try PaymentDesk(connection, clerk).refund(refund, of: payment)
            return "\(after.unallocated.amount) left"
        }
        let account = try #require(try CustomerRepository(connection).account("account-0"))
        let id = newID()
        let order = CreditOrder(id: id, account: account.id, amount: try Money(words[0], .euro))
        let credit = try order.credit(on: clerk.today, at: clerk.now)
        _ = try CreditDesk(connection, clerk).grant(credit, id: id, to: account)
        return "done"
    }

    private func outcome(
        of outcome: ApprovalDesk.Outcome,
        _ connection: Connection,
    ) throws -> String {
        switch outcome {
        case .done: return "done"
        case .waits(let approval, let able):
            let name = "a\(approvals.count + 1)"
            approvals[name] = approval.id
            let who = able.map(\.name).joined(separator: " ")
            return "\(name) waits for \(who.isEmpty ? "nobody" : who)"
        }
    }

    // MARK: - Words

    private func approval(_ name: String) throws -> RecordID {
        try #require(approvals[name], "no approval \(name)")
    }

    private func invoice(_ number: String, _ connection: Connection) throws -> Invoice {
        try #require(try InvoiceRepository(connection).find(number))
    }

    private func state(_ approval: Approval) -> String {
        "\(approval.id) is \(approval.state.rawValue)"
    }

    /// Everything that the acts can have changed.
    private func list() throws -> String {
        try ledger.read { connection in
            let approvals = try ApprovalList(connection).page(ListRequest()).records
                .map { summary in
                    let approval = summary.approval
                    let amount = approval.request.amount.map { " \($0)" } ?? ""
                    let decider = approval.decision.map { " by \($0.by)" } ?? ""
                    return "\(approval.id) \(approval.request.act.rawValue) "
                        + "\(summary.subjectName)\(amount) \(approval.state.rawValue)\(decider)"
                }
            let credits = try connection.all("SELECT amount FROM credits ORDER BY row") {
                "credit \($0.text(0))"
            }
            let invoices = try connection.all("SELECT number, state FROM invoices ORDER BY row") {
                "\($0.text(0)) \($0.text(1))"
            }
            let notes = try connection.all("SELECT number, total FROM credit_notes") {
                "\($0.text(0)) \($0.text(1))"
            }
            let refunds = try connection.all("SELECT amount FROM refunds") {
                "refund \($0.text(0))"
            }
            let totals = try ApprovalList(connection).totals().amounts.map { "\($0.amount)" }
            let all = approvals + credits + invoices + notes + refunds + totals
            return all.joined(separator: "\n    ")
        }
    }

    private func named(_ text: String) -> String {
        approvals.reduce(text) { $0.replacing("\($1.value)", with: $1.key) }
    }

    private func newID() -> RecordID {
        nextID += 1
        return RecordID(bits: nextID)
    }
}

extension Currency {
    fileprivate static var euro: Currency { Currency(iso: "EUR")! }
}
