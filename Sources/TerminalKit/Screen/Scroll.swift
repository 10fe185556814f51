/// Rows of a picture that stand some rows away from where they stood in the one before.
///
/// A hint: where it does not help, or where it is wrong, the picture is painted without it.
package struct Scroll: Hashable, Sendable {
    package let firstRow: Int
    package let endRow: Int
    /// How many rows up they have gone; below 0 they have gone down.
    package let count: Int

    package init(firstRow: Int, endRow: Int, count: Int) {
        self.firstRow = firstRow
        self.endRow = endRow
        self.count = count
    }
}
