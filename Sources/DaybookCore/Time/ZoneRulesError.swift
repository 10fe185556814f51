/// Why a list of transitions is no time zone.
package enum ZoneRulesError: Error, Hashable, Sendable {
    /// The transition at that place of the list does not come after the one before it.
    case transitionsOutOfOrder(index: Int)
    /// An offset of 26 hours or more to the east, or 25 or more to the west: no zone ever had one,
    /// and the search for a local time relies on it.
    case offsetOutOfRange(seconds: Int32)
    /// The clock goes forward by more than a day, near that second since 1970: the days after it
    /// would begin before the days that precede it.
    case leapOverMoreThanADay(atSeconds: Int64)
}
