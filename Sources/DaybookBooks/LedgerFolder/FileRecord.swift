package import DaybookWire

/// One record of a file as JSON, whatever the file was written as, and where it stands.
package struct FileRecord: Sendable {
    package let file: String
    package let line: Int
    package let node: JSONNode
    /// Whether it comes from a table: fields are columns there.
    package let isOfTable: Bool

    /// What errors of it begin with.
    package var place: String { "\(file), line \(line)" }
}
