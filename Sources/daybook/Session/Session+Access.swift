import DaybookCore
import DaybookStore

/// Who may do what. Changes of records ask by themselves; here is what else is asked.
extension Session {
    /// Refuses what whoever acts may not do, where the ledger is written beside its journal.
    func requirePermission(_ action: String) throws {
        try ledger().require(act(action))
    }

    /// Refuses to replace a ledger, where it can be asked. One that cannot be read says nothing:
    /// restoring is what mends it.
    func requireRestoring(at path: String) throws {
        let act = try act("ledger.restore")
        guard try Ledger.refuses(act, at: path) else { return }
        try Ledger(opening: path).require(act)
    }
}
