import DaybookCore
import DaybookStore

/// Who may do what. Changes of records ask by themselves; here is what else is asked.
extension Session {
    /// Refuses what whoever acts may not do, where the ledger is written beside its journal.
    func requirePermission(_ action: String) throws {
        try ledger().require(act(action))
    }

    /// Refuses an amount that is more than whoever acts may give away, as credits or by writing
    /// off. It is called within the change: a refusal of it is journalled with that.
    func require(
        _ limited: LimitedAct,
        of amount: Money,
        _ connection: Connection,
    ) throws {
        try AccessDesk(connection, actor: actor()).require(limited, of: amount)
    }

    /// Refuses to replace a ledger, where it can be asked. One that cannot be read says nothing:
    /// restoring is what mends it.
    func requireRestoring(at path: String) throws {
        let act = try act("ledger.restore")
        guard try Ledger.refuses(act, at: path) else { return }
        try Ledger(opening: path).require(act)
    }
}
