import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// What the commands share that change contracts.
extension Session {
    /// The argument and the options of every command that changes a contract.
    static let contractArgument = ArgumentSpec("CONTRACT", "The contract's number or id")
    static let contractOptions: [OptionSpec] = [
        versionOption, .flag("dry-run", "Change nothing"),
    ]

    /// Changes a contract as its own rules allow it.
    ///
    /// - Parameter body: does it, and says what became of the contract: `ends on 2026-12-01`
    func changeContract(
        _ action: String,
        _ body: (inout Contract, ContractDesk) throws -> String,
    ) throws {
        let (word, now) = (invocation.argument("CONTRACT"), try now())
        let changed = try changing(action) { connection in
            let repository = ContractRepository(connection, zone: zoneRules)
            guard var record = try Session.inAnyCase(word, repository.find) else {
                throw Failure.notFound("contract", word, list: "contracts list")
            }
            let desk = ContractDesk(
                session: self,
                connection: connection,
                contract: record.id,
                zone: record.contract.zone,
                now: now
            )
            let outcome: String
            do {
                outcome = try body(&record.contract, desk)
            } catch {
                throw FailureReport.agreement(error, of: "contract", record.key)
            }
            let version = try version(of: record.id, .contract, connection)
            try repository.update(record, from: version)
            let state = record.contract.state(at: now).rawValue
            let written = try WrittenRecord(
                record.id,
                key: record.key,
                state: state,
                .contract,
                connection
            )
            let untaxed = try UntaxedCodes(record.contract, connection).note(of: record.key)
            return (written: written, outcome: outcome, untaxed: untaxed)
        }
        let (written, outcome, untaxed) = changed.answer
        try report(
            "the contract \(written.key) \(outcome)",
            written,
            note: written.state == ContractState.ended.rawValue ? nil : untaxed,
            entry: changed.entry
        )
    }

    /// Gives a contract prices of its own, or asks for them.
    ///
    /// - Parameter body: what it shall be, and what then became of the contract
    func changePrices(
        _ act: ApprovableAct,
        _ body: (Contract, ContractDesk) throws -> (ContractPriceOrder.Change, words: String),
    ) throws {
        let (word, now) = (invocation.argument("CONTRACT"), try now())
        let performed = try performing(act, note: invocation.text("note")) { performing in
            let connection = performing.connection
            let repository = ContractRepository(connection, zone: zoneRules)
            guard let record = try Session.inAnyCase(word, repository.find) else {
                throw Failure.notFound("contract", word, list: "contracts list")
            }
            let desk = ContractDesk(
                session: self,
                connection: connection,
                contract: record.id,
                zone: record.contract.zone,
                now: now
            )
            do {
                let (change, words) = try body(record.contract, desk)
                let order = ContractPriceOrder(
                    contract: record.id,
                    key: record.key,
                    contractVersion: try version(of: record.id, .contract, connection),
                    change
                )
                let outcome = try performing.perform(.contractPrices(order))
                return try ContractOutcome(outcome, record, words, at: now, connection)
            } catch  where error is ContractError || error is PlanError {
                throw FailureReport.agreement(error, of: "contract", record.key)
            }
        }
        let outcome = performed.answer
        if let (approval, able) = outcome.waiting {
            let words = approval.request.words(outcome.written.key)
            let key = JSONValue.Member("key", .string(outcome.written.key))
            return try report(approval, words, able: able, [key], entry: performed.entry)
        }
        try report(
            "the contract \(outcome.written.key) \(outcome.words)",
            outcome.written,
            entry: performed.entry
        )
    }

    /// Rules of zones by their names.
    var zoneRules: @Sendable (String) throws -> ZoneRules {
        let known = KnownZones()
        return { try known.rules(named: $0) }
    }
}

/// What became of a contract, or waits.
private struct ContractOutcome {
    let written: WrittenRecord
    let words: String
    let waiting: (approval: Approval, able: [User])?

    init(
        _ outcome: ApprovalDesk.Outcome,
        _ before: ContractRecord,
        _ words: String,
        at now: Instant,
        _ connection: Connection,
    ) throws {
        var record = before
        switch outcome {
        case .done(.contract(let after)): (record, waiting) = (after, nil)
        case .done: preconditionFailure("what is agreed with a contract changes it")
        case .waits(let approval, let able): waiting = (approval, able)
        }
        self.words = words
        written = try WrittenRecord(
            record.id,
            key: record.key,
            state: record.contract.state(at: now).rawValue,
            .contract,
            connection
        )
    }
}

/// What changes of a contract work with: its days, and what is sold.
struct ContractDesk {
    let session: Session
    let connection: Connection
    /// The one that is changed, or made.
    let contract: RecordID
    let zone: ZoneRules
    let now: Instant

    /// The beginning of the day. A day that has begun can still be changed: whole days are billed.
    func today() throws -> Instant { try zone.startOfDay(zone.date(of: now)) }

    /// The day that an option names, else today.
    func day(_ option: String) throws -> Instant {
        try session.date(option).map { try zone.startOfDay($0) } ?? today()
    }

    /// The version of a plan that is sold on the day of a time.
    func plan(_ key: String, at moment: Instant) throws -> (PlanDefinition, PlanOrigin) {
        let version = try version(.plan, key, at: moment)
        return (version.content, PlanOrigin(plan: key, version: version.number))
    }

    /// The version of an add-on that is sold on the day of a time.
    func addOn(_ key: String, at moment: Instant) throws -> AddOnDefinition {
        try version(.addOn, key, at: moment).content
    }

    private func version<Content>(
        _ kind: VersionedKind<Content>,
        _ key: String,
        at moment: Instant,
    ) throws -> VersionHistory<Content>.Version {
        guard let history = try kind.store(connection).history(of: key) else {
            throw Failure.notFound(kind.noun, key, list: "\(kind.plural) list")
        }
        let day = try zone.date(of: moment)
        if let version = try history.version(on: day, in: zone) { return version }
        let end = try zone.day(day).to
        let later = history.versions.first { $0.effectiveFrom.map { $0 >= end } ?? false }
        let beginning = later?.effectiveFrom.map { from in
            "version \(later?.number ?? 1) holds from \(Texts.day(from, in: zone)) on"
        }
        throw Failure(
            .conflict,
            "no version of \(key) is in force on \(day.iso8601)",
            advice: beginning ?? "`daybook \(kind.plural) publish` puts one into force"
        )
    }

    func words(for moment: Instant) -> String { Texts.moment(moment, in: zone) }

    /// `the beginning of 2026-12-25`, or the instant where no day begins there
    func wordsOfStart(_ moment: Instant) -> String {
        let words = words(for: moment)
        return words == Texts.day(moment, in: zone) ? "the beginning of \(words)" : words
    }
}
