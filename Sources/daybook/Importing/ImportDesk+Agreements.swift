import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// Contracts, exchange rates and credits.
extension ImportDesk {
    // MARK: - Contracts

    func takeContract(_ input: RecordInput) throws -> ImportOutcome {
        let creation = try ContractCreation(session, input)
        let repository = ContractRepository(connection, zone: zones)
        let (key, account) = (try input.newKey("KEY", of: "contract"), try account(input))
        let old = try repository.find(key)
        if let old { try requireFirst(old.id, "contract", key) }
        let id = try id(input)
        if old == nil, let id, let other = try repository.find("\(id)") {
            throw taken(id, "contract", other.key)
        }
        if let form = try input.inPlace({ try input.form?.optionalObject("terms") }) {
            let terms = try input.inPlace { try repository.contract(in: form) }
            return try takeTerms(terms, input, account, over: old, key)
        }
        if let old { return try compare(old, input, account) }
        let moment = try createdAt(input)
        for member in ["plan", "start"] where !input.hasText(member) {
            throw input.expected("a value, where there are no terms", member, "")
        }
        let plan = try input.required("plan", "a contract takes a plan")
        if try CatalogueRepository(connection).plans.id(of: plan) == nil {
            throw input.expected("the key of a plan", "plan", plan)
        }
        try repository.insert(creation.record(id ?? newID(moment), moment, connection))
        return .stored
    }

    /// A contract as another ledger has kept it.
    private func takeTerms(
        _ terms: Contract,
        _ input: RecordInput,
        _ account: Account,
        over old: ContractRecord?,
        _ key: String,
    ) throws -> ImportOutcome {
        let moment = try createdAt(input, old?.createdAt)
        let record = ContractRecord(
            id: try id(input) ?? old?.id ?? newID(moment),
            key: key,
            account: account.id,
            name: try input.text("name", old?.name ?? key),
            profile: try input.choice("profile", old?.profile ?? .daybook),
            contract: terms,
            createdAt: moment,
            note: try input.optionalText("note", old?.note)
        )
        guard terms.currency == account.currency else {
            throw input.expected(
                "terms in \(account.currency), as the account",
                "terms.currency",
                terms.currency.code
            )
        }
        let repository = ContractRepository(connection, zone: zones)
        guard let old else {
            try requireAgreed(terms, input)
            try repository.insert(record)
            return .stored
        }
        let owner = try CustomerRepository(connection).owner(of: old.account).accountKey
        let difference = RecordDifference(
            try row(old, of: owner),
            try row(record, of: account.key)
        ).outcome("contract", key)
        guard case .conflicting = difference, order.isUpdating, old.id == record.id,
            old.account == record.account, old.profile == record.profile,
            old.createdAt == record.createdAt, old.contract == record.contract
        else { return difference }
        try repository.update(record, from: version(of: old.id, .contract))
        return .changed
    }

    private func row(_ record: ContractRecord, of account: String) throws -> FolderRows.Row {
        var json = JSONStream()
        json.contract(record.contract)
        return try FolderRows.row(record, of: account, terms: json.bytes)
    }

    /// Prices of a contract's own may need a second person.
    private func requireAgreed(_ terms: Contract, _ input: RecordInput) throws {
        let hasOwnPrices = terms.plans.contains { plan in
            guard let order = plan.order, plan.followsFromOrder else { return true }
            return !order.overrides.isEmpty
        }
        guard hasOwnPrices else { return }
        let demand = try SettingRepository(connection).demand(.contractChange)
        if demand.includes(nil) {
            throw Failure(
                .notAllowed,
                "\(input.source): $.terms: prices of a contract's own take two people here "
                    + "(`\(ApprovableAct.contractChange.demand.rawValue)`)"
            )
        }
    }

    /// What a file says of a contract that is there, against what it was agreed as.
    private func compare(
        _ old: ContractRecord,
        _ input: RecordInput,
        _ account: Account,
    ) throws -> ImportOutcome {
        let owner = try CustomerRepository(connection).owner(of: old.account).accountKey
        let first = old.contract.plans.first
        let zone = old.contract.zone
        var here: FolderRows.Row = [.init("account", .string(owner))]
        var there: FolderRows.Row = [.init("account", .string(account.key))]
        func add(_ member: String, _ own: String?) throws {
            guard let said = try input.optionalText(member, nil) else { return }
            here.append(.init(member, .text(own)))
            there.append(.init(member, .string(said)))
        }
        try add("id", old.id.description)
        try add("name", old.name)
        try add("plan", first?.origin?.plan)
        try add("start", (first?.schedule.start).map { try zone.date(of: $0).iso8601 })
        try add(
            "end",
            try first?.agreedEnd.map { try zone.date(of: $0).iso8601 }
                ?? first?.schedule.end.map { try zone.date(of: $0).iso8601 }
        )
        return RecordDifference(here, there).outcome("contract", old.key)
    }

    // MARK: - Rates

