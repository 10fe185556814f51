import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let restore = Command(
        ["restore"],
        summary: "Put a backup in the place of the ledger",
        discussion: """
            The backup is checked first. The ledger of now is kept beside it under another name, \
            also a damaged one; after a failure it is as it was. Nobody else may have the ledger \
            open.
            """,
        arguments: [ArgumentSpec("FILE", "The backup", kind: .path(.file))],
        examples: [Example("daybook restore books-2026-11.db", "Go back to this backup")],
        exits: [
            ExitNote(.notFound, "there is no such backup"),
            ExitNote(.notAllowed),
            ExitNote(.conflict, "somebody has the ledger open, or the backup is too new"),
            ExitNote(.ledgerDamaged, "the backup is damaged: nothing was changed"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            let backup = session.invocation.argument("FILE")
            let path = try session.settings()[.ledger].value
            try session.requireRestoring(at: path)
            Interrupts.hold()
            try Folders.makeParent(of: path)
            let line = SharedLine(session)
            let kept = try LedgerRestore(backup, to: path) { progress in
                try line.show("pages", progress.done, of: progress.total)
                try ProgressLine.checkInterrupt("stopped; the ledger is as it was")
            }.run()
            try line.clear()
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "ledger": .string(path), "from": .string(backup), "kept": .text(kept),
                ])
            } else if !session.invocation.flag("quiet") {
                let words = kept.map { "; the ledger of before is \($0)" } ?? ""
                try session.write(Words.line("restored \(path) from \(backup)\(words)") + "\n")
            }
        }
    )
}

/// A line of progress for a closure that is kept.
final class SharedLine {
    private var line: ProgressLine

    init(_ session: Session) {
        line = ProgressLine(session)
    }

    func show(_ label: String, _ done: Int, of total: Int?) throws {
        try line.show(label, done, of: total)
    }

    func clear() throws {
        try line.clear()
    }
}
