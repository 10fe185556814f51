import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let backup = Command(
        ["backup"],
        summary: "Copy the ledger into a file, while others work in it",
        discussion: """
            The backup is the ledger as it was at one moment, checked and on the disk when the \
            command ends; a file of that name is whole or not there. It is a ledger itself and \
            can be opened with --ledger.
            """,
        arguments: [ArgumentSpec("FILE", "Where to write it", kind: .path(.file))],
        options: [.flag("replace", "Take the place of an older backup of that name")],
        examples: [
            Example("daybook backup books-2026-11.db", "Keep a copy"),
            Example("daybook backup --replace /mnt/backup/books.db", "Bring a copy up to date"),
        ],
        exits: [
            ExitNote(.notFound, "there is no ledger"),
            ExitNote(.conflict, "there is such a file, or a program has it open"),
            ExitNote(.ledgerDamaged, "the ledger is damaged: no backup was made"),
            ExitNote(.stopped),
        ],
        run: { session in
            let path = session.invocation.argument("FILE")
            let ledger = try session.ledgerForReading()
            Interrupts.hold()
            var line = ProgressLine(session)
            try ledger.backUp(
                to: path,
                replacing: session.invocation.flag("replace")
            ) { progress in
                try line.show("pages", progress.done, of: progress.total)
                try ProgressLine.checkInterrupt("stopped; no backup was written")
            }
            try line.clear()
            let size = try Files.size(of: path)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "ledger": .string(ledger.path),
                    "backup": .string(path),
                    "bytes": .integer(size),
                    "schema": .integer(ledger.schemaVersion),
                ])
            } else if !session.invocation.flag("quiet") {
                try session.write(
                    Words.line("backed up \(ledger.path) as \(path) (\(Texts.size(size)))") + "\n"
                )
            }
        }
    )
}
