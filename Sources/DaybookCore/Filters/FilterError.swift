/// Where a filter is wrong, what stands there and what should.
package struct FilterError: Error, Hashable, Sendable {
    /// The bytes of the text in front of the place.
    package let offset: Int
    /// What stands there; empty at the end of the text.
    package let found: String
    package let expected: String
    /// The words that would have been right, where there are some to choose from.
    package let known: [String]

    package init(offset: Int, found: String, expected: String, known: [String] = []) {
        self.offset = offset
        self.found = found
        self.expected = expected
        self.known = known
    }
}
