/// Bytes that were made into JSON Lines from another notation, and where each line came from.
///
/// A reader of lines runs ahead of whoever reads its values: the places wait in order, one for each
/// line that is not blank.
package protocol NumberedLines: ByteSource, AnyObject {
    /// The place of the next line; called once for each value that was read.
    func takePlace() -> LinePlace
}

/// Where a line came from.
package struct LinePlace: Hashable, Sendable {
    /// The line of the source on which it begins, counted from 1.
    package let line: Int
    /// How many bytes of the source end with it.
    package let end: Int
    /// Why there is nothing to be read at this place; then the line only stands for it.
    package let problem: String?

    package init(line: Int, end: Int, problem: String? = nil) {
        self.line = line
        self.end = end
        self.problem = problem
    }
}

/// Places that wait to be taken, in order. Those taken are dropped many at a time.
package struct WaitingPlaces: Sendable {
    private var places: [LinePlace] = []
    private var taken = 0

    package init() {}

    package mutating func append(_ place: LinePlace) { places.append(place) }

    package mutating func take() -> LinePlace {
        precondition(taken < places.count, "a place is taken once for each line")
        defer {
            taken += 1
            if taken >= 4096 {
                places.removeFirst(taken)
                taken = 0
            }
        }
        return places[taken]
    }
}
