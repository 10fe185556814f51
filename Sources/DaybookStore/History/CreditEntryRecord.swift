package import DaybookCore

/// One thing that became of a credit after it was granted.
package struct CreditEntryRecord: Hashable, Sendable {
    /// The credit's id.
    package let credit: String
    /// Its place among what became of the credit, counted from 1.
    package let place: Int
    package let what: What
    package let on: CivilDate
    package let at: Instant
    package let note: String?

    package enum What: Hashable, Sendable {
        case entry(CreditLedger.Kind, Money)
        /// Its renewals ended.
        case stopped
    }

    package init(
        credit: String,
        place: Int,
        what: What,
        on: CivilDate,
        at: Instant,
        note: String?,
    ) {
        (self.credit, self.place, self.what) = (credit, place, what)
        (self.on, self.at, self.note) = (on, at, note)
    }
}
