package import DaybookCore
package import DaybookStore
internal import Synchronization

/// A ledger of sample data that exists while the program runs and leaves nothing behind.
///
/// It is there as soon as a list can be shown; the lines of its invoices follow, and what makes
/// lists quick.
package final class DemoLedger: Sendable {
    package let ledger: Ledger
    private let folder: String
    private let whole = Promised<Result<Void, any Error>>()
    /// Makes the ledger whole; nil once that has begun.
    private let finishing: Mutex<(@Sendable () -> Void)?>

    /// - Parameters:
    ///   - temporary: where the file lies while it is in use.
    ///   - act: what its journal says of how it came about.
    package init(sampleData: String, temporary: String, by act: Act) throws {
        // The files are read while the tables are made.
        let reading = Promised<Result<Reading, any Error>>()
        DetachedThread.run {
            reading.settle(Result { Reading(try LedgerFiller(folder: sampleData)) })
        }
        let folder = try Folders.makeTemporary(in: temporary)
        do {
            var invoices: [Invoice] = []
            let unfinished = try Ledger.createUnfinished(
                at: folder + "/demo.db",
                for: reading.value.get().filler.organisation,
                by: act
            ) { connection in
                let reading = try reading.value.get()
                try reading.filler.insertParties(connection)
                invoices = try reading.filler.insert(reading.invoices, connection)
            }
            ledger = unfinished.ledger
            let filler = try reading.value.get().filler
            let rest = Act(actor: act.actor, at: act.at, cause: act.cause, action: "ledger.fill")
            finishing = Mutex { [whole, invoices] in
                let result = Result {
                    try unfinished.finish(by: rest) { try filler.insertLines(of: invoices, $0) }
                }
                whole.settle(result)
            }
        } catch {
            Folders.remove(folder)
            throw error
        }
        self.folder = folder
    }

    /// The files, being read.
    private struct Reading: Sendable {
        let filler: LedgerFiller
        let invoices: Ahead<[Invoice]>

        init(_ filler: LedgerFiller) {
            (self.filler, invoices) = (filler, filler.readInvoices())
        }
    }

    /// Returns when the ledger is whole: no record is shown before, and no word is looked for.
    ///
    /// Whoever asks first has it made whole: so that nothing takes the cores away from the first
    /// list.
    package func awaitWhole() throws {
        let finish = finishing.withLock { finishing in
            defer { finishing = nil }
            return finishing
        }
        if let finish { DetachedThread.run(finish) }
        try whole.value.get()
    }

    /// Removes the file at the end of the program. Work that is still under way may hold on to the
    /// ledger then, so that nobody can wait for the last reference.
    package func remove() {
        Folders.remove(folder)
    }

    deinit {
        Folders.remove(folder)
    }
}
