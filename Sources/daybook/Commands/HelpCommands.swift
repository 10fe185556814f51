extension Command {
    static let help = Command(
        ["help"],
        summary: "Show help for the program, a noun or a command",
        arguments: [
            ArgumentSpec(
                "WORDS",
                "What help is wanted for",
                kind: .topic,
                count: .repeated
            )
        ],
        examples: [
            Example("daybook help", "Show what the program can do"),
            Example("daybook help invoices list", "Show one command with its options"),
        ],
        run: { session in
            let table = session.invocation.table
            let node = try table.node(at: session.invocation.argumentList("WORDS"))
            try session.write(
                HelpPage.text(on: node, in: table, width: session.output.helpWidth)
            )
        }
    )

    static let completion = Command(
        ["completion"],
        summary: "Print the completion script of a shell",
        discussion: """
            Put the script where your shell looks for completions, or read it at each start: \
            `source <(daybook completion bash)`.
            """,
        arguments: [
            ArgumentSpec(
                "SHELL",
                "The shell",
                kind: .choice(CompletionShell.allCases.map(\.rawValue))
            )
        ],
        examples: [
            Example("daybook completion zsh", "Print the script for zsh")
        ],
        run: { session in
            guard let shell = CompletionShell(rawValue: session.invocation.argument("SHELL")) else {
                preconditionFailure("the parser lets only known shells through")
            }
            try session.write(shell.script(for: session.invocation.table))
        }
    )

    static let manual = Command(
        ["manual"],
        summary: "Print the manual page in roff",
        examples: [Example("daybook manual", "Print it; `man -l` shows it")],
        run: { session in try session.write(ManualPage.text(of: session.invocation.table)) }
    )
}
