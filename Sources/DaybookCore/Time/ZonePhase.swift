/// What holds in a zone between two of its transitions.
package struct ZonePhase: Hashable, Sendable {
    /// Seconds to add to UTC: positive east of Greenwich.
    package let offsetSeconds: Int32
    /// Whether the zone calls this daylight-saving time.
    package let isDaylight: Bool
    /// What the zone calls it: `CET`, `EDT`, `+1030`.
    package let abbreviation: String

    package init(offsetSeconds: Int32, isDaylight: Bool, abbreviation: String) {
        self.offsetSeconds = offsetSeconds
        self.isDaylight = isDaylight
        self.abbreviation = abbreviation
    }
}

/// A moment from which another phase holds in a zone.
package struct ZoneTransition: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z. Files know moments far outside our years.
    package let seconds: Int64
    package let phase: ZonePhase

    package init(seconds: Int64, phase: ZonePhase) {
        self.seconds = seconds
        self.phase = phase
    }
}
