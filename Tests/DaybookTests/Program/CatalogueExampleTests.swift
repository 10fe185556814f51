import TestRigs
import Testing

/// The files that the program offers to begin with.
@Suite struct CatalogueExampleTests {
    @Test func whatTheExamplesSayIsTakenAsItIsAndPublished() throws {
        let folder = try ProgramFolder()
        let clock = ["--ledger", "FOLDER/new.db", "--now", "2026-11-20T12:00:00Z"]
        func run(_ words: String, input: String = "") throws -> ProgramResult {
            try folder.run(words.split(separator: " ").map(String.init) + clock, input: input)
        }
        var record = try run("init --name Harbour --quiet").transcript
        for product in ["api-calls", "storage", "mails"] {
            _ = try run("meters create \(product) --event-type \(product) --aggregation count")
            _ = try run("products create \(product) --meter \(product)")
        }
        for (noun, key) in [("plans", "growth"), ("addons", "seats")] {
            let example = try run("\(noun) create --example")
            record += folder.transcript(example)
            record += try run("\(noun) create -", input: example.output).transcript
            record += try run("\(noun) publish \(key)").transcript
            record += folder.transcript(try run("\(noun) show \(key)"))
        }
        expectGolden(record, named: "catalogue-examples.txt")
    }
}
