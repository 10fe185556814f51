/// How the program ends. Scripts rely on these numbers; they never change their meaning.
enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case wrongUsage = 2
    case notFound = 3
    case notAllowed = 4
    case conflict = 5
    case remoteFailed = 6
    case ledgerDamaged = 7
    case stopped = 130

    /// What the code says, for a command that says nothing more precise.
    var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .wrongUsage: "wrong usage or bad input"
        case .notFound: "not found"
        case .notAllowed: "not allowed"
        case .conflict: "conflict, or wrong state"
        case .remoteFailed: "the remote failed"
        case .ledgerDamaged: "the ledger is damaged"
        case .stopped: "stopped by the user"
        }
    }

    /// The codes that every command may end with.
    static let ordinary: [ExitCode] = [.done, .failed, .wrongUsage]
}

/// An exit code with what it means for one command.
struct ExitNote: Sendable {
    let code: ExitCode
    let meaning: String

    init(_ code: ExitCode, _ meaning: String? = nil) {
        self.code = code
        self.meaning = meaning ?? code.meaning
    }
}

extension Command {
    /// The ordinary exit codes and the command's own, in the order of their numbers.
    var allExits: [ExitNote] {
        let own = Set(exits.map(\.code))
        let ordinary = ExitCode.ordinary.filter { !own.contains($0) }.map { ExitNote($0) }
        return (ordinary + exits).sorted { $0.code.rawValue < $1.code.rawValue }
    }
}
