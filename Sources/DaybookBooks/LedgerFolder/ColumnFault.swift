/// Why the header of a table cannot be taken.
package enum ColumnFault: Error, Hashable, Sendable {
    case unknown(String, known: [String])
    case repeated(String)
    case missing([String], found: [String])
    case empty
}
