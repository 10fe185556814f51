import TestRigs
import Testing

@testable import daybook

@Suite("Command lines")
struct ParsingTests {
    private let table = CommandTable.sample

    @Test("Each command line comes to its request or its error")
    func outcomes() throws {
        for row in try TestFolder().rows("parse.tsv") {
            #expect(table.outcome(of: ShellWords.split(row[0])) == row[1], "\(row)")
        }
    }

    @Test("An error knows where the wrong word stands and what was meant")
    func places() throws {
        for row in try TestFolder().rows("usage-places.tsv") {
            let error = #expect(throws: UsageError.self, "\(row)") {
                try table.parse(ShellWords.split(row[0]))
            }
            #expect("\(error?.place ?? 0)" == row[1], "\(row)")
            #expect(error?.found.joined(separator: " ") == row[2], "\(row)")
            #expect(error?.suggestions.joined(separator: " ") == row[3], "\(row)")
        }
    }

    @Test("Every option of every command parses in each of its spellings")
    func spellings() throws {
        for command in table.commands {
            let base = command.path + command.leastWords
            for option in table.options(at: .command(command)) where !option.isAnsweredByParser {
                let words = option.isRequired ? command.path : base
                let results = option.writings.map { table.outcome(of: words + $0) }
                let first = try #require(results.first)
                #expect(first.hasPrefix("run"), "\(option.long) of \(command.path): \(first)")
                #expect(first.contains(" \(option.name)"), "\(first)")
                #expect(Set(results).count == 1, "\(results)")
            }
            for option in table.globals where !option.isAnsweredByParser {
                let results = option.writings.flatMap {
                    [table.outcome(of: $0 + base), table.outcome(of: base + $0)]
                }
                #expect(Set(results).count == 1, "\(results)")
            }
        }
    }

    @Test("Whether an option is mentioned shows also on a line that cannot be read")
    func mentions() throws {
        let json = try #require(GlobalOptions.all.first { $0.name == "json" })
        #expect(json.isMentioned(in: ["invoces", "--json"]))
        #expect(!json.isMentioned(in: ["invoces", "--", "--json"]))
        #expect(!json.isMentioned(in: ["invoces", "--ledger", "json"]))
    }

    @Test("The words of help lead to a page, or to an error like that of the command")
    func helpWords() throws {
        #expect(try table.node(at: []).path == [])
        #expect(try table.node(at: ["invoices"]).path == ["invoices"])
        #expect(try table.node(at: ["invoices", "list"]).path == ["invoices", "list"])
        for words in [
            ["invoces"], ["invoces", "lst"], ["invoices", "lst"], ["list", "invoices"],
        ] {
            let error = #expect(throws: UsageError.self) { try table.node(at: words) }
            #expect(error.map { "\($0)" } == table.outcome(of: words))
        }
        let surplus = #expect(throws: UsageError.self) { try table.node(at: ["demo", "x"]) }
        #expect(surplus?.detail == "there is no command `demo x`")
    }
}

// MARK: - Random command lines

extension ParsingTests {
    @Test("No words trap, and every error is one clean line with a place")
    func randomWords() {
        forEachSeed(1_500) { generator in
            let words = randomLine(&generator)
            do {
                // The text asks for every value in its type, so a request is checked in full.
                _ = try table.parse(words).text
            } catch let error as UsageError {
                let text = error.description
                try #require(text.hasPrefix("daybook: "), "\(words)")
                try #require(text.hasSuffix("(see: \(error.help))"), "\(words)")
                try #require(text.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(words)")
                try #require(!text.unicodeScalars.contains("\u{202E}"), "\(words)")
                try #require((1...words.count + 1).contains(error.place), "\(words)")
                try #require(text.count < 600, "\(words)")
            }
        }
    }

    private func randomLine(_ generator: inout SeededGenerator) -> [String] {
        let known = table.commands.flatMap { $0.path + $0.options.flatMap(\.spellings) }
        let strange = [
            "", "-", "--", "---", "=", "--=", "-=", "\u{1B}[31m", "\u{202E}abc", "\n", "-5", "-.",
            "--json=", "é\u{301}\u{301}", "日本語", "--ledger=\u{0}", "a,b,,c", "5", "ACME",
        ]
        return (0..<Int.random(in: 0...7, using: &generator)).map { _ in
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...4: known.randomElement(using: &generator) ?? ""
            case 5: table.globals.randomElement(using: &generator)?.long ?? ""
            case 6: strange.randomElement(using: &generator) ?? ""
            case 7: mutated(known.randomElement(using: &generator) ?? "", &generator)
            case 8: (known.randomElement(using: &generator) ?? "") + "=5"
            default: String(repeating: "x\u{7}", count: Int.random(in: 0...400, using: &generator))
            }
        }
    }

    private func mutated(_ word: String, _ generator: inout SeededGenerator) -> String {
        var letters = Array(word)
        guard let index = letters.indices.randomElement(using: &generator) else { return word }
        letters[index] = "abc-=\u{85}xyz".randomElement(using: &generator) ?? "x"
        return String(letters)
    }
}

// MARK: - Least command lines

extension Command {
    /// The fewest words after the path with which the command can be read.
    fileprivate var leastWords: [String] {
        options.filter(\.isRequired).flatMap { $0.writings.first ?? [] }
            + arguments.filter(\.isRequired).map(\.kind.good)
    }
}

extension OptionSpec {
    fileprivate var isAnsweredByParser: Bool { name == "help" || name == "version" }

    /// The ways to write the option with a value that fits.
    fileprivate var writings: [[String]] {
        guard let value else { return spellings.map { [$0] } }
        let good = value.kind.good
        return spellings.flatMap { [[$0, good], ["\($0)=\(good)"]] }
    }
}

extension ValueKind {
    fileprivate var good: String {
        switch self {
        case .text, .topic: "text"
        case .integer(let range): "\(range.upperBound)"
        case .path: "some/path"
        case .choice(let words): words[0]
        case .date: "2026-11-20"
        case .instant, .moment: "2026-11-20T10:00:00Z"
        case .amount: "-12.50"
        case .currency: "EUR"
        case .list(of: let entry): "\(entry.good),\(entry.good)"
        }
    }
}
