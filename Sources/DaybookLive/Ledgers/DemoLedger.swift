package import DaybookCore
package import DaybookStore

/// A ledger of sample data that exists while the program runs and leaves nothing behind.
///
/// It is there as soon as a list can be shown; the lines of its invoices follow.
package final class DemoLedger: Sendable {
    package let ledger: Ledger
    private let folder: String
    private let lines: Task<Void, any Error>

    /// - Parameters:
    ///   - temporary: where the file lies while it is in use.
    ///   - act: what its journal says of how it came about.
    package init(sampleData: String, temporary: String, by act: Act) throws {
        // The files are read while the tables are made.
        let reading = Handover<Result<LedgerFiller, any Error>>(capacity: 1)
        DetachedThread.run { _ = reading.give(Result { try LedgerFiller(folder: sampleData) }) }
        var read: LedgerFiller?
        func filler() throws -> LedgerFiller {
            if let read { return read }
            guard let new = try reading.take()?.get() else {
                preconditionFailure("files are read, or say why they are not")
            }
            read = new
            return new
        }
        let folder = try Folders.makeTemporary(in: temporary)
        do {
            let path = folder + "/demo.db"
            try LedgerFiller.createWithoutLines(at: path, by: act, from: filler)
            let ledger = try Ledger(opening: path, .throwaway)
            self.ledger = ledger
            let rest = try filler()
            lines = Task.detached { try rest.addLines(to: ledger, by: act) }
        } catch {
            Folders.remove(folder)
            throw error
        }
        self.folder = folder
    }

    /// Returns when the invoices have their lines: no record is shown before.
    package func awaitLines() async throws {
        try await lines.value
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
