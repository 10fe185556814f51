import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: where nothing may be written, a ledger opens to its last commit, log included, or is
/// refused with the reason; and whoever wants to write is told why that cannot be.
@Suite struct ReadOnlyTests {
    /// Each row is read and written by somebody to whom the modes apply.
    @Test func whatMayNotBeWrittenIsReadOrRefused() throws {
        let (file, log, memory) = try Self.files()
        var said: [String] = []
        for row in try TestFolder().rows("read-only.tsv") {
            let folder = try ProgramFolder()
            let place = folder.path("place")
            try #require(unsafe mkdir(place, 0o777) == 0)
            let path = place + "/ledger.db"
            try writeBytes(file, to: path)
            if row[3].contains("log") { try writeBytes(log, to: path + "-wal") }
            if row[3].contains("memory") { try writeBytes(memory, to: path + "-shm") }
            for end in ["", "-wal", "-shm"] { unsafe chmod(path + end, try Self.mode(row[2])) }
            unsafe chmod(folder.scratch.path, 0o755)
            unsafe chmod(place, try Self.mode(row[1]))
            said.append("== \(row[0])")
            for words in [
                ["customers", "list", "--filter", "key:newcomer", "--json"],
                ["settings", "set", "jobs.kept_for", "30"],
            ] {
                let result = try Self.run(["--ledger", path] + words, in: folder)
                said.append("$ \(words.joined(separator: " "))\n\(folder.transcript(result))")
            }
            unsafe chmod(place, 0o777)
        }
        expectGolden(said.joined(separator: "\n"), named: "read-only.txt")
    }

    private static func mode(_ text: String) throws -> mode_t {
        try #require(mode_t(text, radix: 8))
    }

    /// A ledger whose last customer is in its log alone.
    private static func files() throws -> (file: [UInt8], log: [UInt8], memory: [UInt8]) {
        let folder = try ProgramFolder()
        let path = folder.path("ledger.db")
        try FeeBooks.make(at: path, accounts: 2)
        let ledger = try Ledger(opening: path)
        let act = Act(actor: "test", at: .epoch, cause: .command, action: "test.write")
        try ledger.change(act) { connection in
            let organisation = try OrganisationRepository(connection).get()
            try CustomerRepository(connection).insert(ProgramFolder.customer(organisation))
        }
        return (
            try readBytes(at: path), try readBytes(at: path + "-wal"),
            try readBytes(at: path + "-shm")
        )
    }

    /// Modes do not hold for the administrator, who becomes somebody else for this.
    private static func run(_ words: [String], in folder: ProgramFolder) throws -> ProgramResult {
        let words = words + ["--now", "2026-11-20T12:00:00Z"]
        guard geteuid() == 0 else { return try folder.run(words) }
        let runner = ProgramRunner(
            program: "/usr/bin/setpriv",
            environment: folder.runner.environment
        )
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        return try runner.run(nobody + [ProgramFolder.program] + words, in: ScratchFolder())
    }
}
