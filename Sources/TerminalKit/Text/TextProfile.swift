/// How one terminal wants its text: one value for a whole session.
package struct TextProfile: Sendable, Hashable {
    package let ambiguous: AmbiguousWidth
    package let marks: MarkForm

    package init(ambiguous: AmbiguousWidth = .narrow, marks: MarkForm = .unicode) {
        self.ambiguous = ambiguous
        self.marks = marks
    }

    /// What stands for the part that was cut off: one cell in every profile.
    ///
    /// `…` is itself ambiguous; East Asian typesetting uses the centred dots, which are not.
    var ellipsis: Unicode.Scalar {
        switch (marks, ambiguous) {
        case (.ascii, _): "~"
        case (.unicode, .narrow): "…"
        case (.unicode, .wide): "⋯"
        }
    }
}
