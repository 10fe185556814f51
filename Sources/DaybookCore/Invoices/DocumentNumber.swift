/// The number of a document: what its series begins with, and its place in it.
package struct DocumentNumber: Hashable, Sendable {
    /// `INV-2026-`: a series begins anew with each year.
    package let prefix: String
    package let place: Int
    /// How many digits there are at least.
    private let width: Int

    /// Four digits keep most houses' numbers of a year in their order.
    package static let usualWidth = 4

    package init(prefix: String, place: Int, width: Int = Self.usualWidth) {
        precondition(place > 0, "a series counts from 1")
        self.prefix = prefix
        self.place = place
        self.width = width
    }

    /// What the numbers of a year begin with.
    package static func prefix(_ word: String, on day: CivilDate) -> String {
        "\(word)\(day.components.year)-"
    }

    /// `INV-2026-0412`: with zeros in front, so that a year's numbers stand in their order.
    package var text: String {
        let digits = "\(place)"
        return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
