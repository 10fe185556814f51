import TestRigs
import Testing

@testable import daybook

@Suite("Help")
struct HelpTests {
    private let table = CommandTable.sample

    @Test("Pages read as recorded")
    func pages() throws {
        let paths = [
            [], ["invoices"], ["invoices", "list"], ["invoices", "approve"], ["events", "ingest"],
            ["init"], ["completion"],
        ]
        for path in paths {
            let node = try table.node(at: path)
            let name = path.isEmpty ? "program" : path.joined(separator: "-")
            expectGolden(HelpPage.text(on: node, in: table), named: "help/\(name).txt")
        }
        let list = try table.node(at: ["invoices", "list"])
        expectGolden(HelpPage.text(on: list, in: table, width: 50), named: "help/narrow.txt")
    }

    @Test("The bare program's page is that of the program")
    func bareProgram() throws {
        let bare = try #require(table.bareCommand)
        let page = HelpPage.text(on: .command(bare), in: table)
        #expect(page == HelpPage.text(on: .program, in: table))
    }

    @Test("No line is wider than asked for, but for a word alone and a command line to copy")
    func widths() {
        for node in allNodes {
            for width in [0, 32, 33, 40, 57, 80, 81, 120, 10_000] {
                let text = HelpPage.text(on: node, in: table, width: width)
                #expect(text.hasSuffix("\n") && !text.contains("\n\n\n") && !text.contains(" \n"))
                for line in text.split(separator: "\n") where line.count > max(width, 32) {
                    let isAlone = line.trimmed.split(separator: " ").count == 1
                    let isFixed = isExample(line) || isTerm(line)
                    #expect(isAlone || isFixed, "\(width): \(line)")
                    #expect(width < 80, "\(line)")
                }
            }
        }
    }

    private var allNodes: [CommandNode] {
        [.program] + table.nouns.map { .noun($0) } + table.commands.map { .command($0) }
    }

    private func isExample(_ line: Substring) -> Bool {
        let examples = table.commands.flatMap(\.examples) + table.program.examples
        return examples.contains { $0.line == line.trimmed }
    }

    /// A term is not broken either: it shows how the option is written.
    private func isTerm(_ line: Substring) -> Bool {
        table.commands.flatMap(\.options).contains { $0.term == line.trimmed }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
