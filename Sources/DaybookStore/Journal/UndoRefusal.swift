package import DaybookCore

/// Why an act cannot be taken back.
package enum UndoRefusal: Error, Sendable {
    /// There is no such entry.
    case missing(Int)
    /// It wrote too many rows to tell of each.
    case filled(Int)
    /// A later entry has taken it back already.
    case cancelled(Int, by: Int)
    /// What it wrote is not as it left it; the later entry that changed it, where one did.
    case changedSince(Int, by: JournalEntry?)
    /// Other records refer to what it made.
    case needed(Int)
    /// It made an account without which a customer has none.
    case onlyAccount(Int, ofCustomer: String)
    /// A rule of the ledger keeps what it wrote; what sets it right instead, where something does.
    case kept(Int, rule: String, Compensation?)
    /// A remote has heard of it, or may have; what sets it right instead.
    case left(Int, to: String, Compensation)
    /// It is not what its hash was made of: nobody knows what was there before.
    case edited(Int)
    /// It tells of tables or columns that this version of the ledger does not have.
    case foreign(Int)
}
