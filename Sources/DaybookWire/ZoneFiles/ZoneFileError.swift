package import DaybookCore

/// A zone file (RFC 9636) that cannot be read: the byte, and why.
package struct ZoneFileError: Error, Hashable, Sendable {
    /// Bytes before the place, within the file.
    package let offset: Int
    package let reason: Reason

    package enum Reason: Hashable, Sendable {
        /// The file does not begin as zone files do.
        case notAZoneFile
        /// The file ends within what is being read.
        case endsEarly
        /// The file is larger than any zone's history could make it.
        case tooLarge(limitBytes: Int)
        /// A header counts what no file may have, no local time types for one.
        case badCount(String)
        /// A transition names a type that the file does not list.
        case noSuchType(Int)
        /// An abbreviation that begins outside of the list, does not end, or is not ASCII.
        case badAbbreviation
        /// A flag that is neither zero nor one.
        case badFlag(UInt8)
        /// The file counts leap seconds; Daybook's days have none.
        case hasLeapSeconds
        /// The rule for later years at the end of the file: what was expected there.
        case badRule(expected: String)
        /// What the file says is no time zone.
        case notAZone(ZoneRulesError)
    }

    init(_ reason: Reason, at offset: Int) {
        self.offset = offset
        self.reason = reason
    }
}
