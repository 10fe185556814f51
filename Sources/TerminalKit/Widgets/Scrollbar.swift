/// How much of something is shown, and where in it: a thumb in the last column of its area, which
/// may be the edge of a box. Where all is shown, nothing is drawn and the edge stays.
package struct Scrollbar: Widget {
    package let top: Int
    package let visible: Int
    package let total: Int

    package init(top: Int, visible: Int, total: Int) {
        self.total = max(total, 0)
        self.visible = min(max(visible, 0), self.total)
        self.top = min(max(top, 0), self.total - self.visible)
    }

    package var isNeeded: Bool { visible < total }

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        guard isNeeded else { return }
        let style = Style.line(isFocused: isFocused)
        grid.draw(.scrollTrack, filling: area.right(1), profile, style)
        drawThumb(into: &grid, area, profile, isFocused: isFocused)
    }

    /// The thumb alone, on what is a line already.
    func drawThumb(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        guard let thumb = thumb(in: area.rows) else { return }
        let cells = area.right(1).dropping(top: thumb.lowerBound).top(thumb.count)
        grid.draw(.scrollThumb, filling: cells, profile, .line(isFocused: isFocused))
    }

    /// The rows of the thumb. It touches an end only where the window does, if there is room.
    func thumb(in rows: Int) -> Range<Int>? {
        guard isNeeded, rows > 0 else { return nil }
        let length = min(max(scaled(visible, rows, total), 1), rows)
        let room = rows - length
        var start = scaled(top, room, total - visible)
        if room > 1 {
            if top > 0 { start = max(start, 1) }
            if top < total - visible { start = min(start, room - 1) }
        }
        return start..<start + length
    }

    /// `value * factor / divisor`, where the product may be beyond an integer.
    private func scaled(_ value: Int, _ factor: Int, _ divisor: Int) -> Int {
        divisor.dividingFullWidth(value.multipliedFullWidth(by: factor)).quotient
    }
}
