package import DaybookBooks
package import DaybookCore
package import DaybookStore

/// Writes made-up books into a new ledger.
package struct SampleLedger {
    private let books: SampleBooks
    private let act: Act
    private let progress: (Progress) throws -> Void

    /// How far the writing is.
    package struct Progress: Sendable {
        package let part: Part
        package let done: Int
        package let total: Int
    }

    package enum Part: String, CaseIterable, Sendable {
        case customers, invoices, indexes, events
    }

    /// - Parameter progress: told now and then; may throw to stop.
    package init(
        _ books: SampleBooks,
        by act: Act,
        progress: @escaping (Progress) throws -> Void = { _ in },
    ) {
        (self.books, self.act, self.progress) = (books, act, progress)
    }

    /// Creates a ledger with all of the books, or nothing at all.
    package func create(at path: String, durability: Ledger.Durability = .durable) throws {
        try Ledger.createLarge(
            at: path,
            for: try books.organisation(),
            by: act,
            durability: durability,
            filling: { connection in
                try insertCatalogue(connection)
                try insertParties(connection)
                try insertInvoices(connection)
            },
            indexing: { try tell(.indexes, $0, $1) },
            using: { if books.size.events > 0 { try ingest($0) } }
        )
    }

    private func tell(_ part: Part, _ done: Int, _ total: Int) throws {
        try progress(Progress(part: part, done: done, total: total))
    }

    // MARK: - Records

    private func insertCatalogue(_ connection: Connection) throws {
        let catalogue = try books.catalogue()
        let repository = CatalogueRepository(connection)
        for (id, unit) in catalogue.units { try repository.insert(unit, id: id) }
        for (id, name, meter) in catalogue.meters {
            try MeterRepository(connection).insert(
                StoredMeter(id: id, name: name, meter: meter, createdAt: catalogue.createdAt)
            )
        }
        for (id, product) in catalogue.products {
            try repository.insert(product, id: id, createdAt: catalogue.createdAt)
        }
        let plan = catalogue.plan
        for currency in plan.definition.currencies {
            try CurrencyRepository(connection).insert(currency)
        }
        let version = VersionHistory.Version(
            number: 1,
            plan.definition,
            effectiveFrom: catalogue.createdAt
        )
        guard let history = VersionHistory(restoring: [version]) else {
            preconditionFailure("one version is in order")
        }
        try repository.plans.insert(
            history,
            key: plan.key,
            id: plan.id,
            createdAt: catalogue.createdAt
        )
    }

    private func insertParties(_ connection: Connection) throws {
        let (books, zone) = (books, books.zone)
        let parties = Ahead {
            var next = 0
            return {
                let range = next..<min(next + Self.batch, books.size.customers)
                next = range.upperBound
                return range.isEmpty ? nil : try range.map { try books.party($0) }
            }
        }
        defer { parties.stop() }
        let customers = CustomerRepository(connection)
        let repository = ContractRepository(connection, zone: { _ in zone })
        var contracts = try SampleBooks.Contracts(books)
        var done = 0
        while let batch = try parties.next() {
            try tell(.customers, done, books.size.customers)
            for party in batch {
                try customers.insert(party.customer)
                for account in party.accounts { try customers.insert(account) }
                for alias in party.aliases { try customers.insert(alias) }
                guard party.customer.state == .active else { continue }
                for account in party.accounts {
                    try repository.insert(try contracts.contract(of: account))
                }
            }
            done += batch.count
        }
    }

    private func insertInvoices(_ connection: Connection) throws {
        let books = books
        let documents = Ahead {
            var invoices = SampleInvoices(books)
            return {
                let batch = try invoices.next(upTo: Self.batch)
                return batch.isEmpty ? nil : batch
            }
        }
        defer { documents.stop() }
        let repository = InvoiceRepository(connection)
        var done = 0
        while let batch = try documents.next() {
            try tell(.invoices, done, books.size.invoices)
            for document in batch {
                try repository.insert(document.invoice, lines: document.lines)
            }
            done += batch.count
        }
    }

    /// Documents that are made at once: enough that a handover costs nothing beside them.
    private static var batch: Int { 1_000 }

    // MARK: - Events

    private func ingest(_ ledger: Ledger) throws {
        var ingest = try EventIngest(
            ledger,
            origin: "sample",
            zone: books.zone,
            zones: { [zone = books.zone] _ in zone },
            at: books.now
        )
        let (books, setting) = (books, ingest.setting)
        let batches = Ahead {
            var source = SampleEventBatches(books, setting)
            return { try source.next() }
        }
        defer { batches.stop() }
        while let batch = try batches.next() {
            try tell(.events, ingest.counts.read, books.size.events)
            try ingest.write(batch)
        }
        precondition(
            ingest.counts.stored == books.size.events,
            "every made-up event is a new one"
        )
    }
}

/// Batches of made-up events.
private struct SampleEventBatches {
    private let books: SampleBooks
    private var packer: EventPacker
    private var made = 0

    init(_ books: SampleBooks, _ setting: IngestSetting) {
        self.books = books
        packer = EventPacker(setting)
    }

    mutating func next() throws -> EventBatch? {
        let rest = made..<min(made + EventBatchSource.standardSize, books.size.events)
        if rest.isEmpty { return nil }
        for number in rest { packer.add(try books.event(number), line: number + 1) }
        made = rest.upperBound
        packer.note(line: made, end: made)
        return packer.take(isLast: made == books.size.events)
    }
}
