/// What a screen is made of: a value with its state, which draws itself where it is told to.
///
/// A widget has no place of its own. Its owner passes it keys or movements, looks at the answer,
/// and draws it: drawing changes nothing, so that a screen follows from the state alone. Every
/// widget can be drawn at every size and leaves alone what lies outside its area.
package protocol Widget: Hashable, Sendable {
    func draw(into grid: inout Grid, _ area: Area, _ profile: TextProfile, isFocused: Bool)

    /// Says where the widget is going to be drawn, whenever that changes: pages and scrolling
    /// follow from it. What does not scroll needs none.
    mutating func fit(_ area: Area, _ profile: TextProfile)
}

extension Widget {
    package mutating func fit(_ area: Area, _ profile: TextProfile) {}
}

/// Where the terminal's cursor belongs, in cells of the screen.
package struct Caret: Hashable, Sendable {
    package let column: Int
    package let row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
