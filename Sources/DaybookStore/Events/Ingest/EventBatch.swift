internal import DaybookCore

/// Many events on their way into the ledger: one stretch of bytes with their ids and data, and
/// numbers for all else, so that a batch costs little more than the texts in it.
package struct EventBatch: Sendable {
    /// One event of the batch.
    struct Entry: Sendable {
        var hash: UInt64
        /// Where the id begins in the bytes; the data follows it.
        var start: Int
        var idLength: Int32
        /// -1 where there is no data.
        var dataLength: Int32
        // Places in the batch's lists of names.
        var source: Int32
        var type: Int32
        var subject: Int32
        /// In microseconds since 1970; of events without a time those of their storing.
        var time: Int64
        var isTimed: Bool
        var line: Int
        /// What the meters find in it.
        var shares: Range<Int32>

        var idRange: Range<Int> { start..<(start + Int(idLength)) }

        var dataRange: Range<Int>? {
            if dataLength < 0 { return nil }
            let start = start + Int(idLength)
            return start..<(start + Int(dataLength))
        }
    }

    /// What one meter finds in one event.
    struct Share: Sendable {
        /// The place of the meter among those of the batch.
        let meter: Int32
        /// The place of the texts of its groups among those of the batch.
        let groups: Int32
        /// Nil where the value is unusable.
        let value: PreciseAmount?
        let reading: MeterReading
    }

    /// An entry that is no event.
    struct Invalid: Sendable {
        let line: Int
        let reason: String
    }

    var bytes: [UInt8] = []
    var entries: [Entry] = []
    var sources = BatchNames()
    var types = BatchNames()
    var subjects = BatchNames()
    var groups = BatchGroups()
    var shares: [Share] = []
    var invalid: [Invalid] = []

    /// The meters that were shown the events, by their rows.
    var meters: [MeterReader] = []
    var storedAt: Instant = .epoch
    /// How far the source is read with this batch.
    package var line = 0
    package var end = 0
    package var isLast = false

    /// Places of the entries in the order of their hashes; of equal identities the first stands.
    /// Sorted by whoever writes the batch, who has more time than whoever reads.
    func places() -> [Int32] {
        var keys: [(hash: UInt64, place: Int32)] = []
        keys.reserveCapacity(entries.count)
        for (place, entry) in entries.enumerated() { keys.append((entry.hash, Int32(place))) }
        keys.sort { $0.hash == $1.hash ? $0.place < $1.place : $0.hash < $1.hash }
        return keys.map(\.place)
    }

    package var readCount: Int { entries.count + invalid.count }
    package var isEmpty: Bool { entries.isEmpty && invalid.isEmpty }

    func id(_ entry: Entry) -> String { text(entry.idRange) }
    func data(_ entry: Entry) -> String? { entry.dataRange.map(text) }

    /// The bytes were taken from texts.
    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

/// Texts that come again and again in a batch, each once.
struct BatchNames: Sendable {
    private(set) var texts: [String] = []
    private var places: [ExactText: Int32] = [:]
    /// Neighbours mostly have the same name.
    private var last: (text: ExactText, place: Int32)?

    mutating func place(of text: String) -> Int32 {
        let exact = ExactText(text)
        if let last, last.text == exact { return last.place }
        let known = places[exact]
        let place = known ?? Int32(texts.count)
        if known == nil {
            places[exact] = place
            texts.append(text)
        }
        last = (exact, place)
        return place
    }
}

/// The texts by which meters split events, each combination once.
struct BatchGroups: Sendable {
    private(set) var texts: [[String]] = []
    private var places: [[ExactText]: Int32] = [:]
    /// Most meters split by one text.
    private var singles: [ExactText: Int32] = [:]

    mutating func place(of combination: [String]) -> Int32 {
        if combination.count == 1 {
            let exact = ExactText(combination[0])
            if let place = singles[exact] { return place }
            let place = append(combination)
            singles[exact] = place
            return place
        }
        let exact = combination.map { ExactText($0) }
        if let place = places[exact] { return place }
        let place = append(combination)
        places[exact] = place
        return place
    }

    private mutating func append(_ combination: [String]) -> Int32 {
        texts.append(combination)
        return Int32(texts.count - 1)
    }
}
