/// The cell that a visible text is being written into, as far as it decides what may follow.
///
/// Characters without a shape of their own stay only where they do what they are for; anywhere
/// else they could hide in a name or shift a column.
struct VisibleCluster {
    /// The marks, joiners and selectors that one cell keeps.
    ///
    /// A curses cell holds a base and four more code points, and drops others without a word.
    /// Ordinary spelling needs up to three.
    static let followerLimit = 4
    /// The pictures that joiners combine into one: as many as the largest family has.
    static let pictureLimit = 4

    /// What the cell began with; nothing at the start of the text and after a mark of ours.
    private var base: Unicode.Scalar?
    private var baseKind = ScalarKind.plain
    /// What was written last.
    private var last: Unicode.Scalar?
    private var lastKind = ScalarKind.plain
    private var followers = 0
    private var pictures = 0

    /// True once combining marks are left out, until the next base.
    private(set) var isOverfull = false

    /// Notes a scalar that begins a cell.
    mutating func open(_ scalar: Unicode.Scalar, _ kind: ScalarKind) {
        self = VisibleCluster()
        base = scalar
        baseKind = kind
        last = scalar
        lastKind = kind
        pictures = 1
    }

    /// Notes a scalar that shares the cell.
    mutating func follow(_ scalar: Unicode.Scalar, _ kind: ScalarKind) {
        if kind.isEmoji {
            // Each picture of a sequence may have its own selector and joiner.
            pictures += 1
            followers = 0
        } else if kind != .regional {
            followers += 1
        }
        last = scalar
        lastKind = kind
    }

    /// Notes that combining marks are being left out.
    mutating func overfill() {
        self = VisibleCluster()
        isOverfull = true
    }

    var hasBase: Bool { base != nil }
    var hasRoom: Bool { followers < Self.followerLimit }

    /// True where the next emoji belongs to the same picture.
    var joinsEmoji: Bool { last == .zeroWidthJoiner && baseKind.isEmoji }

    /// True for a skin tone right after an emoji that takes one.
    var takesModifier: Bool { lastKind == .modifierBase }

    /// True for a vowel or final consonant that completes a Hangul syllable.
    func takesJamo(_ kind: ScalarKind) -> Bool {
        guard let last, hasRoom else { return false }
        // Among the ready-made syllables, every 28th ends in a vowel.
        let isSyllable = 0xAC00...0xD7A3 ~= last.value
        let endsInVowel = isSyllable && (last.value - 0xAC00).isMultiple(of: 28)
        if kind == .vowelJamo {
            return lastKind == .leadJamo || lastKind == .vowelJamo || endsInVowel
        }
        return isSyllable || lastKind == .vowelJamo || lastKind == .trailJamo
    }

    /// True for a joiner or non-joiner that shapes the letters beside it: after a virama, or
    /// between two letters of a joining script (RFC 5892, appendix A), or between two emoji.
    func takesJoiner(_ joiner: Unicode.Scalar, before next: ScalarKind?) -> Bool {
        guard hasBase, hasRoom else { return false }
        if baseKind.isEmoji {
            let isPicture = lastKind.isEmoji || lastKind == .modifier || last == .emojiSelector
            let isNextPicture = next?.isEmoji ?? false
            return joiner == .zeroWidthJoiner && isPicture && isNextPicture
                && pictures < Self.pictureLimit
        }
        if lastKind == .virama { return true }
        let isLetter = lastKind == .joiningLetter || lastKind == .mark
        return baseKind == .joiningLetter && isLetter && next == .joiningLetter
    }

    /// True for a variation selector that chooses between shapes its base really has.
    func takesSelector(
        _ selector: Unicode.Scalar,
        inCellOf width: Int,
        before next: Unicode.Scalar?,
    ) -> Bool {
        guard let last, hasRoom else { return false }
        switch selector.value {
        case 0xFE0F where last.isKeycapBase && base == last: return next == .enclosingKeycap
        case 0xFE0F: return lastKind.isEmoji
        // Some terminals draw a wide emoji narrow then, others do not.
        case 0xFE0E: return lastKind.isEmoji && width == 1
        case 0xFE00...0xFE02, 0xE0100...0xE01EF: return lastKind == .ideograph
        case 0x180B...0x180D, 0x180F:
            return lastKind == .joiningLetter && 0x1800...0x18AF ~= last.value
        default: return false
        }
    }

    /// True where the flag of a region begins, the only place for tag characters.
    var takesTags: Bool { last == "\u{1F3F4}" && followers == 0 }
}
