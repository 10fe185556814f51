import DaybookConsole
import TerminalKit
import TestRigs
import Testing

@Suite struct KeymapTests {
    @Test func theStandardKeysClashNowhere() {
        #expect(Keymap.load([]).problems == [])
        for command in ConsoleCommand.allCases {
            #expect(!Keymap.standard.keys(of: command).isEmpty, "\(command)")
            for sequence in Keymap.standard.keys(of: command) {
                #expect(Keymap.standard.meaning(of: sequence.keys) == .command(command))
            }
        }
    }

    @Test func everyCommandHasItsRow() {
        #expect(Set(CommandEntry.all.map(\.command)) == Set(ConsoleCommand.allCases))
        #expect(CommandEntry.all.count == ConsoleCommand.allCases.count)
    }

    @Test func namesOfKeysAreReadAsTheyAreWritten() throws {
        for row in try TestFolder().rows("key-names.tsv") {
            let sequence = KeySequence(row[0])
            #expect((sequence?.name ?? "none") == row[1], "\(row)")
        }
    }

    @Test func configuredKeysTakeTheirPlace() async {
        let (keymap, problems) = Keymap.load([
            KeyBinding(command: "move-down", keys: ["n"], line: 2),
            KeyBinding(command: "quit", keys: ["ctrl-q", "Z Z"], line: 3),
        ])
        #expect(problems == [])
        let driver = await ConsoleDriver.run(keymap: keymap, typing: "n n j q Z")
        #expect(!driver.state.isLeaving)
        #expect(driver.state.current.table.cursor == 2)
        let gone = await ConsoleDriver.run(keymap: keymap, typing: "Z Z")
        #expect(gone.state.isLeaving)
        // Help and key line tell the keys that hold.
        #expect(driver.text.contains("Z"))
        let help = await ConsoleDriver.run(keymap: keymap, typing: "?")
        #expect(help.text.contains("ctrl-q  Z Z"))
    }

    @Test func whatIsWrongIsToldAndTheRestHolds() {
        let (keymap, problems) = Keymap.load([
            KeyBinding(command: "qit", keys: ["x"], line: 1),
            KeyBinding(command: "zoom", keys: ["hyper-z", "Z"], line: 2),
            KeyBinding(command: "quit", keys: [], line: 3),
            KeyBinding(command: "reload", keys: ["j"], line: 4),
            KeyBinding(command: "help", keys: ["?", "g"], line: 5),
        ])
        #expect(
            problems == [
                .unknownCommand("qit", line: 1),
                .unknownKey("hyper-z", command: "zoom", line: 2),
                .unreachable(.quit, line: 3),
                .clash("j", .moveDown, with: "j", .reload, line: 4),
                .clash("g g", .goToFirst, with: "g", .help, line: 5),
            ]
        )
        #expect(keymap.keys(of: .zoom).map(\.name) == ["Z"])
        #expect(keymap.keys(of: .quit).map(\.name) == ["q", "ctrl-c"])
        #expect(keymap.keys(of: .moveDown).map(\.name) == ["down"])
    }
}
