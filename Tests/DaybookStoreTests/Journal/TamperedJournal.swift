import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// A ledger whose journal is tampered with, by somebody who knows how it is made.
struct TamperedJournal {
    let ledger: Ledger
    private let folder: ScratchFolder
    private let connection: Connection

    /// - Parameter count: how many entries the journal has.
    init(entries count: Int) throws {
        // No fresh ledger: that one would be checked for soundness at the end.
        folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try Ledger.create(at: path, for: .sample, by: .test, durability: .none)
        ledger = try Ledger(opening: path, .throwaway)
        for number in 1..<count {
            let act = Act(
                actor: "anna",
                at: try Instant(seconds: Int64(number)),
                cause: .console,
                action: "customer.create"
            )
            try ledger.change(act) {
                try CustomerRepository($0).insert(.sample(number))
            }
        }
        connection = try Connection(path: path, mode: .readWrite)
        try connection.script(
            """
            PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;
            DROP TRIGGER journal_stays; DROP TRIGGER journal_stays_when_changed;
            DROP TRIGGER journal_grows_at_its_end
            """
        )
    }

    func end(at number: Int) throws -> JournalRepository.End {
        .init(number: number, hash: try link(number).hash)
    }

    /// One step of a row of the table: a word and the numbers of entries.
    func attack(_ step: String) throws {
        let words = step.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        switch words[0] {
        case "nothing": break
        case "all": try connection.run("DELETE FROM journal")
        case "edit": try set(numbers[0], text: try edited(numbers[0]))
        case "edithash": try set(numbers[0], hash: SHA256Digest(of: [1].span).bytes)
        case "shorthash":
            try connection.script("PRAGMA ignore_check_constraints = ON")
            try set(numbers[0], hash: [1, 2, 3])
        case "empty": try set(numbers[0], text: "")
        case "rehash": try rehash(numbers[0], try edited(numbers[0]))
        case "reprevious":
            let other = SHA256Digest(of: [7].span).hexadecimal
            let own = try link(numbers[0] - 1).hash.hexadecimal
            try rehash(numbers[0], try link(numbers[0]).text.replacing(own, with: other))
        case "far":
            try run("UPDATE journal SET number = 9223372036854775807 WHERE number = ?", numbers[0])
        case "delete": try run("DELETE FROM journal WHERE number = ?", numbers[0])
        case "close": try shift(from: numbers[0] + 1, by: -1)
        case "open": try shift(from: numbers[0], by: 1)
        case "forge": try forge(numbers[0])
        case "copy":
            let link = try link(numbers[0])
            try insert(numbers[1], link.text, link.hash)
        case "swap":
            try run("UPDATE journal SET number = 1000000 WHERE number = ?", numbers[0])
            try connection.run(
                "UPDATE journal SET number = ? WHERE number = ?",
                [.integer(numbers[0]), .integer(numbers[1])]
            )
            try run("UPDATE journal SET number = ? WHERE number = 1000000", numbers[1])
        case "rewrite": try rewrite(from: numbers[0])
        case _: throw TestFailure("there is no attack \(step)")
        }
    }

    func text(of number: Int) throws -> String { try link(number).text }

    /// Puts bytes in the place of an entry, which need not be UTF-8.
    func replace(_ number: Int, with bytes: [UInt8], hashed: Bool = false) throws {
        try connection.run(
            "UPDATE journal SET entry = CAST(? AS TEXT), hash = ifnull(?, hash) WHERE number = ?",
            [
                .blob(bytes), hashed ? .blob(SHA256Digest(of: bytes.span).bytes) : .null,
                .integer(number),
            ]
        )
    }

    // MARK: - Steps

    private typealias Link = (text: String, hash: SHA256Digest)

    private func link(_ number: Int) throws -> Link {
        if number == 0 { return ("", .zero) }
        return try #require(try JournalRepository(connection).source(of: number))
    }

    private func run(_ sql: String, _ number: Int) throws {
        try connection.run(sql, [.integer(number)])
    }

    private func set(_ number: Int, text: String) throws {
        try connection.run(
            "UPDATE journal SET entry = ? WHERE number = ?",
            [.text(text), .integer(number)]
        )
    }

    private func set(_ number: Int, hash: [UInt8]) throws {
        try connection.run(
            "UPDATE journal SET hash = ? WHERE number = ?",
            [.blob(hash), .integer(number)]
        )
    }

    private func insert(_ number: Int, _ text: String, _ hash: SHA256Digest) throws {
        try connection.run(
            "INSERT INTO journal (number, entry, hash) VALUES (?, ?, ?)",
            [.integer(number), .text(text), .blob(hash.bytes)]
        )
    }

    private func edited(_ number: Int) throws -> String {
        try link(number).text.replacing("e", with: "E")
            .replacing("numbEr", with: "number").replacing("prEvious", with: "previous")
            .replacing("\"changEs\"", with: "\"changes\"")
            .replacing(
                try link(number - 1).hash.hexadecimal.replacing("e", with: "E"),
                with: try link(number - 1).hash.hexadecimal
            )
    }

    private func rehash(_ number: Int, _ text: String) throws {
        try set(number, text: text)
        try set(number, hash: SHA256Digest(of: Array(text.utf8).span).bytes)
    }

    private func shift(from first: Int, by distance: Int) throws {
        for step in [1_000_000, -1_000_000 + distance] {
            try connection.run(
                "UPDATE journal SET number = number + ? WHERE number >= ?",
                [.integer(step), .integer(step > 0 ? first : 1_000_000)]
            )
        }
    }

    /// An entry that fits the one before it, in a place that is free.
    private func forge(_ number: Int) throws {
        let text = """
            {"action":"credit.grant","actor":"eve","at":"2026-01-01T00:00:00Z","cause":"console",\
            "changes":[],"number":\(number),"previous":"\(try link(number - 1).hash)"}
            """
        try insert(number, text, SHA256Digest(of: Array(text.utf8).span))
    }

    /// Another entry, and all behind it chained to it anew: no walk can see that.
    private func rewrite(from first: Int) throws {
        let last = try connection.integer("SELECT max(number) FROM journal")
        for number in first...Int(last) {
            let text = number == first ? try edited(number) : try link(number).text
            let tail = text.components(separatedBy: "\"previous\":\"")
            let previous = try link(number - 1).hash.hexadecimal
            try rehash(number, tail[0] + "\"previous\":\"\(previous)\"}")
        }
    }
}
