/// Finds the known words that somebody may have meant.
package enum NearestWords {
    /// Words longer than this are no slips of the finger, and comparing them costs time.
    private static var longest: Int { 40 }
    /// More words than this are no suggestion but a list.
    private static var most: Int { 3 }

    /// The candidates nearest to what was typed, none when nothing is near enough.
    ///
    /// Upper and lower case are the same. The beginning of a word counts as near: people shorten.
    package static func among(_ candidates: [String], to typed: String) -> [String] {
        let typedLetters = letters(typed)
        guard !typedLetters.isEmpty, typedLetters.count <= longest else { return [] }
        var best = Int.max
        var nearest: [String] = []
        for candidate in candidates {
            guard let rank = rank(of: letters(candidate), typed: typedLetters) else { continue }
            if rank < best {
                best = rank
                nearest = []
            }
            if rank == best { nearest.append(candidate) }
        }
        return nearest.count <= most ? nearest : []
    }

    /// Scalars, not characters: comparing those is much faster, and the known words are ASCII.
    private static func letters(_ word: String) -> [Unicode.Scalar] {
        Array(word.lowercased().unicodeScalars)
    }

    /// 0 for the same word, then words that go on as typed, then words by their distance.
    private static func rank(of candidate: [Unicode.Scalar], typed: [Unicode.Scalar]) -> Int? {
        let limit = allowedDistance(typed.count)
        let distance = boundedDistance(typed, candidate, limit: limit)
        if distance == 0 { return 0 }
        let isBeginning = typed.count >= 2 && candidate.starts(with: typed)
        if isBeginning { return distance == nil ? 2 : 1 }
        return distance.map { $0 + 1 }
    }

    /// How many slips a word of this length may have. One letter alone could mean anything.
    private static func allowedDistance(_ length: Int) -> Int {
        switch length {
        case ...1: 0
        case ...4: 1
        case ...8: 2
        default: 3
        }
    }

    /// The Damerau-Levenshtein distance (optimal string alignment: a letter wrong, missing, too
    /// many, or two neighbours swapped), or nothing when it is above the limit.
    package static func boundedDistance(
        _ left: [Unicode.Scalar],
        _ right: [Unicode.Scalar],
        limit: Int,
    ) -> Int? {
        if abs(left.count - right.count) > limit { return nil }
        // Three rows of the usual matrix are enough: a swap looks back two.
        var twoBefore: [Int] = []
        var before = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(before[column + 1], current[column]) + 1
                cost = min(cost, before[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, twoBefore[column - 1] + 1)
                }
                current.append(cost)
            }
            twoBefore = before
            before = current
        }
        let distance = before[right.count]
        return distance <= limit ? distance : nil
    }
}
