package import DaybookCore

/// What stands at one place of a source of events.
package enum EventEntry: Hashable, Sendable {
    case event(EventPlace, UsageEvent)
    /// Something that is no event: why.
    case invalid(EventPlace, reason: String)

    package var place: EventPlace {
        switch self {
        case .event(let place, _), .invalid(let place, _): place
        }
    }

    func moved(to place: EventPlace) -> EventEntry {
        switch self {
        case .event(_, let event): .event(place, event)
        case .invalid(_, let reason): .invalid(place, reason: reason)
        }
    }
}

/// How far a source has been read.
package struct EventPlace: Hashable, Sendable {
    /// The line on which the entry begins, counted from 1.
    package let line: Int
    /// How many bytes of the source end with it. The entries of one batch share one end.
    package let end: Int

    /// Whether reading can go on behind this entry; not in the middle of a batch.
    package let isWhole: Bool

    package init(line: Int, end: Int, isWhole: Bool = true) {
        self.line = line
        self.end = end
        self.isWhole = isWhole
    }

    package static let start = EventPlace(line: 0, end: 0)
}

/// Why something is no event: the member at fault, and what is wrong with it.
struct EventProblem: Error {
    let description: String

    init(_ member: String, _ problem: String) {
        description = "\(member): \(problem)"
    }
}
