extension Command {
    static let closeStatus = Command(
        ["close", "status"],
        summary: "Show what is open in the books at the end of a month",
        discussion: """
            What must be done before the month is closed, and what one should know of. Looks at \
            every account and every event of the month, and changes nothing.
            """,
        arguments: [
            ArgumentSpec("MONTH", "The month, such as 2026-10", count: .optional)
        ],
        examples: [Example("daybook close status 2026-10", "What is left to do for October")],
        run: { session in
            let desk = try CloseDesk(session)
            let month = try session.invocation.optionalArgument("MONTH").map(desk.month)
            try desk.show(try desk.checklist(of: month ?? desk.lastMonth()))
        }
    )
}
