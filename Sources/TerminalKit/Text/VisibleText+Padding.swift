/// Where a text stands within cells that are more than it needs.
package enum TextAlignment: Sendable {
    case left
    case right
    /// In the middle; of an odd number of spaces the greater part comes after.
    case centre
}

extension VisibleText {
    /// The text with spaces up to so many cells; unchanged if it has as many or more.
    package func padded(to cells: Int, _ alignment: TextAlignment = .left) -> VisibleText {
        if cells <= width { return self }
        let gap = cells - width
        let before =
            switch alignment {
            case .left: 0
            case .right: gap
            case .centre: gap / 2
            }
        return .spaces(before, for: profile) + self + .spaces(gap - before, for: profile)
    }

    /// The text in exactly so many cells, cut or padded.
    package func fitted(
        to cells: Int,
        _ alignment: TextAlignment = .left,
        cutAt place: CutPlace = .end,
    ) -> VisibleText {
        cut(to: cells, at: place).padded(to: cells, alignment)
    }
}
