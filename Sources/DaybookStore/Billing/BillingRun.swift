package import DaybookCore

/// A billing run over the accounts of a ledger: preview and run are one computation, which the run
/// writes down.
///
/// It goes batch by batch, each in one transaction, and begins where there is something left to
/// bill: after a crash, or when somebody stopped it, the next run does the rest.
package struct BillingRun: Sendable {
    let ledger: Ledger
    let setting: Setting

    package struct Setting: Sendable {
        /// What is due at this time is billed.
        let asOf: Instant
        /// The credits that can be used at this time are.
        let creditsAt: Instant
        /// The accounts to bill, by id; nil for all.
        let accounts: Set<RecordID>?
        let zone: @Sendable (String) throws -> ZoneRules
        /// Nil for the meters and events of the ledger.
        let usage: (@Sendable (Connection) -> UsageSource)?
        let batchSize: Int

        package init(
            asOf: Instant,
            creditsAt: Instant? = nil,
            accounts: Set<RecordID>? = nil,
            zone: @escaping @Sendable (String) throws -> ZoneRules,
            usage: (@Sendable (Connection) -> UsageSource)? = nil,
            batchSize: Int = 256,
        ) {
            self.asOf = asOf
            self.creditsAt = creditsAt ?? asOf
            self.accounts = accounts
            self.zone = zone
            self.usage = usage
            self.batchSize = batchSize
        }
    }

    package init(_ ledger: Ledger, _ setting: Setting) {
        self.ledger = ledger
        self.setting = setting
    }

    /// Hands out what each account would be billed, and writes nothing.
    ///
    /// - Parameter body: answers whether it goes on
    package func preview(_ body: ([AccountBill]) throws -> Bool) throws {
        let late = try lateUsage().late
        _ = try forEachBatch { places in
            try body(try bills(at: places, late).map(\.bill).filter { !$0.isEmpty })
        }
    }

    /// Writes a draft for everything that is due.
    ///
    /// - Parameters:
    ///   - id: makes the id of an invoice
    ///   - job: is told how far it is, and may ask it to stop
    ///   - body: is told of each batch that has been written, and answers whether it goes on
    package func run(
        _ act: Act,
        id: () -> RecordID,
        job: RunningJob? = nil,
        _ body: ([AccountBill]) throws -> Bool = { _ in true },
    ) throws {
        let (late, mark) = try lateUsage()
        var hasProblems = false
        let isWhole = try forEachComputedBatch(late) { bills in
            hasProblems = hasProblems || bills.contains { $0.bill.problem != nil }
            guard bills.contains(where: { !$0.bill.isEmpty }) else {
                job?.count(bills.map(\.bill))
                return try job?.mayGoOn() ?? true
            }
            let written = try ledger.change(act) { connection in
                let written = try write(bills, connection, late, act, id: id)
                job?.count(written)
                try job?.save(on: connection)
                return written
            }
            let goesOn = try body(written.answer.filter { !$0.isEmpty })
            return goesOn && job?.isCancelled != true
        }
        // Whoever was left out has not been looked at.
        guard isWhole, !hasProblems, setting.accounts == nil else { return }
        try ledger.write { try LateUsage.note(mark, on: $0) }
    }

    func lateUsage() throws -> (late: LateUsage, mark: LateUsage.Mark) {
        try ledger.read { connection in
            let zone = try setting.zone(OrganisationRepository(connection).get().timeZone)
            let since = try LateUsage.billed(on: connection)
            return (
                try LateUsage(since: since, in: zone, connection),
                try LateUsage.mark(of: connection)
            )
        }
    }

    // MARK: - Batches

    /// How many accounts it looks at.
    package func accountCount() throws -> Int {
        if let accounts = setting.accounts { return accounts.count }
        return try ledger.read { connection in
            Int(
                try connection.integer(
                    """
                    SELECT count(*) FROM accounts
                    WHERE EXISTS (SELECT 1 FROM contracts WHERE account = accounts.row)
                    """
                )
            )
        }
    }

    /// An account that has contracts.
    struct Place: Sendable {
        let row: Int64
        let account: RecordID
        let key: String
        let zone: String?
    }

    /// Answers whether it came to the end.
    func forEachBatch(_ body: ([Place]) throws -> Bool) throws -> Bool {
        var last: Int64 = 0
        while true {
            let places = try places(after: last)
            guard let end = places.last else { return true }
            last = end.row
            if try !body(places) { return false }
        }
    }

    /// The next batch is computed while something is done with this one. Answers whether it came to
    /// the end.
    private func forEachComputedBatch(
        _ late: LateUsage,
        _ body: ([BillingDesk.Computed]) throws -> Bool,
    ) throws -> Bool {
        var bills = try bills(at: places(after: 0), late)
        while let end = bills.last?.place.row {
            let next = Guarded<Result<[BillingDesk.Computed], any Error>?>(nil)
            let goesOn = try Threads.run(alongside: {
                let computed = Result { try self.bills(at: places(after: end), late) }
                next.withLock { $0 = computed }
            }) { try body(bills) }
            if !goesOn { return false }
            guard let computed = next.withLock({ $0 }) else {
                preconditionFailure("the next batch is computed when this one is done")
            }
            bills = try computed.get()
        }
        return true
    }

    private func places(after row: Int64) throws -> [Place] {
        try ledger.read { try Self.places(after: row, setting, $0) }
    }

    private static func places(
        after row: Int64,
        _ setting: Setting,
        _ connection: Connection,
    ) throws -> [Place] {
        let billed = "row > ? AND EXISTS (SELECT 1 FROM contracts WHERE account = accounts.row)"
        guard let accounts = setting.accounts else {
            return try connection.all(
                "\(selection) WHERE \(billed) ORDER BY row LIMIT ?",
                [.integer(row), .integer(setting.batchSize)],
                place
            )
        }
        // Whoever bills one account does not walk past all others.
        let chosen = try accounts.compactMap { account in
            try connection.first(
                "\(selection) WHERE id = ? AND \(billed)",
                [.id(account), .integer(row)],
                place
            )
        }
        return Array(chosen.sorted { $0.row < $1.row }.prefix(setting.batchSize))
    }

    static func place(of account: RecordID, _ connection: Connection) throws -> Place {
        let found = try connection.first("\(selection) WHERE id = ?", [.id(account)], place)
        guard let found else { preconditionFailure("whoever has an invoice is an account") }
        return found
    }

    private static let selection = "SELECT row, id, key, time_zone FROM accounts"

    private static func place(_ row: Row) throws -> Place {
        Place(
            row: row.integer(0),
            account: try row.id(1),
            key: row.text(2),
            zone: row.optionalText(3)
        )
    }

    // MARK: - Computing

    /// Rates the accounts of a batch on all cores, each core on a snapshot of its own.
    func bills(
        at places: [Place],
        _ late: LateUsage,
    ) throws -> [BillingDesk.Computed] {
        if places.isEmpty { return [] }
        let share = (places.count + Threads.coreCount - 1) / Threads.coreCount
        let shares = stride(from: 0, to: places.count, by: share).map { start in
            Array(places[start..<min(start + share, places.count)])
        }
        let results = Guarded<[Int: Result<[BillingDesk.Computed], any Error>]>([:])
        let next = Guarded(0)
        Threads.run(shares.count) {
            let index = next.withLock { next in
                defer { next += 1 }
                return next
            }
            let result = Result {
                try ledger.read { connection in
                    let desk = try BillingDesk(connection, setting, late)
                    return try shares[index].map { try desk.bill($0) }
                }
            }
            results.withLock { $0[index] = result }
        }
        return try shares.indices.flatMap { index in
            guard let result = results.withLock({ $0[index] }) else {
                preconditionFailure("every share of a batch has its result")
            }
            return try result.get()
        }
    }

    // MARK: - Writing

    /// Writes a batch. Where another console has billed in the meantime, or changed what is left of
    /// credits, the account is computed anew, on what nobody else can change any more.
    private func write(
        _ bills: [BillingDesk.Computed],
        _ connection: Connection,
        _ late: LateUsage,
        _ act: Act,
        id: () -> RecordID,
    ) throws -> [AccountBill] {
        let desk = try BillingDesk(connection, setting, late)
        return try bills.map { computed in
            let isCurrent = try desk.basis(of: computed.place) == computed.basis
            let bill = try isCurrent ? computed.bill : desk.bill(computed.place).bill
            try desk.write(bill, act.at, by: act.actor, id: id)
            return bill
        }
    }
}

extension RunningJob {
    /// Counts the accounts of a batch.
    fileprivate func count(_ bills: [AccountBill]) {
        for bill in bills {
            if let problem = bill.problem { fail(bill.accountKey, "\(problem)") }
        }
        count(done: bills.count { $0.problem == nil })
    }
}
