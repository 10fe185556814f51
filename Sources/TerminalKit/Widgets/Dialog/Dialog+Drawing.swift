extension Dialog {
    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let layout = layout(in: area, profile)
        grid.fill(layout.box, .plain)
        if layout.isFramed {
            BoxFrame(BoxPane(BoxTitle(title)))
                .draw(into: &grid, layout.box, profile, isFocused: isFocused)
        }
        text.draw(into: &grid, layout.text, profile, isFocused: isFocused)
        drawField(into: &grid, layout, profile, isFocused: isFocused)
        for button in layout.buttons {
            let isHere = isFocused && focus == .choice(button.index)
            draw(button, into: &grid, profile, isFocused: isHere)
        }
        grid.raise(layout.box)
    }

    private func drawField(
        into grid: inout Grid,
        _ layout: Layout,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        if let order {
            order.draw(into: &grid, layout.order, profile, isFocused: isFocused)
            let isHere = isFocused && focus == .field
            var field = field
            if layout.order.isEmpty { field.placeholder = word ?? "" }
            field.draw(into: &grid, layout.field, profile, isFocused: isHere)
            // The ground shows where the text goes, also while there is none.
            grid.restyle(layout.field) { $0.on(.surface) }
        }
        if let hint {
            let place = layout.hint
            let text = VisibleText(hint.text, upTo: place.columns, for: profile)
            grid.write(text, column: place.column, row: place.row, in: place, hint.style)
        }
    }

    private func draw(
        _ button: Button,
        into grid: inout Grid,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let isEnabled = isEnabled(button.index)
        var style = isEnabled ? choices[button.index].tone.style : .quiet
        let place = button.area
        let row = place.row
        if isFocused {
            grid.draw(.cursor, column: place.column, row: row, in: place, profile, .key)
            style = style.on(.surface).with(.bold)
        }
        let text = buttonText(button.index, profile).cut(to: place.columns - 1)
        grid.write(text, column: place.column + 1, row: row, in: place, style)
        if letter(button.index) != nil && isEnabled {
            let key = Area(column: place.column + 3, row: row, columns: 1, rows: 1)
            grid.restyle(key.intersection(place)) { $0.with(.underline) }
        }
    }

    /// Where the terminal's cursor belongs while the word is typed.
    package func caret(in area: Area, _ profile: TextProfile) -> Caret? {
        guard focus == .field else { return nil }
        return field.caret(in: layout(in: area, profile).field, profile)
    }
}
