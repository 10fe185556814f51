package import DaybookStore

/// A ledger of sample data that exists while the program runs and leaves nothing behind.
///
/// It is there as soon as a list can be shown; the lines of its invoices follow.
package final class DemoLedger: Sendable {
    package let ledger: Ledger
    private let folder: String
    private let lines: Task<Void, any Error>

    /// - Parameter temporary: where the file lies while it is in use.
    package init(sampleData: String, temporary: String) throws {
        let filler = try LedgerFiller(folder: sampleData)
        let folder = try Folders.makeTemporary(in: temporary)
        do {
            let path = folder + "/demo.db"
            try filler.createWithoutLines(at: path)
            let ledger = try Ledger(opening: path, .throwaway)
            self.ledger = ledger
            lines = Task.detached { try filler.addLines(to: ledger) }
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

    /// Takes the file away, also from those who wait for its lines: they end with the program.
    package func remove() {
        Folders.remove(folder)
    }

    deinit {
        Folders.remove(folder)
    }
}
