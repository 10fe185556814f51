/// The days that people can name. The calendar has the years 0001 to 9999; a year at each end is
/// kept back, so that the month, the quarter and the year around any day that is named are there.
enum CalendarRange {
    static let words = "0002 to 9998"

    /// Whether a text begins with a year that is kept back, or that no calendar has.
    static func isEdge(_ text: String) -> Bool {
        ["0000-", "0001-", "9999-"].contains { text.hasPrefix($0) }
    }
}
