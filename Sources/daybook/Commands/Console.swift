import DaybookConsole
import DaybookStore

extension Command {
    /// What the program does when no word says otherwise.
    static let console = Command(
        [],
        summary: "Open the console",
        discussion: """
            The console works on the ledger that is in use; `daybook info` tells which that is. \
            `?` shows its keys.
            """,
        examples: [Example("daybook", "Open the console on your ledger")],
        exits: [
            ExitNote(.notFound, "there is no such ledger"),
            ExitNote(.wrongUsage, "there is no terminal, or none that can place its cursor"),
            ExitNote(.ledgerDamaged),
        ],
        run: { session in
            let mode = try mode(session)
            try ConsoleSession(session: session, mode: mode).run()
        }
    )

    private static func mode(_ session: Session) throws -> LedgerIdentity.Mode {
        if session.invocation.flag("read-only") { return .readOnly }
        return try session.ledger().isReadOnly ? .offlineCopy : .live
    }
}