    func takeRate(_ input: RecordInput) throws -> ImportOutcome {
        let repository = RateRepository(connection)
        guard let pairText = try input.word("pair"), let number = try input.word("rate") else {
            throw input.expected("two currencies and a number", "pair", "")
        }
        guard let pair = try? session.pair(pairText, connection) else {
            throw input.expected("two currencies such as EUR/USD", "pair", pairText)
        }
        guard let amount = try? session.rateNumber(number) else {
            throw input.expected("a number such as 1.0921", "rate", number)
        }
        let day = try input.day("from")
        let old = try repository.find(pair, from: day)
        let rate = try ExchangeRate(
            pair,
            from: day,
            rate: amount,
            source: input.optionalText("source", old?.rate.source) ?? ""
        )
        let moment = try createdAt(input, old?.createdAt)
        let id = try id(input) ?? old?.id ?? newID(moment)
        guard let old else {
            try repository.insert(rate, id: id, at: moment)
            return .stored
        }
        let words = "\(pair) of \(day.iso8601)"
        try requireFirst(old.id, "rate", words)
        let stored = RateRepository.Stored(id: id, rate: rate, createdAt: moment)
        let difference = RecordDifference(FolderRows.row(old), FolderRows.row(stored))
            .outcome("rate", words)
        guard case .conflicting = difference, order.isUpdating, id == old.id,
            moment == old.createdAt
        else { return difference }
        try repository.update(stored, from: version(of: old.id, .rate))
        return .changed
    }

    // MARK: - Credits

    func takeCredit(_ input: RecordInput, _ record: FileRecord) throws -> ImportOutcome {
        let account = try account(input)
        let day = try input.day("effective")
        let id = try identity(input, record, from: .startOfDay(utc: day))
        let repository = CreditRepository(connection)
        let old = try repository.find("\(id)")
        if let old { try requireFirst(old.id, "credit", "\(id)") }
        _ = try input.money("amount", account.currency)
        let order = try CreditGranting(session, input).order(id, account, connection)
        let moment = try createdAt(input, old?.credit.createdAt)
        let credit = try order.credit(on: day, at: moment)
        if let old {
            let asked = StoredCredit(
                id: id,
                account: account.id,
                accountKey: account.key,
                credit: credit,
                ledger: old.ledger
            )
            return RecordDifference(FolderRows.row(old), FolderRows.row(asked))
                .outcome("credit", "\(id)")
        }
        let history = DocumentHistory(connection)
        try history.requireClearance(for: .creditGrant, of: credit.most, by: clerk.name)
        try history.insert(credit, id: id, of: account)
        return .stored
    }

    func takeCreditEntry(_ input: RecordInput) throws -> ImportOutcome {
        let word = try input.required("credit", "it is of a credit")
        guard let id = RecordID(word), let stored = try CreditRepository(connection).find(word)
        else { throw input.expected("the id of a credit", "credit", word) }
        let place = try input.position("place")
        let entry = try creditEntry(input, of: stored, place)
        let known = try LedgerWalk(connection).creditEntries(of: id)
        if known.indices.contains(place - 1) {
            return RecordDifference(FolderRows.row(known[place - 1]), FolderRows.row(entry))
                .outcome("entry of the credit", "\(id) at \(place)")
        }
        guard place == known.count + 1 else {
            throw input.expected("\(known.count + 1), which comes next", "place", "\(place)")
        }
        try DocumentHistory(connection).append(entry)
        return .stored
    }

    private func creditEntry(
        _ input: RecordInput,
        of credit: StoredCredit,
        _ place: Int,
    ) throws -> CreditEntryRecord {
        let kind = try input.required("kind", "it is of a kind")
        let what: CreditEntryRecord.What
        if kind == "stopped" {
            what = .stopped
        } else {
            guard let amount = try input.money("amount", credit.credit.amount.currency) else {
                throw input.expected("an amount", "amount", "")
            }
            let invoice = try input.optionalText("invoice", nil)
            switch (kind, invoice) {
            case ("used", let invoice?): what = .entry(.used(invoice: invoice), amount)
            case ("returned", let invoice?): what = .entry(.returned(invoice: invoice), amount)
            case ("deducted", nil): what = .entry(.deducted, amount)
            case ("voided", nil): what = .entry(.voided, amount)
            case _:
                let kinds = "used or returned with an invoice, deducted, voided or stopped"
                throw input.expected(kinds, "kind", kind)
            }
        }
        return CreditEntryRecord(
            credit: credit.id.description,
            place: place,
            what: what,
            on: try input.day("on"),
            at: try input.time("at") ?? now,
            note: try input.optionalText("note", nil)
        )
    }
}

extension RecordInput {
    /// Whether the record says anything of a member.
    func hasText(_ member: String) -> Bool { form?.has(member) == true }
}

extension Instant {
    static func startOfDay(utc day: CivilDate) -> Instant {
        (try? ZoneRules.utc.startOfDay(day)) ?? .epoch
    }
}
