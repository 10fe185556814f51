import DaybookStore
import FaultFiles
import Glibc
import Synchronization
import Testing

/// A disk on which the nth call fails, or which loses its power.
@safe final class FaultDisk: Sendable {
    /// What can be made to fail.
    struct Calls: OptionSet, Sendable {
        let rawValue: Int

        static let open = Calls(rawValue: faults_open)
        static let read = Calls(rawValue: faults_read)
        static let write = Calls(rawValue: faults_write)
        static let sync = Calls(rawValue: faults_sync)
        static let truncate = Calls(rawValue: faults_truncate)
        static let delete = Calls(rawValue: faults_delete)
        static let lock = Calls(rawValue: faults_lock)
        static let map = Calls(rawValue: faults_map)
        /// Renames and links, which SQLite does not make.
        static let rename = Calls(rawValue: 1 << 16)
    }

    /// How a call fails.
    struct Failure: Sendable {
        let calls: Calls
        /// SQLite's code; nought for the one that fits the call.
        var code: Int32 = 0
        /// The system's code, where the call is not SQLite's.
        var systemCode = EIO
        var isLasting = false
        /// How much of a write is done nevertheless.
        var tornBytes: Int32 = 0
    }

    private struct State {
        var failure: Failure?
        var nth = 0
        var seen = 0
        var failed = 0
        var steps: [String] = []
    }

    // The disk in C guards itself with a lock; the pointer never changes.
    nonisolated(unsafe) private let disk: OpaquePointer
    private let name: String
    private let state = Mutex(State())
    private static let count = Atomic(0)

    init() throws {
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        name = "faults-\(number)"
        try #require(SQLiteLibrary.isConfigured)
        unsafe disk = try #require(unsafe faults_make(name))
    }

    deinit {
        unsafe faults_free(disk)
    }

    /// Runs `body` with everything of ledgers on this disk.
    func run<Answer>(_ body: () throws -> Answer) rethrows -> Answer {
        let disk = Disk(layer: name) { [unowned self] in refusal(of: $0) }
        return try Disk.$current.withValue(disk) { try body() }
    }

    /// From here on the nth of these calls fails. Those of SQLite count for themselves, those of
    /// Daybook behind them.
    func arm(_ nth: Int, _ failure: Failure) {
        state.withLock { $0 = State(failure: failure, nth: nth) }
        let plan = faults_plan(
            calls: Int32(failure.calls.rawValue & faults_all),
            nth: nth,
            is_lasting: failure.isLasting ? 1 : 0,
            code: failure.code,
            torn_bytes: failure.tornBytes
        )
        unsafe faults_arm(disk, plan)
    }

    func disarm() { arm(0, Failure(calls: [])) }

    /// Whether a call has failed since.
    var hasFailed: Bool { unsafe faults_failed(disk) > 0 || state.withLock { $0.failed > 0 } }

    /// What Daybook itself has asked of the file system, in order.
    var steps: [String] { state.withLock { $0.steps } }

    private func refusal(of call: Disk.Call) -> Int32 {
        let kind: Calls =
            switch call {
            case .look, .tryWriting, .copy: .open
            case .sync: .sync
            case .rename, .link: .rename
            }
        let sqlite = Int(unsafe faults_seen(disk))
        let code = state.withLock { state -> Int32 in
            state.steps.append("\(call)")
            guard let failure = state.failure, failure.calls.contains(kind) else { return 0 }
            state.seen += 1
            let seen = state.seen + sqlite
            let isHit = seen == state.nth || (failure.isLasting && seen > state.nth)
            guard state.nth > 0, isHit else { return 0 }
            state.failed += 1
            return failure.systemCode
        }
        if code == 0 { note(call) }
        return code
    }

    /// What happens past SQLite, for the memory of the disk.
    private func note(_ call: Disk.Call) {
        switch call {
        case .look, .tryWriting, .copy: break
        case .sync(let path): unsafe faults_synced(disk, path)
        case .rename(let from, let to), .link(let from, let to):
            unsafe faults_moved(disk, from, to)
        }
    }

    // MARK: - Power

    func remember() { unsafe faults_remember(disk) }

    /// Nothing works any more.
    func stop() { unsafe faults_stop(disk) }

    /// What was not synced is lost, or chance has it written; nobody may have a file open.
    func loseUnsynced(chance: UInt64) {
        unsafe faults_lose_unsynced(disk, chance)
        disarm()
    }
}
