/// Where a filter is wrong, what stands there and what should.
package struct FilterError: Error, Hashable, Sendable {
    /// The bytes of the text in front of the place.
    package let offset: Int
    /// The same as people count, from one on.
    package private(set) var character: Int
    /// What stands there; empty at the end of the text.
    package let found: String
    package let expected: String
    /// The words that would have been right, where there are some to choose from.
    package let known: [String]

    package init(offset: Int, found: String, expected: String, known: [String] = []) {
        self.offset = offset
        character = offset + 1
        self.found = found
        self.expected = expected
        self.known = known
    }

    func placed(in text: String) -> FilterError {
        var error = self
        error.character = String(decoding: text.utf8.prefix(offset), as: UTF8.self).count + 1
        return error
    }
}
