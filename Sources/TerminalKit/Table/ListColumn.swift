/// A column of a table: what it is called and how it behaves when room is scarce.
package struct ListColumn: Hashable, Sendable {
    package let title: String
    package let alignment: Alignment
    /// A text may be cut down to so many cells; numbers are never cut, whatever this says.
    package let narrowest: Int
    /// Columns of a higher rank go first when there is no room for all.
    package let rank: Int
    /// Which end of a text is given up.
    package let cutAt: CutPlace

    package enum Alignment: Hashable, Sendable {
        case left
        case right
        /// Numbers with their decimal points below one another.
        case decimal
    }

    package init(
        _ title: String,
        _ alignment: Alignment = .left,
        narrowest: Int = 0,
        rank: Int = 0,
        cutAt: CutPlace = .end,
    ) {
        self.title = title
        self.alignment = alignment
        self.narrowest = narrowest
        self.rank = rank
        self.cutAt = cutAt
    }

    /// A number with some of its digits cut off would be a wrong number.
    var mayBeCut: Bool { alignment == .left && narrowest > 0 }
}
