import DaybookConsole
import DaybookCore
import DaybookLive
import DaybookStore

/// The world of a console that works on a ledger.
struct LedgerWorld {
    let ledger: Ledger
    let identity: LedgerIdentity
    let zone: ZoneRules
    let now: @Sendable () -> Instant
    /// Whether others can change the ledger.
    let isShared: Bool
    /// Returns when the ledger holds all of its records, and words can be looked for.
    var awaitWhole: @Sendable () throws -> Void = {}

    /// How often the ledger is asked whether somebody has changed it.
    private static var lookingEvery: Duration { .seconds(1) }

    /// Returns when somebody has changed the ledger. A moment in which it cannot be asked is let
    /// pass: whoever reads it next is told what is wrong.
    private func awaitChange() -> (@Sendable () async throws -> Void)? {
        guard isShared, let watch = try? LedgerWatch(ledger) else { return nil }
        return {
            repeat {
                try await Task.sleep(for: Self.lookingEvery)
            } while (try? watch.hasChanged()) != true
        }
    }

    var world: ConsoleWorld {
        let ledger = ledger
        let awaitWhole = awaitWhole
        return ConsoleWorld(
            identity: identity,
            zone: zone,
            now: now,
            invoices: ListSource { query in
                if query.isFiltered { try awaitWhole() }
                return OpenList(try InvoiceRepository.windows(of: query, in: ledger))
            },
            customers: ListSource { query in
                if query.isFiltered { try awaitWhole() }
                return OpenList(try CustomerRepository.windows(of: query, in: ledger))
            },
            invoice: { id in
                try awaitWhole()
                return try ledger.read { try InvoiceRecord(id: id, $0) }
            },
            customer: { id in try ledger.read { try CustomerRecord(id: id, $0) } },
            savedFilters: { list in
                try ledger.read { try SavedFilterRepository($0).book(of: list) }
            },
            values: { question in
                try awaitWhole()
                return try ledger.read { try LedgerValues($0).values(question) }
            },
            awaitChange: awaitChange(),
            explain: { error in
                let failure = FailureReport.failure(of: error)
                return Explanation(problem: failure.detail, advice: failure.advice)
            },
        )
    }
}

extension OpenList {
    fileprivate init(_ windows: ListWindows<Record>) {
        self.init(
            window: { try windows.window(at: $0, count: $1, keeping: $2) },
            survey: { try windows.survey(isCancelled: $0) },
        )
    }
}

extension InvoiceRecord {
    /// Nil when the ledger has no such invoice.
    init?(id: String, _ connection: Connection) throws {
        let invoices = InvoiceRepository(connection)
        guard let invoice = try invoices.find(id) else { return nil }
        self.init(
            invoice: invoice,
            lines: try invoices.lines(of: invoice),
            owner: try CustomerRepository(connection).owner(of: invoice.account),
        )
    }
}

extension CustomerRecord {
    /// Nil when the ledger has no such customer.
    init?(id: String, _ connection: Connection) throws {
        let customers = CustomerRepository(connection)
        guard let customer = try customers.find(id) else { return nil }
        self.init(
            customer: customer,
            accounts: try customers.accounts(of: customer.id).map {
                ($0, try customers.aliases(of: $0.id))
            },
            open: try customers.openAmounts(of: customer.id),
        )
    }
}
