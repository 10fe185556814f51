package import DaybookCore

/// The filter of a pane: as it was typed, and what that says.
package struct PaneFilter: Hashable, Sendable {
    package let text: String
    /// Saved filters are meant by their names: what they say may change while the list is seen.
    package let filter: ListFilter

    package static var none: PaneFilter { PaneFilter("", .everything) }

    package init(_ text: String, _ filter: ListFilter) {
        self.text = text
        self.filter = filter
    }

    package var isEmpty: Bool { filter.isEverything }

    /// Whether it is made of words alone.
    var isOfWords: Bool {
        switch filter {
        case .word: true
        case .all(let parts):
            parts.allSatisfy { part in
                if case .word = part { true } else { false }
            }
        case .any, .not, .pattern, .has, .field, .named: false
        }
    }
}
