package import DaybookStore

/// A ledger of sample data that exists while the program runs and leaves nothing behind.
package final class DemoLedger {
    package let ledger: Ledger
    private let folder: String

    /// - Parameter temporary: where the file lies while it is in use.
    package init(sampleData: String, temporary: String) throws {
        let sample = try LedgerFiller.folder(at: sampleData)
        let folder = try Folders.makeTemporary(in: temporary)
        do {
            let path = folder + "/demo.db"
            try LedgerFiller.create(at: path, from: sample, durability: .none)
            ledger = try Ledger(opening: path, .throwaway)
        } catch {
            Folders.remove(folder)
            throw error
        }
        self.folder = folder
    }

    deinit {
        Folders.remove(folder)
    }
}
