extension Dialog {
    /// A choice as it stands on the screen.
    struct Button {
        let index: Int
        let area: Area
    }

    /// Where the parts of a dialog are.
    struct Layout {
        /// With the lines around it, if there is room for them.
        var box: Area
        var isFramed = false
        var text: Area
        /// What says what is to be typed, and where it is.
        var order: Area
        var field: Area
        var hint: Area
        var buttons: [Button] = []
    }

    /// No line of text is wider: the eye would lose its way back.
    private static let widest = 64
    /// Enough for every hint.
    private static let narrowest = 40

    func layout(in area: Area, _ profile: TextProfile) -> Layout {
        let buttonsWidth = choices.indices.reduce(0) { $0 + buttonWidth($1, profile) }
        let titleWidth = VisibleText(title, upTo: Self.widest, for: profile).width
        let natural = max(naturalWidth, buttonsWidth, titleWidth)
        let columns = min(max(natural, Self.narrowest), Self.widest)
        // An edge and a margin at each side.
        let framed = min(columns, area.columns - 4)
        let isFramed =
            area.columns >= 20 && area.rows >= 2 + leastRows(inColumns: framed, profile)
        let inside = isFramed ? framed : min(columns, area.columns - 2)
        let isOneRow = buttonsWidth <= inside
        let heights = heights(
            inColumns: inside,
            upTo: isFramed ? area.rows - 2 : area.rows,
            buttonRows: isOneRow ? 1 : choices.count,
            profile,
        )
        let box = area.centred(
            columns: isFramed ? inside + 4 : area.columns,
            rows: isFramed ? heights.all + 2 : heights.all,
        )
        let content = isFramed ? box.dropping(left: 1, top: 1, right: 1, bottom: 1) : box
        var parts = Parts(rest: content)
        return Layout(
            box: box,
            isFramed: isFramed,
            text: parts.take(heights.text).dropping(left: 1),
            order: parts.take(heights.order, after: heights.gap).dropping(left: 1),
            field: parts.take(heights.field).dropping(left: 1, right: 1),
            hint: parts.take(heights.hint).dropping(left: 1, right: 1),
            buttons: buttons(in: parts.rest, isOneRow: isOneRow, profile),
        )
    }

    // MARK: Rows

    /// What a box of lines must leave room for: a line of text, a button, all that is to be read
    /// for typing the word, and a hint.
    private func leastRows(inColumns columns: Int, _ profile: TextProfile) -> Int {
        let order = order?.rows(inColumns: columns + 1, upTo: 100, profile) ?? 0
        return 3 + order + (word == nil ? 0 : 1)
    }

    private struct Heights {
        var text = 0
        var gap = 0
        var order = 0
        var field = 0
        var hint = 0
        var buttons = 0

        var all: Int { text + gap + order + field + hint + buttons }
    }

    /// Shares the rows out. What is needed to answer comes before what is there to be read, which
    /// scrolls.
    private func heights(
        inColumns columns: Int,
        upTo rows: Int,
        buttonRows: Int,
        _ profile: TextProfile,
    ) -> Heights {
        var rest = Rows(max(rows, 0))
        var heights = Heights()
        heights.buttons = rest.take(1)
        if let order {
            heights.field = rest.take(1)
            let wanted = order.rows(inColumns: columns + 1, upTo: rest.count + 1, profile)
            heights.order = rest.take(wanted)
        }
        heights.text = rest.take(1)
        heights.buttons += rest.take(buttonRows - 1)
        heights.hint = rest.take(1)
        let wanted = text.rows(inColumns: columns + 1, upTo: rest.count + 2, profile)
        heights.text += rest.take(wanted - 1)
        heights.gap = rest.take(order == nil ? 0 : 1)
        return heights
    }

    /// Rows that are given away until there are none.
    private struct Rows {
        var count: Int

        init(_ count: Int) {
            self.count = count
        }

        mutating func take(_ wanted: Int) -> Int {
            let taken = min(max(wanted, 0), count)
            count -= taken
            return taken
        }
    }

    /// An area that is given away from the top.
    private struct Parts {
        var rest: Area

        mutating func take(_ rows: Int, after gap: Int = 0) -> Area {
            rest = rest.dropping(top: gap)
            let part = rest.top(rows)
            rest = rest.dropping(top: rows)
            return part
        }
    }

    // MARK: Buttons

    /// The key and the label of a button in brackets, which are round when it is disabled.
    func buttonText(_ index: Int, _ profile: TextProfile) -> VisibleText {
        let words = [letter(index).map { String($0) }, choices[index].label].compactMap(\.self)
        let text = words.joined(separator: " ")
        let whole = isEnabled(index) ? "[ \(text) ]" : "( \(text) )"
        return VisibleText(whole, upTo: Self.widest, for: profile)
    }

    /// With the gutter for the mark of the focus, and a blank behind it.
    private func buttonWidth(_ index: Int, _ profile: TextProfile) -> Int {
        buttonText(index, profile).width + 2
    }

    /// Side by side, or one under the other; those around the focus if there are too few rows.
    private func buttons(in area: Area, isOneRow: Bool, _ profile: TextProfile) -> [Button] {
        if area.isEmpty { return [] }
        if !isOneRow {
            let focused = if case .choice(let index) = focus { index } else { 0 }
            let first = max(min(focused, choices.count - area.rows), 0)
            return choices.indices.dropFirst(first).prefix(area.rows).map {
                Button(index: $0, area: area.row($0 - first).left(buttonWidth($0, profile)))
            }
        }
        var column = 0
        return choices.indices.map { index in
            let width = buttonWidth(index, profile)
            defer { column += width }
            return Button(index: index, area: area.row(0).dropping(left: column).left(width))
        }
    }
}
