import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: what takes the place of a file takes that of a file of its kind and of its owner, and
/// neither waits for a pipe nor makes a file of a link.
@Suite struct PlaceTests {
    @Test func nothingTakesThePlaceOfWhatItIsNot() throws {
        let folder = try ProgramFolder()
        try Self.fill(folder)
        var said: [String] = []
        for row in try TestFolder().rows("places.tsv") {
            let words = row[0].split(separator: " ").map(String.init)
            let result = try folder.run(words + Self.clock)
            said.append("$ \(row[0])\n\(folder.transcript(result))")
        }
        said.append("")
        for name in folder.scratch.names where !name.hasPrefix(".") {
            said.append("\(name): \(try Self.kind(folder.path(name)))")
        }
        expectGolden(said.joined(separator: "\n") + "\n", named: "places.txt")
    }

    private static let clock = ["--now", "2026-11-20T12:00:00Z"]

    private static func fill(_ folder: ProgramFolder) throws {
        try FeeBooks.make(at: folder.path("kept.db"), accounts: 2)
        try writeBytes(readBytes(at: folder.path("kept.db")), to: folder.path("ledger.db"))
        try writeBytes(
            readBytes(at: folder.path("kept.db")).dropLast(9000),
            to: folder.path("cut.db")
        )
        _ = try folder.run(
            ["--ledger", "FOLDER/ledger.db", "settings", "set", "jobs.kept_for", "30"] + Self.clock
        )
        _ = try folder.run(
            ["--ledger", "FOLDER/other.db", "init", "--name", "Other Ltd"] + Self.clock
        )
        try folder.scratch.file("text", containing: "a text\n")
        try #require(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
        for name in ["kept.db", "other.db", "text", "nothing"] {
            try #require(unsafe symlink(folder.path(name), folder.path("to-\(name)")) == 0)
        }
    }

    private static func kind(_ path: String) throws -> String {
        var status = stat()
        try #require(unsafe lstat(path, &status) == 0)
        return switch status.st_mode & S_IFMT {
        case S_IFREG: "a file"
        case S_IFLNK: "a link"
        case S_IFIFO: "a pipe"
        case S_IFDIR: "a folder"
        case _: "something else"
        }
    }
}
