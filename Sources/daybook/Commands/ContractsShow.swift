import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let contractsShow = Command(
        ["contracts", "show"],
        summary: "Show one contract: its plans one after the other, and what is charged now",
        discussion: """
            With --json `terms` has all that was agreed, in the form in which the ledger keeps it.
            """,
        arguments: [Session.contractArgument],
        examples: [Example("daybook contracts show C-7", "Show the contract of this number")],
        exits: [ExitNote(.notFound, "there is no such contract")],
        run: { session in
            let word = session.invocation.argument("CONTRACT")
            let now = try session.now()
            let profile = try session.read { connection in
                let repository = ContractRepository(connection, zone: session.zoneRules)
                guard let record = try Session.inAnyCase(word, repository.find) else {
                    throw Failure.notFound("contract", word, list: "contracts list")
                }
                return ContractProfile(
                    record: record,
                    untaxed: try UntaxedCodes(record.contract, connection),
                    owner: try CustomerRepository(connection).owner(of: record.account),
                    version: try RecordVersions(connection).version(of: record.id, .contract),
                    now: now
                )
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(try profile.json())
            } else if session.invocation.flag("csv") {
                let fields = profile.itemFields
                try session.writeCSV(CSVRow.names(fields))
                for item in try profile.items() {
                    try session.writeCSV(CSVRow.cells(item, fields))
                }
            } else {
                try session.write(try profile.text(session))
            }
        }
    )
}

/// A contract with all that one looks at when one looks at it.
private struct ContractProfile {
    let record: ContractRecord
    let untaxed: UntaxedCodes
    let owner: AccountOwner
    let version: Int?
    let now: Instant

    private var contract: Contract { record.contract }
    private var state: ContractState { contract.state(at: now) }

    private func day(_ moment: Instant) -> String { Texts.moment(moment, in: contract.zone) }

    private var planFields: [RecordField<ContractPlan>] {
        let zone = contract.zone
        return [
            .text("plan", .init("Plan")) { $0.origin?.description ?? "its own items" },
            .text("kind", .init("Kind")) { $0.kind.rawValue },
            .text("from", .init("From")) { Texts.moment($0.schedule.start, in: zone) },
            .text("to", .init("To")) { plan in
                plan.schedule.end.map { Texts.moment($0, in: zone) }
            },
            .text("addOns", .init("Add-ons", mayBeLeftOut: true)) { plan in
                plan.order?.addOns.map(\.key).joined(separator: " ")
            },
        ]
    }

    var itemFields: [RecordField<AgreedItem>] {
        let (zone, currency) = (contract.zone, contract.currency)
        return [
            .text("phase", .init("Phase", mayBeLeftOut: true)) { $0.phase },
            .text("key", .init("Item")) { $0.item.key },
            .text("name", .init("Name", cutTo: 12, mayBeLeftOut: true)) { $0.item.name },
            .text("price", .init("Price")) { item in
                Self.priceLines(item, in: currency).joined(separator: "; ")
            },
            .text("every", .init("Every")) { $0.item.cadence.map { "\($0)" } ?? "once" },
            .text("from", .init("From", mayBeLeftOut: true)) {
                Texts.moment($0.span.from, in: zone)
            },
            .text("to", .init("To", mayBeLeftOut: true)) { item in
                item.span.to.map { Texts.moment($0, in: zone) }
            },
        ]
    }

    private static func priceLines(_ item: AgreedItem, in currency: Currency) -> [String] {
        item.item.terms.map { PriceWords($0, in: currency).lines } ?? ["free"]
    }

    /// An item for programs: its price in words, and as a file would say it.
    private func itemJSON(_ item: AgreedItem) throws -> JSONValue {
        var terms = JSONStream()
        if let price = item.item.terms { terms.terms(nil, price) }
        let value: JSONValue =
            item.item.terms == nil ? .null : try JSONDocument(terms.bytes).root.value
        return .object(
            itemFields.map { .init($0.name, $0.json(item)) } + [.init("terms", value)]
        )
    }

