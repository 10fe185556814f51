/// Which instant is meant by a local time that the clocks of a zone show twice or never.
package enum LocalReading: String, Hashable, Sendable {
    /// The earlier of two; in a gap what comes of the offset before it, so that 02:30 becomes
    /// 03:30 (as calendars read RFC 5545).
    case offsetBefore = "offset-before"
    /// What comes of the offset at the instant where the clocks of UTC show the time, corrected
    /// once: before the change west of Greenwich, behind it in the east. So the libraries of some
    /// languages do it, and systems inherit that.
    case offsetNearby = "offset-nearby"
}
