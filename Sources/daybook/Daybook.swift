import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

/// The program: words in, an exit code out. Everything between is a command's.
@main
enum Daybook {
    static func main() {
        ProcessSignals.turnIntoErrors()
        let words = Array(CommandLine.arguments.dropFirst())
        let output = OutputStream.standardOutput()
        let end = run(words, output)
        switch end {
        case .code(let code): ProcessSignals.end(with: code.rawValue)
        case .signal(let number): ProcessSignals.end(bySignal: number)
        }
    }

    private enum End {
        case code(ExitCode)
        case signal(Int32)
    }

    private static func run(_ words: [String], _ output: OutputStream) -> End {
        let table = CommandTable.daybook
        do {
            switch try table.parse(words) {
            case .version:
                try output.write("daybook \(table.program.version)\n")
            case .help(let node):
                try output.write(HelpPage.text(on: node, in: table, width: output.helpWidth))
            case .run(let invocation):
                let session = Session(
                    invocation,
                    environment: SystemEnvironment.variables(),
                    clock: .system,
                    output: output
                )
                try session.requireTheme()
                try invocation.command.run(session)
            }
            try output.flush()
            return .code(.done)
        } catch let lost as TerminalLost {
            switch lost.end {
            case .signalled(let number): return .signal(number)
            case .closed: return .code(.failed)
            }
        } catch {
            return .code(report(error, words, output))
        }
    }

    private static func command(_ words: [String]) -> Command? {
        guard case .run(let invocation)? = try? CommandTable.daybook.parse(words) else {
            return nil
        }
        return invocation.command
    }

    /// What was printed before a failure is kept: it is true, and the message says what is missing.
    private static func report(
        _ error: any Error,
        _ words: [String],
        _ output: OutputStream,
    ) -> ExitCode {
        // Whoever closes a pipe early has seen enough and wants no message.
        if (error as? FileError)?.isBrokenPipe == true { return .failed }
        try? output.flush()
        let failure = FailureReport.failure(of: error, by: command(words))
        let errors = OutputStream.standardError()
        let isJSON = ["json", "jsonl"].contains { name in
            GlobalOptions.all.contains { $0.name == name && $0.isMentioned(in: words) }
        }
        try? errors.write(
            isJSON
                ? JSONWriter.text(FailureReport.document(failure)) + "\n"
                : FailureReport.line(failure)
        )
        try? errors.flush()
        return failure.kind
    }
}

extension OutputStream {
    /// Help reads best in lines that are not long, however wide the terminal is.
    var helpWidth: Int { min(terminalWidth ?? 80, 100) }
}
