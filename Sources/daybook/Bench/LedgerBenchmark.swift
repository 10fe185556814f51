import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore

extension Benchmark {
    /// What the ledger on disk does with its journal and its log.
    static let keeping = [verification, changes, recovery]

    /// The chain of a journal whose entries each tell of one change of a customer.
    private static let verification = Benchmark(
        name: "ledger-verify",
        summary: "Entries of the journal (about 300 bytes) whose chain is checked, all cores",
        unit: "entries/s",
        budget: 670_000,
        sizes: [100_000, 1_000_000],
        isRepeatable: true,
        prepare: { count in
            let bench = try BenchLedger(SampleSize(customers: 1), .throwaway)
            try addEntries(count, to: bench.ledger)
            return {
                let verdict = try bench.ledger.verifyJournal()
                precondition(verdict.fault == nil, "the benchmark's own journal fits")
                return Double(verdict.end.number)
            }
        }
    )

    /// Entries that each tell of one change of a customer.
    private static func addEntries(_ count: Int, to ledger: Ledger) throws {
        try ledger.write { connection in
            let journal = JournalRepository(connection)
            for number in 0..<count {
                let act = try BenchLedger.act("customer.update", number)
                try journal.append(act, .rows([.sample(number)]))
            }
        }
    }

    /// As a billing run writes them, without what it computes.
    private static let changes = Benchmark(
        name: "ledger-change",
        summary: "Invoices with three lines written durably and journalled in full, 1,000 a change",
        unit: "invoices/s",
        budget: 2_000,
        sizes: [5_000, 50_000],
        prepare: { count in
            let size = SampleSize.invoices(count)
            let bench = try BenchLedger(SampleSize(customers: size.customers), .readWrite)
            let books = try BenchLedger.books(size)
            return {
                var invoices = SampleInvoices(books)
                while try addInvoices(&invoices, to: bench.ledger) {}
                return Double(count)
            }
        }
    )

    private static func addInvoices(
        _ invoices: inout SampleInvoices,
        to ledger: Ledger,
    ) throws -> Bool {
        let documents = try invoices.next(upTo: 1_000)
        guard !documents.isEmpty else { return false }
        try ledger.change(try BenchLedger.act("invoice.create")) { connection in
            let repository = InvoiceRepository(connection)
            for (invoice, lines) in documents { try repository.insert(invoice, lines: lines) }
        }
        return true
    }

    /// A copy of file and log, taken while somebody writes, is what a killed program leaves.
    private static let recovery = Benchmark(
        name: "ledger-recovery",
        summary: "Ledgers opened and read that a killed writer has left with their logs (in 0.2 s)",
        unit: "openings/s",
        budget: 5,
        sizes: [10_000, 1_000_000],
        work: .question,
        prepare: { count in
            let left = try LeftLedger(count)
            // Whoever closes it last writes its log back: that is none of the recovery.
            var opened: [Ledger] = []
            return {
                let ledger = try Ledger(opening: left.path)
                opened.append(ledger)
                let last = try ledger.read { try JournalRepository($0).end().number }
                precondition(last == 2, "what was committed is there")
                return 1
            }
        }
    )
}

/// What a writer leaves that is killed: a file that lacks what its log has.
private final class LeftLedger: Sendable {
    let path: String
    private let folder: String

    init(_ count: Int) throws {
        let made = try BenchLedger.shared(.invoices(count))
        folder = try Folders.makeTemporary(in: "/tmp")
        path = folder + "/left.db"
        guard let copy = PeerProgram("cp") else {
            preconditionFailure("every system can copy a file")
        }
        let written = folder + "/written.db"
        _ = try copy.run(["--reflink=auto", made.ledger.path, written], in: folder)
        let writer = try Ledger(opening: written)
        var invoices = SampleInvoices(try BenchLedger.books(.invoices(5_000), seed: 8))
        try writer.change(try BenchLedger.act("invoice.create")) { connection in
            for (invoice, _) in try invoices.next(upTo: 5_000) {
                var invoice = invoice
                invoice.account = try made.books.party(0).accounts[0].id
                invoice.number = invoice.number.map { "left-\($0)" }
                try InvoiceRepository(connection).insert(invoice)
            }
        }
        for ending in ["", "-wal"] {
            _ = try copy.run(["--reflink=auto", written + ending, path + ending], in: folder)
        }
        withExtendedLifetime(writer) {}
    }

    deinit {
        Folders.remove(folder)
    }
}

extension JournalEntry.Row {
    /// A change of a customer's name.
    fileprivate static func sample(_ number: Int) -> JournalEntry.Row {
        JournalEntry.Row(
            table: "customers",
            row: Int64(number % 1000),
            record: RecordID(bits: UInt128(number % 1000)).description,
            before: [("name", .text("Harbour \(number) GmbH")), ("version", .integer(number))],
            after: [("name", .text("Harbour \(number) AG")), ("version", .integer(number + 1))]
        )
    }
}
