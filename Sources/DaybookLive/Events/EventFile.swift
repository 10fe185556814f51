package import DaybookBooks
package import DaybookStore

/// A file of events, and how they lie in it.
package struct EventFile: Sendable {
    package let path: String
    package let dialect: EventDialect
    package let format: EventFormat
    private let columns: [String: String]

    package static let standardInput = "/dev/stdin"

    /// - Parameters:
    ///   - format: nil takes the one that the name of the file says, else lines of JSON.
    ///   - columns: members of the form, by the names that a file's header gives them.
    package init(
        _ path: String,
        _ dialect: EventDialect,
        _ format: EventFormat?,
        columns: [String: String] = [:],
    ) {
        self.path = path
        self.dialect = dialect
        self.columns = columns
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self.format = format ?? EventFormat(rawValue: ending) ?? .ndjson
    }

    /// What tells this file and this way of reading it from others.
    package func origin() throws -> String {
        try EventOrigin.text(of: path, dialect.rawValue, format.rawValue)
    }

    /// The batches of the file, behind what was written of it before.
    package func batches(
        behind place: EventPlace,
        _ setting: IngestSetting,
        size: Int = EventBatchSource.standardSize,
    ) throws -> EventBatchSource {
        // Lines can be read from any of them on; what has another format is read again from its
        // start, and what was written is passed over.
        let canSkip = format == .ndjson && path != Self.standardInput
        let start = canSkip ? place : .start
        let source = try FileSource(opening: path, from: start.end)
        return EventBatchSource(
            EventReader(source, dialect, format, columns: columns, from: start),
            setting,
            size: size,
            behind: place.end
        )
    }
}
