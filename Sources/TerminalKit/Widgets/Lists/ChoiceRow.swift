/// One row of a list: a text, something at its right, and why it cannot be chosen if so.
struct ChoiceRow {
    var text: String
    /// At the right, when there is room; the obstacle stands in its place.
    var note: String?
    var obstacle: String?
    /// A column before the text, of so many cells.
    var lead: String?
    var leadColumns = 0

    /// The gutter for the cursor, and what keeps the text from the right edge.
    static let margins = 2

    /// The cells that it takes, if it gets them.
    func width(_ profile: TextProfile) -> Int {
        let texts = [shownText, right ?? ""].map {
            VisibleText($0, upTo: Self.widest, for: profile).width
        }
        let lead = leadColumns > 0 ? leadColumns + 2 : 0
        return Self.margins + lead + texts[0] + (texts[1] > 0 ? texts[1] + 2 : 0)
    }

    private static let widest = 200

    /// In brackets when it cannot be chosen, so that grey does not say it alone.
    private var shownText: String { obstacle == nil ? text : "(\(text))" }
    private var right: String? { obstacle ?? note }

    /// Draws it over a row of cells, whatever was there.
    func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        cursor: Cursor,
    ) {
        let ground = cursor == .absent ? Style.plain : .cursorRow(isFocused: cursor == .focused)
        grid.fill(area, ground)
        if cursor != .absent {
            let mark = Style.line(isFocused: cursor == .focused).on(ground.ground)
            grid.draw(.cursor, column: area.column, row: area.row, in: area, profile, mark)
        }
        let inside = area.dropping(left: 1, right: 1)
        let content = drawLead(into: &grid, inside, profile, ground)
        drawTexts(into: &grid, content, profile, ground)
    }

    /// Whether the cursor is on the row, and the focus where the cursor is.
    enum Cursor {
        case absent, unfocused, focused

        init(isHere: Bool, isFocused: Bool) {
            self = !isHere ? .absent : isFocused ? .focused : .unfocused
        }
    }

    /// - Returns: what is left for the texts.
    private func drawLead(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ ground: Style,
    ) -> Area {
        // Without room for both, the text says more.
        guard leadColumns > 0, area.columns >= leadColumns + 12 else { return area }
        let text = VisibleText(lead ?? "", upTo: leadColumns, for: profile)
        let style = (obstacle == nil ? Style.key : .quiet).on(ground.ground)
        grid.write(text, column: area.column, row: area.row, in: area, style)
        return area.dropping(left: leadColumns + 2)
    }

    private func drawTexts(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ ground: Style,
    ) {
        let wanted = VisibleText(shownText, upTo: area.columns, for: profile)
        var room = area.columns
        if let right, !right.isEmpty {
            // A short text leaves more than half to what stands at its right, of which so little
            // would tell nothing.
            let cells = area.columns - min(wanted.width, area.columns / 2) - 2
            let whole = VisibleText(right, upTo: area.columns, for: profile)
            let note = whole.cut(to: cells)
            if note.width == whole.width || note.width >= 10 {
                let style = Style.quiet.on(ground.ground)
                let column = area.endColumn - note.width
                grid.write(note, column: column, row: area.row, in: area, style)
                room -= note.width + 2
            }
        }
        let style = obstacle == nil ? ground : Style.quiet.on(ground.ground)
        grid.write(wanted.cut(to: room), column: area.column, row: area.row, in: area, style)
    }
}
