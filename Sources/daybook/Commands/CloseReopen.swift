extension Command {
    static let closeReopen = Command(
        ["close", "reopen"],
        summary: "Open the month again that was closed last",
        arguments: [ArgumentSpec("MONTH", "The month, such as 2026-10")],
        options: [.flag("dry-run", "Say whether it would be opened and write nothing")],
        examples: [Example("daybook close reopen 2026-10", "Open October again")],
        exits: [ExitNote(.conflict, "it is not closed, or a later month is")],
        run: { session in
            let desk = try CloseDesk(session)
            try desk.reopen(try desk.month(session.invocation.argument("MONTH")))
        }
    )
}
