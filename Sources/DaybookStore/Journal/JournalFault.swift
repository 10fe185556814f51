/// The first entry of a journal that does not fit, and how.
package struct JournalFault: Hashable, Sendable {
    /// Where in the journal: the number under which the entry lies, or should lie.
    package let number: Int
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        /// There is none at all, and the ledger had one from its first day on.
        case emptied
        /// The entry is not the one that its hash was made of.
        case edited
        /// It fits its own hash, but the one behind it was written behind another.
        case rewritten
        /// It is not there; the last of the entries that are missing in a row.
        case deleted(through: Int)
        /// It was put there: the one behind it was written behind the one before it.
        case inserted
        /// Another entry lies in its place.
        case moved(holds: Int)
        /// The journal ends before it, although it was seen; the last that was seen.
        case cutOff(through: Int)
        /// It fits all entries before it, but is not the one that was seen.
        case replaced
    }

    package init(_ number: Int, _ kind: Kind) {
        self.number = number
        self.kind = kind
    }
}
