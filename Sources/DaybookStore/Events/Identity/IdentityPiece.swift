/// Sorted hashes as they lie in a blob, eight bytes each; their events lie in another, five bytes
/// each, which is enough for 10^12.
struct IdentityPiece {
    let count: Int
    private let hashes: [UInt8]

    static let eventBytes = 5

    init(hashes: [UInt8]) {
        self.hashes = hashes
        count = hashes.count / 8
    }

    @inline(__always)
    subscript(_ place: Int) -> UInt64 {
        precondition(place < count, "a hash is read within its piece")
        // Within the bytes, as just checked; any eight bytes are a number.
        return unsafe hashes.withUnsafeBytes {
            unsafe UInt64(
                littleEndian: $0.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
            )
        }
    }

    var last: UInt64? { count == 0 ? nil : self[count - 1] }

    /// The first place at or behind `start` whose hash is not below this one: in steps that double
    /// first, because batches and runs differ in length, then by halving.
    func place(of hash: UInt64, from start: Int) -> Int {
        var (low, step) = (start, 1)
        while low + step < count, self[low + step - 1] < hash {
            low += step
            step *= 2
        }
        var high = min(low + step, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func event(at place: Int, of blob: [UInt8]) -> Int64 {
        let start = place * eventBytes
        guard start + eventBytes <= blob.count else { return 0 }
        var event: Int64 = 0
        for index in (start..<(start + eventBytes)).reversed() {
            event = event << 8 | Int64(blob[index])
        }
        return event
    }

    @inline(__always)
    static func append(_ hash: UInt64, to blob: inout [UInt8]) {
        for index in 0..<8 { blob.append(UInt8(truncatingIfNeeded: hash >> UInt64(8 * index))) }
    }

    @inline(__always)
    static func append(event: Int64, to blob: inout [UInt8]) {
        precondition(event >> 40 == 0, "a ledger has fewer than 10^12 events")
        for index in 0..<eventBytes {
            blob.append(UInt8(truncatingIfNeeded: event >> Int64(8 * index)))
        }
    }
}

/// Writes a run piece by piece.
struct IdentityRunWriter {
    private let connection: Connection
    private let run: Int64
    private let level: Int64
    private var hashes: [UInt8] = []
    private var events: [UInt8] = []
    private var first: UInt64 = 0
    private var last: UInt64 = 0
    private var inPiece = 0
    private var count = 0

    init(_ connection: Connection, level: Int64) throws {
        self.connection = connection
        self.level = level
        try connection.run("UPDATE event_state SET last_run = last_run + 1")
        run = try connection.integer("SELECT last_run FROM event_state")
    }

    mutating func add(_ hash: UInt64, _ event: Int64) throws {
        // Equal hashes stay in one piece: whoever looks one up looks into one piece.
        if inPiece >= IdentityRuns.pieceLength && hash != last { try writePiece() }
        if inPiece == 0 { first = hash }
        IdentityPiece.append(hash, to: &hashes)
        IdentityPiece.append(event: event, to: &events)
        last = hash
        inPiece += 1
        count += 1
    }

    mutating func finish() throws {
        if inPiece > 0 { try writePiece() }
        try connection.run(
            "INSERT INTO event_identity_runs (run, level, count) VALUES (?, ?, ?)",
            [.integer(run), .integer(level), .integer(count)]
        )
    }

    private mutating func writePiece() throws {
        try connection.run(
            "INSERT INTO event_identities (run, first, hashes, events) VALUES (?, ?, ?, ?)",
            [
                .integer(run), .integer(IdentityRuns.signed(first)), .blob(hashes), .blob(events),
            ]
        )
        hashes.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        inPiece = 0
    }
}

/// Reads a run from its start, piece by piece.
struct IdentityRunReader {
    private let connection: Connection
    private let run: Int64
    private var piece = IdentityPiece(hashes: [])
    private var events: [UInt8] = []
    private var place = 0

    private(set) var hash: UInt64 = 0
    private(set) var isAtEnd = false

    init(_ connection: Connection, run: Int64) throws {
        self.connection = connection
        self.run = run
        try readPiece(behind: nil)
    }

    var event: Int64 { IdentityPiece.event(at: place, of: events) }

    mutating func advance() throws {
        place += 1
        if place < piece.count {
            hash = piece[place]
        } else {
            try readPiece(behind: piece[0])
        }
    }

    private mutating func readPiece(behind first: UInt64?) throws {
        let sign = first == nil ? ">=" : ">"
        let bound = first.map { IdentityRuns.signed($0) } ?? .min
        let next = try connection.first(
            """
            SELECT hashes, events FROM event_identities WHERE run = ? AND first \(sign) ?
            ORDER BY first LIMIT 1
            """,
            [.integer(run), .integer(bound)]
        ) { (IdentityPiece(hashes: $0.blob(0)), $0.blob(1)) }
        place = 0
        guard let next, next.0.count > 0 else {
            isAtEnd = true
            return
        }
        (piece, events) = next
        hash = piece[0]
    }
}
