import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore

extension Benchmark {
    /// Books for other programs.
    static let journals = [exportedJournal]

    /// A file as `export` makes it, from rows to bytes that are on the disk. An invoice of the
    /// made-up books comes to six postings or so.
    private static let exportedJournal = Benchmark(
        name: "export-journal",
        summary: "Postings written durably as a journal for hledger (a million in 3 s)",
        unit: "postings/s",
        budget: 334_000,
        sizes: [18_000, 180_000],
        isRepeatable: true,
        prepare: { count in
            let bench = try BenchLedger.shared(.invoices(count))
            let folder = try JournalFolder()
            return { try Double(folder.write(bench)) }
        }
    )
}

/// Where a measured journal is written, for as long as it is measured.
private final class JournalFolder {
    private let path: String

    init() throws {
        path = try Folders.makeTemporary(in: "/tmp")
    }

    /// Writes a journal anew; answers how many postings it has.
    func write(_ bench: BenchLedger) throws -> Int {
        guard let format = JournalFormat.named("hledger") else {
            preconditionFailure("the table of formats has one for hledger")
        }
        let organisation = try bench.books.organisation()
        let end = try bench.books.zone.date(of: bench.books.now).adding(days: 1)
        let heading = JournalHeading(
            organisation: organisation.legalName,
            currency: organisation.currency,
            from: nil,
            to: end
        )
        let file = try WholeFile(path + "/books.journal", replacing: true)
        let export = JournalExport(of: bench.ledger, format, heading, zone: bench.books.zone)
        let totals = try export.write { try file.append($0) }
        try file.finish()
        return totals.postings
    }

    deinit {
        Folders.remove(path)
    }
}
