import DaybookCore

/// What is wrong with a filter that is typed, where, and what was expected there.
package struct FilterProblem: Hashable, Sendable {
    /// The bytes of the text in front of the place, and those that are wrong.
    package let offset: Int
    package let length: Int
    package let sentence: String
    /// Nothing is wrong so far: it only has to go on.
    package let isUnfinished: Bool
    /// Whether the sentence names what could stand there.
    let namesChoices: Bool

    init(_ error: FilterError, in text: String) {
        let found = error.found.lowercased()
        let begun = error.known.filter { $0.hasPrefix(found) }
        offset = error.offset
        length = error.found.utf8.count
        isUnfinished =
            offset + length >= text.utf8.count && (error.known.isEmpty || !begun.isEmpty)
        namesChoices = !error.known.isEmpty
        sentence = Self.sentence(error, begun)
    }

    /// What a name stands for is wrong, and not how it is written.
    init(_ error: SavedFilterError, in text: String) {
        // The first name is near enough: whoever reads the sentence knows which is meant.
        let place = text.utf8.firstIndex(of: UInt8(ascii: "@")) ?? text.utf8.startIndex
        offset = text.utf8.distance(from: text.utf8.startIndex, to: place)
        length = 1
        isUnfinished = false
        namesChoices = true
        sentence =
            switch error {
            case .unknown(let name, _): "a saved filter names @\(name), and there is none"
            case .loop(let path): "@\(path.first ?? "") would stand for itself"
            case .tooLong: "with all that it names, it is too long"
            case .badName, .severalLines, .empty, .wrong, .needed, .exists:
                "a saved filter cannot be used"
            }
    }

    /// The saved filters could not be read.
    init(_ explanation: Explanation) {
        offset = 0
        length = 1
        isUnfinished = false
        namesChoices = true
        sentence = explanation.problem
    }

    private static func sentence(_ error: FilterError, _ begun: [String]) -> String {
        if !error.found.isEmpty && !begun.isEmpty {
            return "expected \(begun.joined(separator: ", "))"
        }
        let nearest = NearestWords.among(error.known, to: error.found)
        if !nearest.isEmpty {
            // What helps stands first: the line may be short.
            return "did you mean \(nearest.joined(separator: " or "))? expected \(error.expected)"
        }
        // A name was begun, and none is known.
        if error.found.hasPrefix("@") && error.known.isEmpty {
            return "expected \(error.expected), and there is none"
        }
        let isTold = error.known.allSatisfy { error.expected.contains($0) }
        let isCommon = error.known.contains { error.expected.contains($0) }
        if isTold || isCommon { return "expected \(error.expected)" }
        return "expected \(error.expected): \(error.known.joined(separator: ", "))"
    }
}
