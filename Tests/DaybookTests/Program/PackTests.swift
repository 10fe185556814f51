import DaybookCore
import DaybookStore
import DaybookWire
import Synchronization
import TestRigs
import Testing

@testable import daybook

/// Trust: a pack is the same for the same books, what it holds is what the commands print, and any
/// outside tool opens it.
@Suite struct PackTests {
    @Test func namesOfFilesAreSafeAndNeverMeet() throws {
        var seen: [String: String] = [:]
        for row in try TestFolder().rows("pack-names.tsv") {
            let number = row.unescaped(0)
            let name = PackNames.name(of: number)
            #expect(name.replacing(/~[0-9a-f]{32}$/, with: "~MARK") == row[1], "\(row)")
            let path = "documents/credit-notes/\(name).html"
            #expect(TarHeader.objection(to: path) == nil, "\(path)")
            let other = seen.updateValue(number, forKey: name.lowercased())
            #expect(other == nil, "\(number) and \(other ?? "")")
        }
    }

    /// One customer's quarter out of the sample books: all that a pack says of itself.
    @Test func theManifestOfASmallPackIsAsRecorded() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let words = ["--ledger", "FOLDER/sample.db", "--as", "anna", "pack"]
        let result = try folder.run(
            words + [
                "FOLDER/acme.tar", "--customer", "acme", "--from", "2026-10-01", "--to",
                "2026-11-01", "--without-ledger",
            ]
        )
        let archive = try PackArchive(readBytes(at: folder.path("acme.tar")))
        let manifest = try JSONDocument(archive[PackNames.manifest]).root.value
        expectGolden(
            folder.transcript(result) + JSONWriter.text(manifest, .indented) + "\n"
                + String(decoding: archive[PackNames.signature], as: UTF8.self) + "\n",
            named: "pack-manifest.txt"
        )
    }

    @Test func theSameBooksGiveTheSameBytes() throws {
        let books = try PackBooks()
        let first = try books.pack()
        // Whatever else is written beside the journal, and where the pages of the log are, is no
        // part of the books.
        try books.run(["check", "--quiet"])
        #expect(try books.pack(as: "again.tar") == first)
        try books.run(["settings", "set", "jobs.kept_for", "40", "--quiet"])
        #expect(try books.pack(as: "later.tar") != first)
        #expect(books.leftOvers == [])
    }

    /// What stands in a pack is what anybody gets who asks the ledger.
    @Test func listsAndDocumentsAreThoseOfTheCommands() throws {
        let books = try PackBooks()
        let archive = try PackArchive(books.pack())
        for (path, words) in [
            ("lists/invoices.csv", ["invoices", "list", "--csv"]),
            ("lists/credit-notes.csv", ["credit-notes", "list", "--csv"]),
            ("lists/payments.csv", ["payments", "list", "--csv"]),
            ("lists/journal.jsonl", ["journal", "list", "--jsonl"]),
            ("documents/invoices/INV-2026-0002.txt", ["invoices", "render", "INV-2026-0002"]),
            (
                "documents/invoices/INV-2026-0001.html",
                ["invoices", "render", "INV-2026-0001", "--format", "html"]
            ),
            (
                "documents/credit-notes/CN-2026-0001.txt",
                ["credit-notes", "render", "CN-2026-0001"]
            ),
        ] {
            let printed = try books.run(words).output
            #expect(String(decoding: archive[path], as: UTF8.self) == printed, "\(path)")
            #expect(printed.count > 60, "\(path)")
        }
    }

    /// Nothing of anybody else, unless the ledger itself is in it.
    @Test func aCustomersPackIsOfTheCustomerAlone() throws {
        let books = try PackBooks()
        let bytes = try books.pack(["--customer", "customer-3"])
        #expect(try books.fault(of: bytes) == nil)
        let archive = try PackArchive(bytes)
        func lines(_ path: String) -> [Substring] {
            String(decoding: archive[path], as: UTF8.self).split(separator: "\n")
        }
        let invoices = lines("lists/invoices.csv").dropFirst()
        #expect(invoices.count == 1)
        #expect(invoices.allSatisfy { $0.contains("account-3") })
        #expect(lines("lists/payments.csv").dropFirst().count == 1)
        let documents = archive.members.filter { $0.path.hasPrefix("documents/invoices/") }
        #expect(documents.count == 2)
        let all = try PackArchive(books.pack(as: "all.tar"))
        let told = lines("lists/journal.jsonl")
        let entries = String(decoding: all["lists/journal.jsonl"], as: UTF8.self)
            .split(separator: "\n")
        #expect(!told.isEmpty && told.count < entries.count)
        #expect(told.allSatisfy { entries.contains($0) })
        #expect(told.contains { $0.contains("payment.create") }, "\(told)")
    }

    @Test func anOutsideToolUnpacksItAndTheCopyIsForReading() throws {
        let books = try PackBooks()
        _ = try books.pack()
        try books.run(["backup", "FOLDER/backup.db", "--quiet"])
        let tar = ProgramRunner(program: "/bin/tar", environment: ["LC_ALL": "C"])
        let place = try ScratchFolder()
        let result = try tar.run(
            ["xf", books.folder.path("pack.tar"), "-C", place.path],
            in: ScratchFolder()
        )
        #expect(result.transcript == "exit 0\n")
        let copy = place.path + "/ledger.db"
        #expect(try readBytes(at: copy) == readBytes(at: books.folder.path("backup.db")))
        #expect(try Ledger(opening: copy).isReadOnly)
        let refused = try books.folder.run(
            ["--ledger", copy, "settings", "set", "jobs.kept_for", "40"] + ProgramFolder.clock
        )
        #expect(refused.exitCode == 4, "\(refused.transcript)")
    }

    /// From what is said of a good pack to each way of saying it.
    @Test func saysWhatFitsAndWhoseKeyItIs() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        var said: [String] = []
        for words in [
            ["pack", "FOLDER/a.tar", "--from", "2026-10-01", "--to", "2026-10-11", "--json"],
            ["verify", "FOLDER/a.tar"],
            ["--config", "FOLDER/good.json", "verify", "FOLDER/a.tar"],
            ["verify", "FOLDER/a.tar", "--key", PackBooks.key],
            ["verify", "FOLDER/a.tar", "--key", "FOLDER/head.json", "--json"],
            ["verify", "FOLDER/a.tar", "--key", String(repeating: "0", count: 64)],
            ["verify", "FOLDER/a.tar", "--key", String(repeating: "0", count: 64), "--json"],
            [
                "pack", "FOLDER/b.tar", "--from", "2026-10-01", "--to", "2026-10-11",
                "--without-ledger", "--customer", "acme",
            ],
            ["verify", "FOLDER/b.tar"], ["verify", "FOLDER/b.tar", "--quiet"],
            ["pack", "FOLDER/a.tar"], ["pack", "FOLDER/c.tar", "--customer", "nobody"],
            ["pack", "FOLDER/c.tar", "--from", "2026-10-01"],
            ["pack", "FOLDER/c.tar", "--from", "2026-10-01", "--to", "2026-10-01"],
            ["pack", "FOLDER/none/c.tar", "--without-ledger"],
            ["--ledger", "FOLDER/tampered.db", "pack", "FOLDER/c.tar"],
            ["--ledger", "FOLDER/none.db", "pack", "FOLDER/c.tar"],
            ["--config", "FOLDER/open/config.json", "pack", "FOLDER/c.tar"],
        ] {
            if said.isEmpty { _ = try folder.run(["audit", "head", "FOLDER/head.json"] + ledger) }
            let named = words.contains("--ledger") ? [] : ledger
            let result = try folder.run(words + named)
            said.append("$ \(words.joined(separator: " "))\n\(folder.transcript(result))")
        }
        expectGolden(said.joined(separator: "\n"), named: "pack-story.txt")
        #expect(!folder.scratch.names.contains("c.tar"))
        #expect(folder.scratch.names.filter { $0.contains(".partial-") } == [])
    }

    private let ledger = ["--ledger", "FOLDER/changed.db"] + ProgramFolder.clock

    /// Each pack is of one moment, however much is written meanwhile.
    @Test func aPackUnderLoadVerifies() async throws {
        let folder = try ProgramFolder()
        let path = folder.path("books.db")
        try FeeBooks.make(at: path, accounts: 100)
        let isOver = Atomic(false)
        async let billing = OwnThread.run {
            defer { isOver.store(true, ordering: .relaxed) }
            return Result {
                try folder.run(
                    ["--ledger", path, "bill", "run", "--as-of", "2026-11-20", "--quiet"]
                        + ProgramFolder.clock
                )
            }
        }
        var count = 0
        repeat {
            let isLast = isOver.load(ordering: .relaxed)
            count += 1
            for words in [["--ledger", path, "pack"], ["verify"]] {
                let result = try folder.run(words + ["FOLDER/\(count).tar", "--quiet"])
                try #require(result.exitCode == 0, "\(words): \(result.transcript)")
            }
            if isLast { break }
            await Task.yield()
        } while count < 10
        let result = try await billing.get()
        #expect(result.exitCode == 0, "\(result.transcript)")
    }

    /// Killed at any moment: no pack, or a whole one; and the next sweeps up.
    @Test func aKilledPackIsWholeOrNotThere() throws {
        let books = try PackBooks()
        var generator = SeededGenerator(seed: 3)
        let words = ["--ledger", books.folder.path("received.db"), "pack"]
        for number in 0..<ProgramFolder.killCount {
            let name = "killed-\(number).tar"
            let isKilled = try books.folder.isKilled(
                words + [books.folder.path(name)],
                after: Double.random(in: 1...400, using: &generator)
            )
            if books.folder.scratch.names.contains(name) {
                #expect(try books.fault(of: readBytes(at: books.folder.path(name))) == nil)
            } else {
                #expect(isKilled)
                _ = try books.pack(as: name)
            }
            #expect(books.leftOvers == [])
        }
    }

    /// Ctrl-C at any moment: a whole pack or none, a verdict or none, and nothing stays behind.
    @Test func aStoppedPackLeavesNothing() throws {
        let books = try PackBooks()
        _ = try books.pack(as: "whole.tar")
        let stopper = ProgramRunner(
            program: "/usr/bin/timeout",
            environment: books.folder.runner.environment
        )
        func stop(_ words: [String], after milliseconds: Int) throws -> ProgramResult {
            let digits = String(milliseconds)
            let time = "0." + String(repeating: "0", count: 3 - digits.count) + digits
            return try stopper.run(
                ["--foreground", "--preserve-status", "-s", "INT", time, ProgramFolder.program]
                    + words.map { $0.replacing("FOLDER", with: books.folder.scratch.path) },
                in: ScratchFolder()
            )
        }
        for milliseconds in [5, 40, 80, 150, 250] {
            let name = "stopped-\(milliseconds).tar"
            let words = ["--ledger", "FOLDER/received.db", "pack", "FOLDER/\(name)"]
            let result = try stop(words, after: milliseconds)
            #expect([0, 130].contains(result.exitCode), "\(result.transcript)")
            #expect(books.folder.scratch.names.contains(name) == (result.exitCode == 0))
            let checked = try stop(["verify", "FOLDER/whole.tar"], after: milliseconds)
            #expect([0, 130].contains(checked.exitCode), "\(checked.transcript)")
            #expect(books.leftOvers == [])
        }
    }
}
