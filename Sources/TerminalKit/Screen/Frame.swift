/// One picture for the screen, and where the cursor blinks in it.
package struct Frame: Hashable, Sendable {
    package var grid: Grid
    /// Where somebody types; nil hides the cursor.
    package var caret: Caret?

    /// What has moved since the frame before, if somebody knows.
    package var scroll: Scroll?

    package init(_ grid: Grid, caret: Caret? = nil, scroll: Scroll? = nil) {
        self.scroll = scroll
        self.grid = grid
        self.caret = caret
    }
}
