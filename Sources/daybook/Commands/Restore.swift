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
            open. The last entry of the restored journal says who restored it, when and from \
            which file.
            """,
        arguments: [ArgumentSpec("FILE", "The backup", kind: .path(.file))],
        options: [
            .flag("other-organisation", "Also in the place of another organisation's ledger")
        ],
        examples: [Example("daybook restore books-2026-11.db", "Go back to this backup")],
        exits: [
            ExitNote(.notFound, "there is no such backup"),
            ExitNote(.notAllowed),
            ExitNote(
                .conflict,
                "somebody has the ledger open, it is another organisation's, or the backup is "
                    + "too new"
            ),
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
            let restore = LedgerRestore(
                backup,
                to: path,
                by: try session.act("ledger.restore"),
                replacingOther: session.invocation.flag("other-organisation")
            ) { progress in
                try line.show("pages", progress.done, of: progress.total)
                try ProgressLine.checkInterrupt("stopped; the ledger is as it was")
            }
            let kept = try inWordsOfRestoring { try restore.run() }
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

    /// What another file is for a backup is another ledger for this.
    private static func inWordsOfRestoring<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch LedgerError.missing(let path) {
            throw Failure(
                .notFound,
                "there is no backup at \(path)",
                advice: "name a file that `daybook backup` has written",
                instance: path
            )
        } catch LedgerError.unrelated(let path, let reason) {
            throw Failure(
                .conflict,
                "\(path) was not replaced: \(reason)",
                advice: "name another ledger with --ledger, or give --other-organisation",
                instance: path
            )
        }
    }
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
