import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Session {
    /// Writes to the ledger, unless only a rehearsal was asked for: then what `body` did is taken
    /// back, and there is no entry.
    func changing<Answer>(
        _ action: String,
        _ body: (Connection) throws -> Answer,
    ) throws -> (answer: Answer, entry: Int?) {
        guard invocation.flag("dry-run") else {
            try requireWriting()
            let changed = try ledger().change(act(action), body)
            return (changed.answer, changed.entry)
        }
        return (try ledger().rehearse(act(action), body), nil)
    }

    /// Says what was written: a sentence for people, or the record's members and the entry.
    ///
    /// - Parameter note: what people should know of it besides, on a line of its own
    func report(
        _ sentence: String,
        _ members: [JSONValue.Member],
        note: String? = nil,
        entry: Int?,
    ) throws {
        if invocation.flag("json") || invocation.flag("jsonl") {
            let journal = JSONValue.Member("journal", entry.map { .integer($0) } ?? .null)
            try writeJSON(.object(members + [journal]))
        } else if !invocation.flag("quiet") {
            let canRehearse = invocation.command.options.contains { $0.name == "dry-run" }
            let isRehearsal = canRehearse && invocation.flag("dry-run")
            try write(Words.line(isRehearsal ? "would have: \(sentence)" : sentence) + "\n")
            if let note { try write(Words.line(note) + "\n") }
        }
    }

    /// A new id, made at the present.
    func newID() throws -> RecordID {
        RecordID(createdAt: try now(), chance: SystemChance.bits())
    }

    /// The first moment of a civil day of the organisation.
    func startOfDay(_ option: String) throws -> Instant? {
        try date(option).map { try organisationZone().startOfDay($0) }
    }
}
