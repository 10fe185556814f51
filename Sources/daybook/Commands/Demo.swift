import DaybookConsole
import DaybookLive

extension Command {
    static let demo = Command(
        ["demo"],
        summary: "Open the console on a ledger of sample data",
        discussion: """
            The ledger is made anew for each run and removed at its end; no other file is touched.
            """,
        examples: [Example("daybook demo", "Look around in the books of a sample company")],
        run: { session in
            let demo = try DemoLedger.open(session)
            session.use(demo.ledger)
            // The file lives exactly as long as it is shown.
            defer { demo.remove() }
            try ConsoleSession(
                session: session,
                mode: .sandbox,
                awaitWhole: { try demo.awaitWhole() },
            ).run()
        }
    )
}

extension DemoLedger {
    static func open(_ session: Session) throws -> DemoLedger {
        try DemoLedger(
            sampleData: try session.sampleData(),
            temporary: session.environment["TMPDIR"] ?? "/tmp",
            by: try session.act("ledger.create")
        )
    }
}

extension Session {
    /// The folder of sample data that ships with the program.
    func sampleData() throws -> String {
        guard let folder = locations.shipped("sample-data") else {
            throw Failure(
                .failed,
                "the folder sample-data is not beside the program",
                advice: "install Daybook as a whole, or run it from its source folder"
            )
        }
        return folder
    }
}
