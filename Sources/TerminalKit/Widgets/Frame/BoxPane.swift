/// What a box shows around one of its panes; what is in the pane is its owner's to draw.
package struct BoxPane: Hashable, Sendable {
    /// Something on the top edge.
    package enum Label: Hashable, Sendable {
        case title(BoxTitle)
        case tabs(Tabs)
    }

    /// A line across the pane.
    package enum Divider: Hashable, Sendable {
        /// Under so many rows from the top.
        case below(Int)
        /// Over so many rows from the bottom.
        case above(Int)
    }

    /// On the top edge at the left.
    package var title: Label?
    /// On the top edge at the right.
    package var corner: Label?
    /// On the bottom edge at the right, such as `12 of 40`.
    package var position: String?
    /// From the top down.
    package var dividers: [Divider] = []
    /// Beside the first part of the pane, on the edge at its right.
    package var scrollbar: Scrollbar?
    /// The columns inside. The last pane of a box takes what the others leave.
    package var columns = 0

    package init(_ title: BoxTitle) {
        self.title = .title(title)
    }

    package init(_ tabs: Tabs) {
        title = .tabs(tabs)
    }

    package init() {}

    /// The rows of the dividers among so many inside; nil for one that would leave a part empty.
    func dividerRows(_ rows: Int) -> [Int?] {
        var before = -1
        return dividers.map { divider in
            let row =
                switch divider {
                case .below(let count): count
                case .above(let count): rows - 1 - count
                }
            guard row > before + 1 && row < rows - 1 else { return nil }
            before = row
            return row
        }
    }
}

extension BoxPane.Label {
    /// The cells that it takes, if it gets them.
    func width(_ profile: TextProfile) -> Int {
        switch self {
        case .title(let title): title.width(profile)
        case .tabs(let tabs): tabs.width(profile)
        }
    }

    func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        switch self {
        case .tabs(let tabs):
            tabs.draw(into: &grid, area, profile, isFocused: isFocused)
        case .title(let title):
            let parts = title.parts(within: area.columns, profile, isFocused: isFocused)
            if parts.isEmpty { return }
            let blank = VisibleText.spaces(1, for: profile)
            var column = area.column
            for part in parts {
                column = grid.write(blank, column: column, row: area.row, in: area, .plain)
                column = grid.write(part.text, column: column, row: area.row, in: area, part.style)
            }
            grid.write(blank, column: column, row: area.row, in: area, .plain)
        }
    }
}