    /// What the plan that runs now charges.
    func items() throws -> [AgreedItem] { try contract.currentPlan(at: now).items() }

    func json() throws -> JSONValue {
        var terms = JSONStream()
        terms.contract(contract)
        return [
            "id": .string(record.id.description),
            "key": .string(record.key),
            "name": .string(record.name),
            "account": .string(owner.accountKey),
            "customer": .string(owner.customerKey),
            "state": .string(state.rawValue),
            "currency": .string(contract.currency.code),
            "from": .string(contract.start.iso8601),
            "to": .text(contract.end?.iso8601),
            "profile": .string(record.profile.rawValue),
            "note": .text(record.note),
            "createdAt": .string(record.createdAt.iso8601),
            "version": version.map { .integer($0) } ?? .null,
            "items": .array(try items().map(itemJSON)),
            "terms": try JSONDocument(terms.bytes).root.value,
        ]
    }

    func text(_ session: Session) throws -> String {
        try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(contract.plans, planFields, session) + "\n"
            + RecordOutput.table(try items(), itemFields, goingOn: "price", session) {
                Self.priceLines($0, in: contract.currency)
            }
    }

    private var facts: [(name: String, value: TextTable.Cell)] {
        let term = contract.end.map { "\(day(contract.start)) until \(day($0))" }
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Contract", .init(record.name, .heading)),
            ("Number", .init(record.key)),
            ("Account", .init("\(owner.accountName) (\(owner.accountKey))")),
            ("State", .init(state.rawValue)),
            ("Term", .init(term ?? "\(day(contract.start)) on")),
            ("Currency", .init(contract.currency.code)),
        ]
        if let signedAt = contract.signedAt { facts.append(("Signed", .init(signedAt.iso8601))) }
        if let cancelledAt = contract.cancelledAt {
            facts.append(("Cancelled", .init(cancelledAt.iso8601)))
        }
        if let renewal = contract.renewal { facts.append(("Renewal", .init(words(renewal)))) }
        facts += taxFacts
        facts += contract.commitments.map { ("Commitment", .init(words($0))) }
        facts += contract.milestones.map { ("Milestone", .init(words($0))) }
        if let note = record.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(record.id.description, .quiet)))
        return facts
    }

    /// The rate of everything, those of single codes, and what has none.
    private var taxFacts: [(name: String, value: TextTable.Cell)] {
        func words(_ rate: TaxRate) -> String {
            let behaviour = rate.behaviour == .inclusive ? ", within the price" : ""
            return "\(rate.percent.normalized) %\(behaviour)"
        }
        var lines = contract.taxes.standard.map { [words($0)] } ?? []
        lines += contract.taxes.rates.sorted { $0.key < $1.key }
            .map { "\($0.key): \(words($0.value))" }
        var facts = lines.map { (name: "Tax", value: TextTable.Cell($0)) }
        if let missing = untaxed.words {
            facts.append(("Tax", .init("\(missing): the account is not billed", .warning)))
        }
        return facts
    }

    /// `reserve: 1,000.00 EUR until 2027-01-01`
    private func words(_ commitment: TermCommitment) -> String {
        "\(commitment.key): \(commitment.amount) until \(day(commitment.period.to))"
    }

    /// `kickoff: 25 % due, reached on 2026-11-20`
    private func words(_ milestone: Milestone) -> String {
        let does = [(Milestone.Trigger.invoice, "due"), (.revenue, "earned")]
            .filter { milestone.trigger.contains($0.0) }.map(\.1).joined(separator: " and ")
        let reached =
            milestone.reachedOn.map { ", reached on \($0.iso8601)" } ?? ", not reached yet"
        return "\(milestone.key): \(milestone.percent.normalized) % \(does)\(reached)"
    }

    /// `for P1Y, prices 3 % higher`
    private func words(_ renewal: RenewalTerms) -> String {
        let uplift = renewal.upliftPercent.map { ", prices \($0.normalized) % higher" }
        return "for \(renewal.length)\(uplift ?? "")"
    }
}
