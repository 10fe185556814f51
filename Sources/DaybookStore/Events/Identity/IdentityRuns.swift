/// Which identities were ever stored, and the event of each.
///
/// A B-tree over random hashes is written to all over at every batch, the more the larger it is: at
/// five million events it cost three times as much a row as at the start. So the hashes of a batch
/// are kept as one sorted run, and as soon as a level has eight runs they are merged into one of
/// the next: each hash is written once a level. A large batch is compared with a run by going
/// through both; a small one looks up the piece that each of its hashes falls into.
struct IdentityRuns {
    let connection: Connection

    /// Hashes in one piece of a run: 16 KB, and 10 KB of events.
    static let pieceLength = 2048
    static let fanOut = 8

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Looking up

    /// Hands out the events with one of these hashes, which are sorted: their place among them, and
    /// the event. Several may have one hash.
    func find(_ hashes: [UInt64], _ body: (_ place: Int, _ event: Int64) throws -> Void) throws {
        if hashes.isEmpty { return }
        let runs = try connection.all(
            "SELECT run, count FROM event_identity_runs ORDER BY run"
        ) { (run: $0.integer(0), count: Int($0.integer(1))) }
        for run in runs {
            // Going through a piece costs about as much as finding five.
            let isWhole = hashes.count * 4 > run.count / Self.pieceLength
            if isWhole {
                try compareAll(hashes, run.run, body)
            } else {
                try lookUp(hashes, run.run, body)
            }
        }
    }

    private func compareAll(
        _ hashes: [UInt64],
        _ run: Int64,
        _ body: (Int, Int64) throws -> Void,
    ) throws {
        var next = 0
        try connection.forEach(
            "SELECT hashes, row FROM event_identities WHERE run = ? ORDER BY first",
            [.integer(run)]
        ) { row in
            if next >= hashes.count { return }
            try compare(hashes, &next, IdentityPiece(hashes: row.blob(0)), row.integer(1), body)
        }
    }

    private func lookUp(
        _ hashes: [UInt64],
        _ run: Int64,
        _ body: (Int, Int64) throws -> Void,
    ) throws {
        var next = 0
        while next < hashes.count {
            let found = try connection.first(
                """
                SELECT hashes, row FROM event_identities WHERE run = ? AND first <= ?
                ORDER BY first DESC LIMIT 1
                """,
                [.integer(run), .integer(Self.signed(hashes[next]))]
            ) { (IdentityPiece(hashes: $0.blob(0)), $0.integer(1)) }
            guard let (piece, row) = found else {
                next += 1
                continue
            }
            let before = next
            try compare(hashes, &next, piece, row, body)
            if next == before { next += 1 }
        }
    }

    /// Goes through a piece and the hashes from `next` on; those behind the piece are left.
    private func compare(
        _ hashes: [UInt64],
        _ next: inout Int,
        _ piece: IdentityPiece,
        _ row: Int64,
        _ body: (Int, Int64) throws -> Void,
    ) throws {
        guard let last = piece.last else { return }
        var at = 0
        var events: [UInt8]?
        while next < hashes.count, hashes[next] <= last {
            let hash = hashes[next]
            at = piece.place(of: hash, from: at)
            var match = at
            while match < piece.count, piece[match] == hash {
                let blob = try events ?? self.events(ofPiece: row)
                events = blob
                try body(next, IdentityPiece.event(at: match, of: blob))
                match += 1
            }
            next += 1
        }
    }

    private func events(ofPiece row: Int64) throws -> [UInt8] {
        try connection.first(
            "SELECT events FROM event_identities WHERE row = ?",
            [.integer(row)]
        ) { $0.blob(0) } ?? []
    }

    // MARK: - Adding

    /// Adds identities, sorted by hash, as a run of their own, and merges runs where it is time.
    func add(_ identities: [(hash: UInt64, event: Int64)]) throws {
        if identities.isEmpty { return }
        var writer = try IdentityRunWriter(connection, level: 0)
        for identity in identities { try writer.add(identity.hash, identity.event) }
        try writer.finish()
        var level: Int64 = 0
        while try merge(level) { level += 1 }
    }

    /// Merges the runs of a level if there are enough of them.
    private func merge(_ level: Int64) throws -> Bool {
        let runs = try connection.all(
            "SELECT run FROM event_identity_runs WHERE level = ? ORDER BY run",
            [.integer(level)]
        ) { $0.integer(0) }
        guard runs.count >= Self.fanOut else { return false }
        var writer = try IdentityRunWriter(connection, level: level + 1)
        var heads = try runs.map { try IdentityRunReader(connection, run: $0) }
        while let least = Self.least(heads) {
            try writer.add(heads[least].hash, heads[least].event)
            try heads[least].advance()
        }
        try writer.finish()
        for run in runs {
            try connection.run("DELETE FROM event_identities WHERE run = ?", [.integer(run)])
            try connection.run("DELETE FROM event_identity_runs WHERE run = ?", [.integer(run)])
        }
        return true
    }

    /// Of equal hashes the one of the older run: so events with one hash stay in their order.
    private static func least(_ heads: [IdentityRunReader]) -> Int? {
        var least: Int?
        for (index, head) in heads.enumerated() where !head.isAtEnd {
            if let found = least, heads[found].hash <= head.hash { continue }
            least = index
        }
        return least
    }

    /// SQLite's numbers have a sign: the order of hashes must stay theirs.
    static func signed(_ hash: UInt64) -> Int64 {
        Int64(bitPattern: hash ^ 1 << 63)
    }
}
