import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Makes a pack of a copy of a ledger that nobody else writes.
struct PackMaker {
    let path: String
    let scope: PackScope
    let hasLedger: Bool
    let actor: String
    /// The moment that the pack is of; nil for that of the newest entry of the journal.
    let at: Instant?
    let key: SigningKey
    /// Told what is being done, how far it is, and of how many; may throw to stop.
    let progress: (_ label: String, _ done: Int, _ total: Int?) throws -> Void

    /// What was made.
    struct Made {
        let manifest: PackManifest
        let size: Int
    }

    func make(of copy: Ledger) throws -> Made {
        try requireSound(copy)
        return try copy.read { connection in
            var manifest = try manifest(connection)
            let writer = try PackWriter(path, seconds: manifest.seconds)
            let told = ToldSink(writer) { count in try progress("members", count, nil) }
            if hasLedger { try write(copy.path, to: told) }
            try PackContents(connection: connection, scope: scope, date: manifest.date)
                .write(to: told)
            manifest.members = writer.members
            try writer.finish(manifest, signedWith: key)
            return Made(manifest: manifest, size: writer.byteCount)
        }
    }

    /// What `verify` would not let through is not signed.
    private func requireSound(_ copy: Ledger) throws {
        let problem = try copy.firstProblem(isStopped: { Interrupts.isPending }, begins: progress)
        let fault = try copy.verifyJournal().fault.map(JournalWords.sentence)
        guard let words = problem ?? fault else { return }
        throw Failure(
            .ledgerDamaged,
            "nothing was signed: \(words)",
            advice: problem == nil ? JournalWords.advice : "`daybook check` tells more"
        )
    }

    private func manifest(_ connection: Connection) throws -> PackManifest {
        let organisation = try OrganisationRepository(connection).get()
        let journal = JournalRepository(connection)
        let end = try journal.end()
        let at = try at ?? journal.find(end.number)?.act.at ?? .epoch
        let date = try ZoneLibrary().rules(named: organisation.timeZone).date(of: at)
        let contents = PackContents(connection: connection, scope: scope, date: date)
        return PackManifest(
            at: at,
            date: date,
            actor: actor,
            program: ProgramNote.daybook.title,
            organisation: .init(id: organisation.id, name: organisation.legalName),
            journal: end,
            scope: scope,
            lists: try contents.lists(),
            members: []
        )
    }

    private func write(_ file: String, to sink: any PackSink) throws {
        let source = try FileSource(opening: file)
        let total = try Files.size(of: file)
        var done = 0
        var piece: [UInt8] = []
        try sink.begin(PackManifest.ledgerPath)
        while try source.append(upTo: 1 << 18, to: &piece) {
            try sink.append(piece)
            done += piece.count
            try progress("bytes", done, total)
            piece.removeAll(keepingCapacity: true)
        }
        try sink.end()
    }
}

/// A sink whose members are counted as they come.
final class ToldSink: PackSink {
    private let sink: any PackSink
    private let told: (Int) throws -> Void
    private var count = 0

    init(_ sink: any PackSink, told: @escaping (Int) throws -> Void) {
        (self.sink, self.told) = (sink, told)
    }

    func begin(_ path: String) throws {
        try told(count)
        try sink.begin(path)
    }

    func append(_ bytes: [UInt8]) throws {
        try told(count)
        try sink.append(bytes)
    }

    func end() throws {
        try sink.end()
        count += 1
    }
}
