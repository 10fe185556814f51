import DaybookCore
import DaybookStore

extension Benchmark {
    /// What the ledger on disk does.
    static let ledger = [verification, changes]

    /// The chain of a journal whose entries each tell of one change of a customer.
    private static let verification = Benchmark(
        name: "ledger-verify",
        summary: "Entries of the journal (about 300 bytes) whose chain is checked, all cores",
        unit: "entries/s",
        budget: 670_000,
        sizes: [100_000, 1_000_000],
        isRepeatable: true,
        prepare: { count in
            let bench = try BenchmarkLedger(.throwaway)
            try bench.addEntries(count)
            return {
                let verdict = try bench.ledger.verifyJournal()
                precondition(verdict.fault == nil, "the benchmark's own journal fits")
                return Double(verdict.end.number)
            }
        }
    )

    /// Drafts with three lines each, a thousand a change, as a billing run will write them.
    private static let changes = Benchmark(
        name: "ledger-change",
        summary: "Invoices with three lines written durably and journalled in full, 1,000 a change",
        unit: "invoices/s",
        budget: 2_000,
        sizes: [5_000, 50_000],
        prepare: { count in
            let bench = try BenchmarkLedger(.readWrite)
            let account = try bench.addAccount()
            return {
                for start in stride(from: 0, to: count, by: 1_000) {
                    try bench.addInvoices(start..<(start + 1_000), to: account)
                }
                return Double(count)
            }
        }
    )
}
