/// One cell of a grid.
///
/// Made only from visible text and from `Glyph`s: nothing else may bring a character to a screen.
package struct Cell: Hashable, Sendable {
    package let character: Character
    package let style: Style
    /// 1, or 2 for the first cell of a wide character, or 0 for the second.
    package let span: UInt8

    private init(trusted character: Character, _ style: Style, span: UInt8) {
        self.character = character
        self.style = style
        self.span = span
    }

    /// Nothing but the ground.
    package static func blank(_ style: Style) -> Cell {
        Cell(trusted: " ", style, span: 1)
    }

    /// The cells of one character of visible text: one, or two.
    static func of(_ cell: TextCell, _ style: Style) -> Cell {
        Cell(trusted: cell.character, style, span: UInt8(cell.width))
    }

    static func of(_ glyph: Glyph, _ profile: TextProfile, _ style: Style) -> Cell {
        Cell(trusted: glyph.character(for: profile), style, span: 1)
    }

    /// What stands behind the first cell of a wide character.
    static func continuation(_ style: Style) -> Cell {
        Cell(trusted: " ", style, span: 0)
    }

    /// The same character in another style.
    func styled(_ style: Style) -> Cell {
        Cell(trusted: character, style, span: span)
    }

    /// Whether it shows only its ground: then it can be erased instead of written.
    var isBlank: Bool { span == 1 && character == " " }
}
