import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let auditHead = Command(
        ["audit", "head"],
        summary: "Sign the end of the journal, to be kept elsewhere",
        discussion: """
            The head names the last entry with its hash, which stands for all entries up to it. \
            Kept where nobody of this machine can change it, it shows later whether anything up \
            to there was changed or cut off. The key that signs is made at its first use: a file \
            beside the settings, for its owner alone.
            """,
        arguments: [
            ArgumentSpec(
                "FILE",
                "Where to write it; otherwise it is printed",
                kind: .path(.file),
                count: .optional
            )
        ],
        examples: [
            Example("daybook audit head 2026-11.json", "Write the head into a new file"),
            Example("daybook audit head | mail auditor@example.com", "Send it to somebody"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such ledger"),
            ExitNote(.notAllowed, "the key is not kept safely"),
            ExitNote(.conflict, "there is such a file already"),
            ExitNote(.ledgerDamaged, "the journal is damaged: such an end is not signed"),
        ],
        run: { session in
            let ledger = try session.ledger()
            let verdict = try ledger.verifyJournal()
            if let fault = verdict.fault {
                throw Failure(
                    .ledgerDamaged,
                    "nothing was signed: \(JournalWords.sentence(fault))",
                    advice: JournalWords.advice,
                    instance: ledger.path
                )
            }
            let organisation = try ledger.read { try OrganisationRepository($0).get() }
            let head = JournalHead(
                verdict.end,
                of: organisation.id,
                at: try session.now(),
                signedWith: try KeyFile.key(at: session.signingKeyPath)
            )
            if let path = session.invocation.optionalArgument("FILE") {
                try write(head, to: path)
                if !session.invocation.flag("quiet") {
                    try session.write(
                        Words.line("signed entry \(head.end.number) in \(path)") + "\n"
                    )
                }
            } else {
                try session.writeJSON(head.json)
            }
        }
    )

    private static func write(_ head: JournalHead, to path: String) throws {
        let text = JSONWriter.text(head.json, .indented) + "\n"
        do throws(FileError) {
            try WholeFile.write(Array(text.utf8), to: path)
        } catch {
            guard error.isTaken else { throw error }
            throw Failure(
                .conflict,
                "\(path) exists already",
                advice: "name another file: a head that was kept is not replaced",
                instance: path
            )
        }
    }
}
