import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import Synchronization

/// A made-up ledger for measurements, removed with the last reference to it. All benchmarks get
/// theirs here.
final class BenchLedger: Sendable {
    let ledger: Ledger
    let books: SampleBooks
    private let folder: String

    /// Ledgers that are only read, by their size: filling one takes longer than asking it.
    private static let made = Mutex<[SampleSize: BenchLedger]>([:])

    /// The ledger of a size that nobody writes to.
    static func shared(_ size: SampleSize) throws -> BenchLedger {
        try made.withLock { made in
            if let known = made[size] { return known }
            let new = try BenchLedger(size, .throwaway)
            made[size] = new
            return new
        }
    }

    static func removeAll() {
        made.withLock { $0 = [:] }
    }

    /// A ledger of one's own.
    init(_ size: SampleSize, _ access: Ledger.Access) throws {
        books = try Self.books(size)
        let folder = try Folders.makeTemporary(in: "/tmp")
        do {
            let path = folder + "/bench.db"
            try SampleLedger(books, by: try Self.act("ledger.create"))
                .create(at: path, durability: .none)
            ledger = try Ledger(opening: path, access)
        } catch {
            Folders.remove(folder)
            throw error
        }
        self.folder = folder
    }

    /// Of a file beside it, which is removed with it.
    func path(of name: String) -> String { "\(folder)/\(name)" }

    static func books(_ size: SampleSize, seed: Int = 7) throws -> SampleBooks {
        try SampleBooks(
            seed: seed,
            size,
            now: try now(),
            zone: ZoneLibrary().rules(named: "Europe/Berlin")
        )
    }

    private static func now() throws -> Instant {
        try Instant(iso8601: "2026-11-30T12:00:00Z")
    }

    /// - Parameter number: sets acts of one kind apart, by milliseconds.
    static func act(_ action: String, _ number: Int = 0) throws -> Act {
        let at = try now().adding(microseconds: Int64(number) * Microseconds.inMillisecond)
        return Act(actor: "bench", at: at, cause: .command, action: action)
    }

    deinit {
        Folders.remove(folder)
    }
}
