import TerminalKit

/// Which ledger this is, where one stands in it, and who acts.
struct IdentityLine {
    private let state: ConsoleState

    init(_ state: ConsoleState) {
        self.state = state
    }

    func draw(on canvas: inout Canvas, _ area: Area) {
        let ground = Style.plain.on(.surface)
        canvas.fill(area, ground)
        let row = area.row
        var column = area.column
        column = canvas.write(
            " \(state.identity.mode.rawValue) ",
            column: column,
            row: row,
            in: area,
            pill
        )
        let actor = " \(state.identity.actor) "
        // Where room is scarce, the place is worth more than the name of who sits there.
        let end = area.endColumn - canvas.width(of: actor)
        let isActorShown = end - column > 40
        let room = isActorShown ? area.dropping(right: area.endColumn - end) : area
        column = canvas.write(
            " \(state.identity.name)",
            column: column,
            row: row,
            in: room,
            ground.with(.bold)
        )
        if area.columns > 100 {
            let books = " (\(state.identity.organisation))"
            column = canvas.write(
                books,
                column: column,
                row: row,
                in: room,
                Style.quiet.on(.surface)
            )
        }
        drawCrumbs(on: &canvas, from: column, row, room, ground)
        if isActorShown {
            canvas.write(actor, column: end, row: row, in: area, Style.quiet.on(.surface))
        }
    }

    /// Where one is matters more than how one got there: what there is no room for goes in front.
    private func drawCrumbs(
        on canvas: inout Canvas,
        from start: Int,
        _ row: Int,
        _ room: Area,
        _ ground: Style,
    ) {
        var (column, crumbs) = (start, crumbs)
        let widths = crumbs.map { canvas.width(of: $0) + 3 }
        var missing = widths.reduce(0, +) - (room.endColumn - start)
        let isCut = missing > 0 && crumbs.count > 1
        if isCut { missing += 4 }
        while missing > 0, crumbs.count > 1 {
            missing -= widths[widths.count - crumbs.count]
            crumbs.removeFirst()
        }
        var glyph: Glyph = .bullet
        if isCut {
            canvas.draw(glyph, column: column + 1, row: row, in: room, Style.quiet.on(.surface))
            canvas.draw(.ellipsis, column: column + 3, row: row, in: room, ground)
            (column, glyph) = (column + 4, .crumb)
        }
        for crumb in crumbs {
            canvas.draw(glyph, column: column + 1, row: row, in: room, Style.quiet.on(.surface))
            column = canvas.write(crumb, column: column + 3, row: row, in: room, ground)
            glyph = .crumb
        }
    }

    /// The mode in words, and in a tone that repeats it.
    private var pill: Style {
        let tone: Role =
            switch state.identity.mode {
            case .live: .bad
            case .sandbox: .good
            case .readOnly, .offlineCopy: .warning
            }
        return Style(tone, on: .background, [.bold, .reverse])
    }

    /// The way to what is seen: the pane, what it is narrowed to, the record that is open.
    private var crumbs: [String] {
        let pane = PaneDefinition.of(state.pane)
        var crumbs = state.trail.map { PaneDefinition.of($0.pane.id).title }
        if state.current.scope != .all { crumbs.append(state.current.scope.name) }
        crumbs.append(pane.title)
        if state.focus == .detail, let name = state.current.detail.shown?.name {
            crumbs.append(name)
        }
        return crumbs
    }
}
