import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let undo = Command(
        ["undo"],
        summary: "Take back a change: your last one, or the one of an entry",
        discussion: """
            What the change wrote is put back as it was, by a change of its own, if nobody has \
            changed the same since. What has left the ledger stays: the message then says what \
            corrects it.
            """,
        arguments: [
            ArgumentSpec(
                "NUMBER",
                "The entry of the journal",
                kind: .integer(1...Int.max),
                count: .optional
            )
        ],
        examples: [
            Example("daybook undo", "Take back your last change"),
            Example("daybook undo 12", "Take back this one"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such entry"),
            ExitNote(.notAllowed),
            ExitNote(.conflict, "it cannot be taken back"),
        ],
        run: { session in
            try session.requireWriting()
            let (actor, now) = (try session.actor(), try session.now())
            if let number = session.invocation.optionalArgument("NUMBER").flatMap({ Int($0) }) {
                try report(try session.ledger().cancel(number, by: actor, at: now), session)
            } else {
                try cancelNext(.undo, session)
            }
        }
    )

    static let redo = Command(
        ["redo"],
        summary: "Do again what you took back last",
        examples: [Example("daybook redo", "Do it again")],
        exits: [
            ExitNote(.notFound, "there is nothing to do again"),
            ExitNote(.notAllowed),
            ExitNote(.conflict, "it cannot be done again"),
        ],
        run: { session in
            try session.requireWriting()
            try cancelNext(.redo, session)
        }
    )

    private static func cancelNext(
        _ direction: UndoSearch.Direction,
        _ session: Session,
    ) throws {
        let (actor, now) = (try session.actor(), try session.now())
        guard let undone = try session.ledger().cancelNext(direction, by: actor, at: now) else {
            let word = direction == .undo ? "take back" : "do again"
            throw Failure(
                .notFound,
                "\(Words.quoted(actor)) has nothing to \(word)",
                advice: "`daybook journal list` shows what was changed; --as says who you are"
            )
        }
        try report(undone, session)
    }

    private static func report(_ undone: Undone, _ session: Session) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON([
                "cancels": .integer(undone.cancelled),
                "action": .string(undone.act.action),
                "journal": undone.entry.map { .integer($0) } ?? .null,
            ])
        } else if !session.invocation.flag("quiet") {
            let verb = undone.act.cause == .redo ? "did again" : "took back"
            let entry = undone.entry.map { ", entry \($0)" } ?? ", nothing was to be changed"
            try session.write(
                "\(verb) entry \(undone.cancelled), \(undone.act.action)\(entry)\n"
            )
        }
    }
}
