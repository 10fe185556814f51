/// A regular expression of a small kind: classes, groups, alternatives, repetitions, ends.
///
/// It is matched against folded texts, in time proportional to the text times the pattern whatever
/// they are: all states are followed at once and none is ever returned to.
package struct TextPattern: Sendable {
    /// As it was written, without the slashes.
    package let source: String
    private let program: [Instruction]

    enum Instruction: Hashable, Sendable {
        case one(CharacterSet)
        /// Goes on at both places.
        case fork(Int, Int)
        case jump(Int)
        case start
        case end
        case found
    }

    /// Larger programs are refused: nobody writes them by hand.
    static var mostInstructions: Int { 2000 }

    package init(_ source: String) throws(TextPatternError) {
        self.source = source
        var parser = TextPatternParser(source)
        let tree = try parser.parse()
        var program: [Instruction] = []
        try tree.append(to: &program)
        program.append(.found)
        self.program = program
    }

    /// Whether a part of the text is as the pattern says.
    package func matches(_ text: String) -> Bool {
        let scalars = Array(SearchWord.fold(text).unicodeScalars)
        var current = StateList(count: program.count)
        var next = StateList(count: program.count)
        for index in 0...scalars.count {
            let ends = Ends(isStart: index == 0, isEnd: index == scalars.count)
            // A match may begin anywhere.
            if add(0, to: &current, ends) { return true }
            if index == scalars.count { return false }
            next.removeAll()
            for place in current.places {
                guard case .one(let set) = program[place], set.contains(scalars[index]) else {
                    continue
                }
                let after = Ends(isStart: false, isEnd: index + 1 == scalars.count)
                if add(place + 1, to: &next, after) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    private struct Ends {
        let isStart: Bool
        let isEnd: Bool
    }

    /// Adds a place and all that it leads to without a character; true when one of them is the end.
    private func add(_ first: Int, to states: inout StateList, _ ends: Ends) -> Bool {
        var open = [first]
        while let place = open.popLast() {
            guard states.insert(place) else { continue }
            switch program[place] {
            case .one: break
            case .fork(let one, let other):
                open.append(other)
                open.append(one)
            case .jump(let target): open.append(target)
            case .start: if ends.isStart { open.append(place + 1) }
            case .end: if ends.isEnd { open.append(place + 1) }
            case .found: return true
            }
        }
        return false
    }

    /// Places of the program, each once, in the order in which they came.
    private struct StateList {
        private(set) var places: [Int] = []
        private var isIn: [Bool]

        init(count: Int) {
            isIn = Array(repeating: false, count: count)
        }

        mutating func insert(_ place: Int) -> Bool {
            if isIn[place] { return false }
            isIn[place] = true
            places.append(place)
            return true
        }

        mutating func removeAll() {
            for place in places { isIn[place] = false }
            places.removeAll(keepingCapacity: true)
        }
    }
}

extension TextPattern: Hashable {
    package static func == (one: TextPattern, other: TextPattern) -> Bool {
        one.source.utf8.elementsEqual(other.source.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in source.utf8 { hasher.combine(byte) }
    }
}

/// Characters that a pattern takes at one place.
struct CharacterSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    static var anything: CharacterSet { CharacterSet(isNegated: true) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let code = scalar.value
        // Texts are folded: what was written as a range of capitals must find small letters.
        let isLetter = (0x61...0x7A).contains(code)
        let isIn = ranges.contains {
            $0.contains(code) || isLetter && $0.contains(code - 0x20)
        }
        return isIn != isNegated
    }
}

/// Why a text is no pattern, and at which of its bytes.
package struct TextPatternError: Error, Hashable, Sendable {
    package let offset: Int
    package let expected: String
}
