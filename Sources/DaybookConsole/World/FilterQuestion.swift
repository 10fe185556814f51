package import DaybookCore

/// Which values of a field the ledger has that begin, or go on, as somebody has typed.
package struct FilterQuestion: Hashable, Sendable {
    package let list: FilteredList
    package let field: String
    package let start: String

    /// More values than these nobody reads.
    package static var mostAnswers: Int { 20 }
    /// Longer values are typed by nobody, and would fill the prompt.
    private static var longestAnswer: Int { 200 }

    package init(list: FilteredList, field: String, start: String) {
        self.list = list
        self.field = field
        self.start = start
    }

    /// Those of the answers that a prompt can offer.
    func useful(_ answers: [String]) -> [String] {
        Array(
            answers.lazy.filter { !$0.isEmpty && $0.unicodeScalars.count <= Self.longestAnswer }
                .prefix(Self.mostAnswers)
        )
    }
}
