import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let billDiff = Command(
        ["bill", "diff"],
        summary: "Show where two billing runs differ, and why",
        discussion: """
            The runs are files that `bill preview --out` or `bill run --out` has kept: before and \
            after a change of prices, of contracts or of usage.
            """,
        arguments: [
            ArgumentSpec("BEFORE", "The documents of the first run", kind: .path(.file)),
            ArgumentSpec("AFTER", "The documents of the second run", kind: .path(.file)),
        ],
        examples: [
            Example("daybook bill diff before.jsonl after.jsonl", "What has become dearer")
        ],
        exits: [ExitNote(.wrongUsage, "a file holds no run")],
        run: { session in
            let before = try session.run("BEFORE")
            let after = try session.run("AFTER")
            let rows = try RunDifferenceRow.all(from: before, to: after)
            try RunDifferenceRow.write(rows, session)
        }
    )
}

extension Session {
    fileprivate func run(_ argument: String) throws -> [RunLine] {
        let path = invocation.argument(argument)
        return try RunFile.lines(FileSource.content(of: path), file: path)
    }
}
