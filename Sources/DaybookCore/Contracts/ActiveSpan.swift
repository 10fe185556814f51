/// From an instant to another one, or without an end. It may be empty: then it never was.
package struct ActiveSpan: Hashable, Sendable {
    package let from: Instant
    package let to: Instant?

    package init(from: Instant, to: Instant?) {
        self.from = from
        self.to = to
    }

    package var isEmpty: Bool { to.map { $0 <= from } ?? false }

    package func contains(_ instant: Instant) -> Bool {
        instant >= from && to.map { instant < $0 } ?? true
    }

    /// The part of a period that lies within, or nil if none does.
    func intersection(_ period: Period<Instant>) -> Period<Instant>? {
        let start = max(from, period.from)
        let end = to.map { min($0, period.to) } ?? period.to
        return start < end ? try? Period(from: start, to: end) : nil
    }
}
