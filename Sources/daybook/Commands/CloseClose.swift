extension Command {
    static let closeClose = Command(
        ["close", "close"],
        summary: "Close the books at the end of a month",
        discussion: """
            What is dated until then takes no more writes: documents, payments and revenue; months \
            before it are closed with it. Late usage goes to a later invoice, as a line that names \
            the period it belongs to.
            """,
        arguments: [ArgumentSpec("MONTH", "The month, such as 2026-10")],
        options: [
            .flag("anyway", "Close it though something is left to do; what it is, is kept"),
            .flag("dry-run", "Say whether it would be closed and write nothing"),
        ],
        examples: [Example("daybook close close 2026-10", "Close October")],
        exits: [
            ExitNote(.conflict, "something is left to do, it is not over, or it is closed already")
        ],
        run: { session in
            let desk = try CloseDesk(session)
            try desk.close(try desk.month(session.invocation.argument("MONTH")))
        }
    )
}
