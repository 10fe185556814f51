import DaybookCore

extension Command {
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
            try session.cancelNext(.redo)
        }
    )
}
