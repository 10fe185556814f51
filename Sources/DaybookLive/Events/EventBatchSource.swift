package import DaybookBooks
package import DaybookStore

/// Batches of events from bytes.
package struct EventBatchSource {
    private var reader: EventReader
    private var packer: EventPacker
    private let size: Int
    /// The first batches are short, so that writing begins soon.
    private var nextSize: Int
    private let end: Int
    private var isAtEnd = false

    /// Enough events that what a transaction costs is spread thin, and little enough memory.
    package static let standardSize = 1 << 17
    private static let firstSize = 1 << 14
    /// Large events make a batch shorter.
    private static let mostBytes = 64 << 20

    /// - Parameters:
    ///   - end: entries that end up to there were written before: they are passed over.
    package init(
        _ reader: EventReader,
        _ setting: IngestSetting,
        size: Int = Self.standardSize,
        behind end: Int = 0,
    ) {
        self.reader = reader
        packer = EventPacker(setting)
        self.size = size
        nextSize = min(size, Self.firstSize)
        self.end = end
    }

    /// The next batch, the last of which says so; then nil.
    package mutating func next() throws -> EventBatch? {
        if isAtEnd { return nil }
        while let entry = try reader.next() {
            let place = entry.place
            if place.end <= end && end > 0 { continue }
            switch entry {
            case .event(let place, let event): packer.add(event, line: place.line)
            case .invalid(let place, let reason):
                packer.addInvalid(line: place.line, reason: reason)
            }
            // A batch that stands on one line is written as a whole: no place lies inside it.
            guard place.isWhole else { continue }
            packer.note(line: place.line, end: place.end)
            if packer.count >= nextSize || packer.byteCount >= Self.mostBytes {
                nextSize = min(size, nextSize * 2)
                return packer.take(isLast: false)
            }
        }
        isAtEnd = true
        return packer.take(isLast: true)
    }
}
