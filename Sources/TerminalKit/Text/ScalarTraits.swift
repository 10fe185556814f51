/// What drawing has to know about a code point.
enum ScalarKind {
    /// Stands for itself in a cell of its own.
    case plain
    /// A combining mark, drawn into the cell before it.
    case mark
    /// A mark that joins the letters beside it, also after a joiner.
    case virama
    /// C0, DEL or C1.
    case control
    /// Formats or separates and has no shape: joiners, bidi controls, variation selectors, tags.
    case hidden
    /// Unassigned, private use or no character at all.
    case unassigned
    /// Hangul letters that combine into a syllable: the first takes the cells of all.
    case leadJamo
    case vowelJamo
    case trailJamo
    /// Half a flag.
    case regional
    /// A skin tone.
    case modifier
    case emoji
    /// An emoji that takes a skin tone.
    case modifierBase
    /// A letter of a script in which a joiner between two letters changes their shapes.
    case joiningLetter
    case ideograph

    /// The kind with a number of the generated table: the order of `KINDS` in its generator.
    ///
    /// As a switch it costs nothing, which cannot be said of the enum's own raw values.
    @inline(__always)
    init(code: UInt8) {
        switch code {
        case 0: self = .plain
        case 1: self = .mark
        case 2: self = .virama
        case 3: self = .control
        case 4: self = .hidden
        case 5: self = .unassigned
        case 6: self = .leadJamo
        case 7: self = .vowelJamo
        case 8: self = .trailJamo
        case 9: self = .regional
        case 10: self = .modifier
        case 11: self = .emoji
        case 12: self = .modifierBase
        case 13: self = .joiningLetter
        case 14: self = .ideograph
        default: preconditionFailure("the width table holds only kinds that ScalarKind knows")
        }
    }

    var isEmoji: Bool { self == .emoji || self == .modifierBase }
}

/// The kind and the width of a code point, in one byte of the generated table.
struct ScalarTraits {
    /// The kind in the upper six bits; below it the width, where 3 stands for ambiguous.
    private let bits: UInt8

    init(of scalar: Unicode.Scalar) {
        let code = scalar.value
        // Printable ASCII is most of what there is, and the most plain.
        let isPrintableASCII = code &- 0x20 < 0x5F
        bits = isPrintableASCII ? 0b01 : Self.search(code)
    }

    var kind: ScalarKind {
        ScalarKind(code: bits >> 2)
    }

    /// The cells of the code point when it stands alone.
    func width(_ ambiguous: AmbiguousWidth) -> Int {
        let width = Int(bits & 0b11)
        return width < 3 ? width : ambiguous == .wide ? 2 : 1
    }

    /// The traits of the last run that begins at or before `code`.
    private static func search(_ code: UInt32) -> UInt8 {
        let runs = UnicodeWidthTables.runs
        let block = Int(code >> 8)
        let key = code << 8 | 0xFF
        var first = Int(firstRuns[block])
        var count = Int(firstRuns[block + 1]) - first + 1
        while count > 1 {
            let half = count / 2
            if runs[first + half] <= key { first += half }
            count -= half
        }
        return UInt8(truncatingIfNeeded: runs[first])
    }

    /// For each block of 256 code points, the run that its first one is in. Most blocks lie in
    /// one run or a few, which spares most of the search.
    private static let firstRuns: [UInt16] = {
        let runs = UnicodeWidthTables.runs
        var run = 0
        return (0...0x1100).map { block in
            let key = UInt32(block) << 16 | 0xFF
            while run + 1 < runs.count, runs[run + 1] <= key { run += 1 }
            return UInt16(run)
        }
    }()
}
