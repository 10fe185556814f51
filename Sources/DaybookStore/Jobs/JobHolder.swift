// What lives in this folder: jobs in the ledger, and whether what runs still runs. What a job does
// to records is done elsewhere, and is journalled there.

/// Whoever does a job, and a way to ask whether somebody who did another is still there. A job is
/// known to be interrupted by this and never by the time that it has taken.
package struct JobHolder: Sendable {
    package let name: String
    package let isThere: @Sendable (_ name: String) -> Bool

    package init(name: String, isThere: @escaping @Sendable (String) -> Bool) {
        self.name = name
        self.isThere = isThere
    }
}
