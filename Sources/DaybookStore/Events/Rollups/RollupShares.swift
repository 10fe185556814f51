/// A month of a meter: so much is checked in one piece.
struct RollupPart: Hashable, Sendable {
    let meter: String
    /// The hour with which it begins.
    let month: Int64
}

/// The parts of a check, of which each is taken once, whoever asks first.
final class RollupShares: Sendable {
    private let parts: [RollupPart]
    private let taken = Guarded(0)
    private let stopped = Guarded(false)

    init(_ parts: [RollupPart]) {
        self.parts = parts
    }

    /// The next part and its place; nil where none is left, or somebody has stopped.
    func next() -> (place: Int, part: RollupPart)? {
        let place = taken.withLock { taken in
            defer { taken += 1 }
            return taken
        }
        guard place < parts.count, !isStopped else { return nil }
        return (place, parts[place])
    }

    var isStopped: Bool { stopped.withLock { $0 } }

    func stop() {
        stopped.withLock { $0 = true }
    }
}
