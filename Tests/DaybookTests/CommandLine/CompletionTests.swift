import TestRigs
import Testing

@testable import daybook

@Suite("Completion", .serialized)
struct CompletionTests {
    private let table = CommandTable.sample

    @Test("The scripts read as recorded")
    func scripts() {
        for shell in CompletionShell.allCases {
            expectGolden(shell.script(for: table), named: "completion/daybook.\(shell.rawValue)")
        }
    }

    @Test("bash offers what fits")
    func bash() throws {
        let rows = try TestFolder().rows("completion.tsv")
        let calls = rows.map { "ask \(bashCall($0[0]))" }
        let script = """
            ask() {
                COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2))
                COMPREPLY=()
                _daybook
                printf '%s\\n' "${COMPREPLY[@]}" ==
            }
            """
        let answers = try answers(
            of: "/bin/bash",
            ["--norc", "--noprofile"],
            shell: .bash,
            asking: script + "\n" + calls.joined(separator: "\n"),
        )
        try compare(answers, with: rows)
    }

    @Test("fish offers the same", .enabled(if: isFile("/usr/bin/fish")))
    func fish() throws {
        let rows = try TestFolder().rows("completion.tsv")
        let calls = rows.map { "complete -C '\($0[0])'; echo ==" }
        let answers = try answers(
            of: "/usr/bin/fish",
            ["--no-config"],
            shell: .fish,
            asking: calls.joined(separator: "\n"),
        )
        try compare(answers, with: rows)
    }

    @Test("zsh reads its script without complaint", .enabled(if: isFile("/usr/bin/zsh")))
    func zsh() throws {
        let scratch = try ScratchFolder()
        let script = try scratch.file(
            "_daybook",
            containing: CompletionShell.zsh.script(for: table)
        )
        let runner = ProgramRunner(program: "/usr/bin/zsh", environment: ["PATH": "/usr/bin:/bin"])
        let result = try runner.run(["-f", "-n", script], in: scratch)
        #expect(result.transcript == "exit 0\n")
    }
}

// MARK: - Asking a shell

extension CompletionTests {
    /// Runs the shell once for all rows, in a folder with a few files; answers what it printed
    /// between the lines `==`.
    private func answers(
        of program: String,
        _ arguments: [String],
        shell: CompletionShell,
        asking questions: String,
    ) throws -> [[String]] {
        let outputs = try ScratchFolder()
        let scratch = try ScratchFolder()
        let completion = try outputs.file("completion", containing: shell.script(for: table))
        for name in ["books.db", "usage.csv", "drafts/draft.json"] {
            try scratch.file(name, containing: "")
        }
        let script = try outputs.file(
            "questions",
            containing: "cd \(scratch.path)\nsource \(completion)\n\(questions)\n",
        )
        let environment = ["PATH": "/usr/bin:/bin", "HOME": outputs.path, "LC_ALL": "C.UTF-8"]
        let runner = ProgramRunner(program: program, environment: environment)
        let result = try runner.run(arguments + [script], in: outputs)
        #expect(result.exitCode == 0)
        #expect(result.errors == "")
        return result.output.split(separator: "==\n", omittingEmptySubsequences: false)
            .dropLast()
            .map { $0.split(separator: "\n").map(String.init) }
    }

    private func compare(_ answers: [[String]], with rows: [TableRow]) throws {
        try #require(answers.count == rows.count)
        for (row, words) in zip(rows, answers) {
            let offered = Set(words.map(plain)).sorted().filter { $0 != "-h" && $0 != "-f" }
            #expect(offered.joined(separator: " ") == row[1], "\(row)")
        }
    }

    /// The word alone: fish adds a meaning, repeats the option, and marks folders.
    private func plain(_ offer: String) -> String {
        var word = String(offer.prefix { $0 != "\t" })
        if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
            word = String(word[word.index(after: equals)...])
        }
        return word.hasSuffix("/") ? String(word.dropLast()) : word
    }

    /// The line and the words that bash makes of it: blanks part words, and = and : are words.
    private func bashCall(_ line: String) -> String {
        var words: [String] = [""]
        for character in line {
            switch character {
            case " ": words.append("")
            case "=", ":": words += [String(character), ""]
            default: words[words.count - 1].append(character)
            }
        }
        // After a separator the word before the cursor is the separator itself.
        let last = words[words.count - 1]
        let isAfterSeparator = last.isEmpty && !line.hasSuffix(" ")
        let kept = words.dropLast().filter { !$0.isEmpty } + (isAfterSeparator ? [] : [last])
        return ([line] + kept).map { "'\($0)'" }.joined(separator: " ")
    }
}
