/// A cursor among rows of which a window is shown: what everything that scrolls by rows shares.
package struct ListCursor: Hashable, Sendable {
    /// The row that the cursor is on; 0 also where there is none.
    package private(set) var index = 0
    package private(set) var count: Int
    /// The first row of the window, as it was fitted.
    private var top = 0
    /// The rows of the window; until it is fitted, a guess for the size of a page.
    private var rows = 10

    package init(count: Int) {
        self.count = max(count, 0)
    }

    package mutating func move(_ movement: Movement) {
        // One row of a page stays, so that the reader knows where it goes on.
        let page = max(rows - 1, 1)
        switch movement {
        case .up: select(index - 1)
        case .down: select(index + 1)
        case .pageUp: turn(-page)
        case .pageDown: turn(page)
        case .first: select(0)
        case .last: select(count - 1)
        case .by(let distance):
            // No list is longer than this, and nothing overflows.
            let bound = 1 << 40
            select(index + min(max(distance, -bound), bound))
        }
    }

    package mutating func select(_ index: Int) {
        self.index = max(min(index, count - 1), 0)
        top = top(rows: rows)
    }

    /// There are more or fewer rows now; the cursor stays where it can.
    package mutating func recount(_ count: Int) {
        self.count = max(count, 0)
        select(index)
    }

    package mutating func fit(rows: Int) {
        self.rows = max(rows, 1)
        top = top(rows: self.rows)
    }

    /// The first row that a window of so many rows shows: with the cursor in it, and without
    /// blank rows behind the last one.
    package func top(rows: Int) -> Int {
        let rows = max(rows, 1)
        let low = max(index - rows + 1, 0)
        return max(min(max(top, low), index, max(count - rows, 0)), 0)
    }

    /// A page: the window moves with the cursor, which stays where it is on the screen.
    private mutating func turn(_ distance: Int) {
        top = max(min(top + distance, count - rows), 0)
        select(index + distance)
    }
}
