import DaybookCore
import DaybookWire
import TestRigs
import Testing

/// Journals as the program writes them, and what the programs say of them that they are for.
@Suite struct JournalExportTests {
    private static let clock = "2026-05-01T09:00:00Z"

    /// The ledger of the story, after all of it.
    private static func story() throws -> ProgramFolder {
        let folder = try ProgramFolder()
        for line in try TestFolder().text("journal-story.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            let words = line.split(separator: " ").map { String($0).replacing("%20", with: " ") }
            let clock = [
                "--ledger", "FOLDER/ledger.db", "--quiet", "--now", "\(words[0])T09:00:00Z",
            ]
            let result = try folder.run(clock + words.dropFirst())
            try #require(result.exitCode == 0, "\(line): \(result.transcript)")
        }
        return folder
    }

    @Test func theStoryIsExportedAsRecorded() throws {
        let folder = try Self.story()
        for row in try TestFolder().rows("journal-exports.tsv") {
            let text = try Self.export(row[1].split(separator: " ").map(String.init), folder)
            // Ids are made by chance.
            expectGolden(
                text.replacing(/01K[0-9A-Z]{23}/, with: "ID"),
                named: "journals/\(row[0])"
            )
        }
    }

    /// What one account pays for the other stands in the statements of both.
    @Test func statementsOfTheStoryAreAsRecorded() throws {
        let folder = try Self.story()
        for account in ["acme", "acme-us"] {
            let place = ["--ledger", "FOLDER/ledger.db", "--now", Self.clock]
            let shown = try folder.run(place + ["accounts", "statement", account])
            expectGolden(shown.transcript, named: "journals/statement-\(account).txt")
        }
    }

    /// At its end, and as it was at the end of each day on which something was paid or given up.
    @Test func ageingsOfTheStoryAreAsRecorded() throws {
        let folder = try Self.story()
        var text = ""
        for row in try TestFolder().rows("ageings.tsv") {
            let place = ["--ledger", "FOLDER/ledger.db", "--now", Self.clock]
            let words = row[0].split(separator: " ").map { String($0) }
            text += try folder.run(place + ["accounts", "ageing"] + words).transcript
        }
        expectGolden(text, named: "journals/ageings.txt")
    }

    private static func export(_ words: [String], _ folder: ProgramFolder) throws -> String {
        let place = ["--ledger", "FOLDER/ledger.db", "--now", clock]
        let written = try folder.run(
            place + ["export", "FOLDER/out", "--replace", "--quiet"] + words
        )
        try #require(written.exitCode == 0, "\(words): \(written.transcript)")
        let text = try readText(at: folder.path("out"))
        let shown = try folder.run(place + ["export", "-"] + words)
        #expect(shown.output == text, "\(words)")
        return text
    }

    /// Of the story and of made-up books in five currencies: hledger finds them in order, and in
    /// each account what the table of postings adds up to.
    @Test func otherProgramsReadTheJournals() throws {
        let sample = try ProgramFolder()
        let made = try sample.run([
            "sample", "FOLDER/ledger.db", "--seed", "7", "--customers", "30", "--invoices", "300",
            "--events", "0", "--now", Self.clock,
        ])
        try #require(made.exitCode == 0, "\(made.transcript)")
        for folder in [try Self.story(), sample] {
            let table = try Self.export(["--format", "csv"], folder)
            let journal = try Self.export(["--format", "hledger"], folder)
            let file = try folder.scratch.file("books.journal", containing: journal)
            let checked = try Self.run("hledger", ["-f", file, "check", "--strict"], folder)
            #expect(checked.exitCode == 0, "\(checked.transcript)")
            let balances = try Self.run(
                "hledger",
                ["-f", file, "balance", "--flat", "-N", "--layout", "bare", "-O", "csv"],
                folder
            )
            let found = try Self.sums(balances.output, "account", "commodity", "balance")
            #expect(try found == Self.sums(table, "account", "currency", "amount"))
            #expect(found.count > 10)
            let ledger = try Self.export(["--format", "beancount"], folder)
            let books = try folder.scratch.file("books.beancount", containing: ledger)
            let read = try Self.run("bean-check", [books], folder)
            #expect(read.exitCode == 0 && read.output.isEmpty, "\(read.transcript)")
        }
    }

    /// What the rows of a table come to, by account and currency, where that is not nothing.
    private static func sums(
        _ table: String,
        _ account: String,
        _ currency: String,
        _ amount: String,
    ) throws -> [String: PreciseAmount] {
        var reader = CSVReader(MemorySource(Array(table.utf8)))
        var places: [Int] = []
        var sums: [String: PreciseAmount] = [:]
        while case .fields(_, let fields)? = try reader.next() {
            if places.isEmpty {
                places = try [account, currency, amount].map {
                    try #require(fields.firstIndex(of: $0), "\(table)")
                }
                continue
            }
            let name = "\(fields[places[0]]) \(fields[places[1]])"
            sums[name] = try (sums[name] ?? .zero).adding(PreciseAmount(fields[places[2]]))
        }
        return sums.filter { !$0.value.isZero }
    }

    private static func run(
        _ program: String,
        _ words: [String],
        _ folder: ProgramFolder,
    ) throws -> ProgramResult {
        let runner = ProgramRunner(
            program: "/usr/bin/" + program,
            environment: ["LANG": "C.UTF-8", "HOME": folder.scratch.path]
        )
        return try runner.run(words, in: ScratchFolder())
    }
}
