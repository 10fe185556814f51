/// Counts the cells of a text scalar by scalar, and says which scalars share a cell.
///
/// The widths add up however the scalars are grouped, except where emoji combine: a skin tone, a
/// zero-width joiner or U+FE0F make one picture of two cells out of what would be more or less.
struct CellCounter {
    /// What a scalar does to the row of cells.
    enum Step {
        /// It begins a cell of this width.
        case opens(Int)
        /// It makes the cell before it wider.
        case widens(Int)
        /// It shares the cell before it.
        case joins
    }

    /// What the scalar before leaves open.
    private enum Pending {
        case nothing
        case keycap
        case emoji
        case modifierBase
        case joinedEmoji
        case halfFlag
    }

    /// The cells so far.
    private(set) var width = 0
    /// The width of the last cell.
    private(set) var cell = 0
    private var pending = Pending.nothing
    private let ambiguous: AmbiguousWidth

    init(_ ambiguous: AmbiguousWidth) {
        self.ambiguous = ambiguous
    }

    /// Counts one more scalar.
    @discardableResult
    mutating func take(_ scalar: Unicode.Scalar) -> Step {
        take(scalar, ScalarTraits(of: scalar))
    }

    /// Counts one more scalar whose traits are known already.
    @discardableResult
    mutating func take(_ scalar: Unicode.Scalar, _ traits: ScalarTraits) -> Step {
        switch traits.kind {
        case .plain:
            return open(traits, scalar.isKeycapBase ? .keycap : .nothing)
        case .joiningLetter, .ideograph, .leadJamo, .unassigned:
            return open(traits, .nothing)
        case .emoji, .modifierBase:
            let next = traits.kind == .emoji ? Pending.emoji : .modifierBase
            return pending == .joinedEmoji ? widen(to: 2, next) : open(traits, next)
        case .modifier:
            return pending == .modifierBase ? widen(to: 2, .emoji) : open(traits, .nothing)
        case .regional:
            // Each half is one cell wide, so that the pair is two without looking back further.
            return pending == .halfFlag ? widen(to: cell + 1, .nothing) : open(traits, .halfFlag)
        case .hidden:
            return takeHidden(scalar)
        case .mark, .virama, .control, .vowelJamo, .trailJamo:
            return widen(to: cell, .nothing)
        }
    }

    private mutating func takeHidden(_ scalar: Unicode.Scalar) -> Step {
        switch (scalar, pending) {
        case (.zeroWidthJoiner, .emoji), (.zeroWidthJoiner, .modifierBase):
            widen(to: cell, .joinedEmoji)
        case (.emojiSelector, .emoji), (.emojiSelector, .modifierBase):
            widen(to: 2, .emoji)
        case (.emojiSelector, .keycap):
            widen(to: 2, .nothing)
        default:
            widen(to: cell, .nothing)
        }
    }

    private mutating func open(_ traits: ScalarTraits, _ next: Pending) -> Step {
        cell = traits.width(ambiguous)
        width += cell
        pending = next
        return .opens(cell)
    }

    private mutating func widen(to cells: Int, _ next: Pending) -> Step {
        let added = cells - cell
        pending = next
        guard added > 0 else { return .joins }
        cell = cells
        width += added
        return .widens(added)
    }
}
