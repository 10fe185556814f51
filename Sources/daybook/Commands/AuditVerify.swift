import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let auditVerify = Command(
        ["audit", "verify"],
        summary: "Check that no entry of the journal was changed",
        discussion: """
            Walks the chain of all entries and names the first that does not fit, and how: \
            edited, rewritten, deleted, inserted or moved. Whether entries were cut off at the \
            end, or all were rewritten from some place on, only a head tells that was kept \
            elsewhere: `audit head` makes one.
            """,
        options: [
            .value("head", "FILE", .path(.file), "Compare with this signed head as well")
        ],
        examples: [
            Example("daybook audit verify", "Walk the chain"),
            Example("daybook audit verify --head 2026-10.json", "And compare with October's head"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such ledger or file"),
            ExitNote(.ledgerDamaged, "an entry does not fit"),
        ],
        run: { session in
            let head = try session.invocation.text("head").map { try JournalHead.read($0) }
            let ledger = try session.ledger()
            if let head { try checkOwner(of: head, ledger) }
            let verdict =
                if let head { try ledger.verifyJournal(against: head.end) } else {
                    try ledger.verifyJournal()
                }
            let note = try head.flatMap { try keyNote($0, session) }
            try report(verdict, head, note, session)
            if let fault = verdict.fault {
                throw Failure(
                    .ledgerDamaged,
                    JournalWords.sentence(fault),
                    advice: JournalWords.advice,
                    instance: ledger.path
                )
            }
        }
    )

    private static func checkOwner(of head: JournalHead, _ ledger: Ledger) throws {
        let organisation = try ledger.read { try OrganisationRepository($0).get() }
        guard organisation.id == head.organisation else {
            throw Failure(
                .wrongUsage,
                "the head is of another ledger: its organisation is \(head.organisation)",
                advice: "this one is \(organisation.id)"
            )
        }
    }

    /// A head that another key has signed may be right; whoever kept it knows whose key it was.
    private static func keyNote(_ head: JournalHead, _ session: Session) throws -> String? {
        guard let own = try KeyFile.existingKey(at: session.signingKeyPath)?.verifying,
            own != head.key
        else { return nil }
        return "the head was signed with another key than yours"
    }

    private static func report(
        _ verdict: JournalVerdict,
        _ head: JournalHead?,
        _ note: String?,
        _ session: Session,
    ) throws {
        let end = verdict.end
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            let fault: JSONValue? = verdict.fault.map {
                [
                    "number": .integer($0.number),
                    "kind": .string(JournalWords.name($0.kind)),
                    "detail": .string(JournalWords.sentence($0)),
                ]
            }
            try session.writeJSON([
                "entries": .integer(end.number),
                "hash": .string(end.hash.hexadecimal),
                "fits": .bool(verdict.fault == nil),
                "fault": fault ?? .null,
                "head": head?.json ?? .null,
                "note": .text(note),
            ])
        } else if verdict.fault == nil && !session.invocation.flag("quiet") {
            let entries = Texts.count(end.number, "entry", plural: "entries")
            var text = "\(entries), every one fits; the last hash is \(end.hash)\n"
            if let head {
                text +=
                    "entry \(Texts.count(head.end.number)) is the one that was signed at "
                    + "\(head.at.iso8601) with the key \(head.key.hexadecimal)\n"
            }
            if let note { text += "\(note)\n" }
            try session.write(text)
        }
    }
}

extension JournalHead {
    /// Reads a head that was kept in a file, and believes it only if its signature is valid.
    static func read(_ path: String) throws -> JournalHead {
        let bytes = try FileSource.content(of: path, limit: 1 << 16)
        let head: JournalHead
        do {
            head = try JournalHead(json: bytes)
        } catch {
            throw Failure(
                .wrongUsage,
                "\(path) is no head of a journal: \(error)",
                advice: "`daybook audit head` writes one",
                instance: path
            )
        }
        guard head.hasValidSignature else {
            throw Failure(
                .wrongUsage,
                "the signature of \(path) is not valid: the file was changed",
                advice: "take another copy of it",
                instance: path
            )
        }
        return head
    }
}
