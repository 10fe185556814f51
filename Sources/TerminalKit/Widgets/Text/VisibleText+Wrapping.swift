extension VisibleText {
    /// The text in rows of at most so many cells, broken between words; one row at least.
    package func wrapped(to columns: Int) -> [VisibleText] {
        if width <= columns { return [self] }
        let line = FlowedLine(self)
        return line.rows(max(1, columns)).map { line.text($0) }
    }
}
