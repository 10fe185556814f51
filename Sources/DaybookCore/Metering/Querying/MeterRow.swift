/// A quantity: of which window, of whom, of which groups.
package struct MeterRow: Hashable, Sendable {
    /// Nil only where the query left the bound open and no event gave it.
    package let from: Instant?
    package let to: Instant?
    package let value: PreciseAmount
    /// Set where the query splits by subject.
    package let subject: String?
    /// Set where the query splits by customer: its id.
    package let customer: String?
    /// The values of the groups that the query splits by, in order of asking.
    package let groups: [Group]

    package struct Group: Hashable, Sendable {
        package let name: String
        package let value: String
    }
}

extension MeterRow {
    /// By window, then by subject, customer and groups.
    static func isBefore(_ one: MeterRow, _ other: MeterRow) -> Bool {
        let (left, right) = (one.from ?? .earliest, other.from ?? .earliest)
        if left != right { return left < right }
        var order = ExactText.order(one.subject ?? "", other.subject ?? "")
        if order == 0 { order = ExactText.order(one.customer ?? "", other.customer ?? "") }
        var index = 0
        while order == 0, index < min(one.groups.count, other.groups.count) {
            order = ExactText.order(one.groups[index].value, other.groups[index].value)
            index += 1
        }
        return order == 0 ? one.groups.count < other.groups.count : order < 0
    }
}
