import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: whatever somebody else has done to a ledger is told in words, with the exit code of
/// damage; nothing traps, and no finding hides another.
@Suite struct DamagedLedgerTests {
    @Test func whatIsDamagedIsToldInWords() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let sound = try readBytes(at: folder.path("sample.db"))
        var said: [String] = []
        for row in try TestFolder().rows("damaged-ledgers.tsv") {
            said.append("== \(row[0])")
            for (number, words) in row[2].split(separator: ";;").enumerated() {
                // Each is asked of a file of its own: some of the commands write.
                for suffix in ["", "-wal", "-shm"] {
                    unsafe unlink(folder.path("damaged.db\(suffix)"))
                }
                try writeBytes(sound, to: folder.path("damaged.db"))
                try Self.damage(folder.path("damaged.db"), row[1])
                let target = words.hasPrefix("restore") ? "restored\(number).db" : "damaged.db"
                let result = try folder.run(
                    ["--ledger", "FOLDER/\(target)"] + words.split(separator: " ").map(String.init)
                        + ["--now", "2026-11-20T12:00:00Z"]
                )
                said.append("$ \(words)\n\(folder.transcript(result))")
            }
        }
        expectGolden(said.joined(separator: "\n"), named: "damaged-ledgers.txt")
    }

    private static func damage(_ path: String, _ statements: String) throws {
        let stranger = try Connection(path: path, mode: .readWrite)
        for statement in statements.split(separator: ";;") {
            if statement == "triggers" {
                let names = try stranger.all(
                    "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                ) { $0.text(0) }
                for name in names { try stranger.script("DROP TRIGGER \(name)") }
            } else {
                let sql = statement.replacing("\\r", with: "\r").replacing("\\e", with: "\u{1b}")
                try stranger.script(String(sql))
            }
        }
    }
}
