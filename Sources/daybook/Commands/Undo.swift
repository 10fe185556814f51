import DaybookCore
import DaybookStore

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
                try session.report(try session.ledger().cancel(number, by: actor, at: now))
            } else {
                try session.cancelNext(.undo)
            }
        }
    )
}
