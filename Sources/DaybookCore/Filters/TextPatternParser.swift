/// Reads the notation of patterns.
struct TextPatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    /// Deeper groups are refused, so that no pattern exhausts the stack.
    private static var deepest: Int { 32 }
    private static var mostRepetitions: Int { 100 }

    indirect enum Tree {
        case one(CharacterSet)
        case sequence([Tree])
        case choice([Tree])
        case repeated(Tree, least: Int, most: Int?)
        case start
        case end
    }

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(TextPatternError) -> Tree {
        let tree = try choice()
        guard index == scalars.count else { throw expected("no ) without its (") }
        return tree
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    private func expected(_ what: String) -> TextPatternError {
        let offset = scalars[..<min(index, scalars.count)].reduce(0) { $0 + UTF8.width($1) }
        return TextPatternError(offset: offset, expected: what)
    }

    private mutating func choice() throws(TextPatternError) -> Tree {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(TextPatternError) -> Tree {
        var parts: [Tree] = []
        while let next = current, next != "|", next != ")" {
            parts.append(try repeated(try atom()))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated(_ atom: Tree) throws(TextPatternError) -> Tree {
        var tree = atom
        var times = 0
        while let bounds = try bounds() {
            times += 1
            guard times <= 3 else { throw expected("no more than three signs of repetition") }
            tree = .repeated(tree, least: bounds.least, most: bounds.most)
        }
        return tree
    }

    private mutating func bounds() throws(TextPatternError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        let least = try number()
        var most: Int? = least
        if take(",") { most = current == "}" ? nil : try number() }
        guard take("}"), most.map({ $0 >= least }) ?? true else {
            throw expected("{n}, {n,} or {n,m}")
        }
        return (least, most)
    }

    private mutating func number() throws(TextPatternError) -> Int {
        var number = 0
        let start = index
        while let digit = current, (0x30...0x39).contains(digit.value) {
            number = number * 10 + Int(digit.value - 0x30)
            guard number <= Self.mostRepetitions else {
                throw expected("a number up to \(Self.mostRepetitions)")
            }
            index += 1
        }
        guard index > start else { throw expected("a number") }
        return number
    }

    private mutating func atom() throws(TextPatternError) -> Tree {
        guard let next = current else { throw expected("a character") }
        switch next {
        case "(": return try group()
        case "[": return try characterClass()
        case "*", "+", "?", "{": throw expected("something to repeat")
        case "\\":
            index += 1
            return .one(try escaped())
        case _:
            index += 1
            return switch next {
            case ".": .one(.anything)
            case "^": .start
            case "$": .end
            case _: Self.literal(next)
            }
        }
    }

    private mutating func group() throws(TextPatternError) -> Tree {
        depth += 1
        guard depth <= Self.deepest else { throw expected("fewer groups in each other") }
        index += 1
        let tree = try choice()
        guard take(")") else { throw expected(")") }
        depth -= 1
        return tree
    }

    /// A character as folded texts have it: several where one folds to several, as ß does.
    private static func literal(_ scalar: Unicode.Scalar) -> Tree {
        let folded = folded(scalar).map { Tree.one(CharacterSet(ranges: [$0...$0])) }
        return folded.count == 1 ? folded[0] : .sequence(folded)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [UInt32] {
        SearchWord.fold(String(Character(scalar))).unicodeScalars.map(\.value)
    }

    /// What stands behind a backslash.
    private mutating func escaped() throws(TextPatternError) -> CharacterSet {
        guard let next = current else { throw expected("a character behind \\") }
        index += 1
        switch next {
        case "d": return .digits
        case "D": return .digits.negated
        case "w": return .letters
        case "W": return .letters.negated
        case "s": return .spaces
        case "S": return .spaces.negated
        case _:
            guard next.value < 0x80, !next.properties.isAlphabetic,
                !(0x30...0x39).contains(next.value)
            else {
                index -= 1
                throw expected("\\d, \\w, \\s or a sign behind \\")
            }
            return CharacterSet(ranges: [next.value...next.value])
        }
    }

    private mutating func characterClass() throws(TextPatternError) -> Tree {
        index += 1
        var set = CharacterSet(isNegated: take("^"))
        while let next = current, next != "]" {
            index += 1
            if next == "\\" {
                let escaped = try escaped()
                guard !escaped.isNegated else { throw expected("no \\D, \\W or \\S in [ ]") }
                set.ranges += escaped.ranges
            } else if current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                let last = scalars[index + 1]
                guard next <= last else { throw expected("a range that goes upwards") }
                set.ranges.append(next.value...last.value)
                index += 2
            } else {
                set.ranges += Self.folded(next).map { $0...$0 }
            }
        }
        guard take("]") else { throw expected("]") }
        return .one(set)
    }
}

extension CharacterSet {
    static var digits: CharacterSet { CharacterSet(ranges: [0x30...0x39]) }
    /// Folded letters: what is no sign and no space of ASCII.
    static var letters: CharacterSet {
        CharacterSet(ranges: [0x30...0x39, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x10_FFFF])
    }
    static var spaces: CharacterSet { CharacterSet(ranges: [0x09...0x0D, 0x20...0x20]) }

    var negated: CharacterSet { CharacterSet(ranges: ranges, isNegated: !isNegated) }
}

extension TextPatternParser.Tree {
    /// Writes the program of the tree behind another.
    func append(to program: inout [TextPattern.Instruction]) throws(TextPatternError) {
        guard program.count < TextPattern.mostInstructions else {
            throw TextPatternError(offset: 0, expected: "a shorter pattern")
        }
        switch self {
        case .one(let set): program.append(.one(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let parts):
            for part in parts { try part.append(to: &program) }
        case .choice(let branches): try Self.append(branches[...], to: &program)
        case .repeated(let part, let least, let most):
            try part.append(least: least, most: most, to: &program)
        }
    }

    private static func append(
        _ branches: ArraySlice<Self>,
        to program: inout [TextPattern.Instruction],
    ) throws(TextPatternError) {
        guard let first = branches.first else { return }
        if branches.count == 1 { return try first.append(to: &program) }
        let fork = program.count
        program.append(.fork(fork + 1, fork))
        try first.append(to: &program)
        let jump = program.count
        program.append(.jump(jump))
        program[fork] = .fork(fork + 1, program.count)
        try append(branches.dropFirst(), to: &program)
        program[jump] = .jump(program.count)
    }

    private func append(
        least: Int,
        most: Int?,
        to program: inout [TextPattern.Instruction],
    ) throws(TextPatternError) {
        for _ in 0..<least { try append(to: &program) }
        guard let most else {
            let fork = program.count
            program.append(.fork(fork + 1, fork))
            try append(to: &program)
            program.append(.jump(fork))
            program[fork] = .fork(fork + 1, program.count)
            return
        }
        var forks: [Int] = []
        for _ in least..<most {
            forks.append(program.count)
            program.append(.fork(0, 0))
            try append(to: &program)
        }
        for fork in forks { program[fork] = .fork(fork + 1, program.count) }
    }
}
