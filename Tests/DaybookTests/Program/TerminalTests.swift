import DaybookStore
import Glibc
import TestRigs
import Testing

/// The console in a real terminal: what it leaves behind, however it ends.
@Suite struct TerminalTests {
    /// A terminal that belongs to a shell: no other screen, a cursor, no mouse, lines that wrap.
    private static let untouched = "0 1 0 1\n"

    private func open(_ arguments: String = "demo") throws -> TmuxSession {
        let session = try TmuxSession(columns: 80, rows: 24, path: ProgramFolder.program)
        try session.type("stty -g > before", "Enter")
        try session.type("echo $$; $DAYBOOK \(arguments)", "Enter")
        try session.waitFor("5 Invoices 1,261")
        return session
    }

    private func expectUntouched(_ session: TmuxSession) throws {
        #expect(try session.flags() == Self.untouched)
        try session.type("stty -g > after; echo done", "Enter")
        try session.waitFor("\ndone")
        #expect(try session.content(of: "before") == session.content(of: "after"))
        #expect(session.names(in: "daybook-") == [], "the demo leaves no folder")
    }

    @Test func whoQuitsFindsTheTerminalAsItWas() throws {
        let session = try open()
        #expect(try session.flags() != Self.untouched)
        try session.type("q")
        try session.waitFor("5 Invoices", isGone: true)
        try expectUntouched(session)
    }

    @Test func whatAnotherProgramCommitsIsShownWithoutAKey() throws {
        let folder = try ProgramFolder()
        let made = try folder.run(["--ledger", "FOLDER/l.db", "init", "--name", "Harbour"])
        #expect(made.exitCode == 0)
        let session = try TmuxSession(columns: 80, rows: 24, path: ProgramFolder.program)
        try session.type("$DAYBOOK --ledger \(folder.path("l.db"))", "Enter")
        try session.waitFor("5 Invoices")
        try session.type("2")
        try session.waitFor("2 Customers 0")
        // This process is the other program.
        let ledger = try Ledger(opening: folder.path("l.db"))
        let organisation = try ledger.read { try OrganisationRepository($0).get() }
        try ledger.change(ProgramFolder.act) {
            try CustomerRepository($0).insert(ProgramFolder.customer(organisation))
        }
        try session.waitFor("2 Customers 1")
        try session.type("q")
        try session.waitFor("2 Customers", isGone: true)
    }

    @Test func aResizedWindowIsDrawnAnew() throws {
        let session = try open()
        for (columns, rows) in [(132, 30), (40, 10), (100, 50), (80, 24)] {
            try session.run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
            try session.waitFor("a screen of \(columns)×\(rows)") { screen in
                let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                guard lines.count == rows + 1, lines[rows - 1].hasPrefix(" / filter") else {
                    return false
                }
                // The upper edge of the box has only narrow characters.
                return columns < 60 || lines[1].last == "┐" && lines[1].count == columns
            }
        }
        try session.type("q")
        try session.waitFor("5 Invoices", isGone: true)
        try expectUntouched(session)
    }

    @Test func whoStopsItComesBackToWhereHeWas() throws {
        let session = try open()
        try session.type("j", "j", "C-z")
        try session.waitFor("Stopped")
        #expect(try session.flags() == Self.untouched)
        try session.type("fg", "Enter")
        try session.waitFor("3 of 1,261")
        try session.type("q")
        try session.waitFor("5 Invoices", isGone: true)
        try expectUntouched(session)
    }

    @Test func aPasteIsTextAndNeverKeys() throws {
        let session = try open()
        try session.run(["set-buffer", "qqq\nq"])
        try session.run(["paste-buffer", "-p"])
        try session.waitFor("there is nothing to paste into")
        try session.type("/")
        try session.waitFor("words that the records have")
        try session.run(["set-buffer", "grossenwahn"])
        try session.run(["paste-buffer", "-p"])
        try session.waitFor("50 invoices")
        try session.type("Enter", "q")
        try session.waitFor("5 Invoices", isGone: true)
        try expectUntouched(session)
    }

    @Test func theFilterIsCompletedFromTheLedger() throws {
        let session = try open()
        try session.type("/", "foo:")
        try session.waitFor("^^^ expected a field of invoices")
        try session.type("C-u", "cust:grö")
        try session.waitFor("tab \"Größenwahn AG\"")
        try session.type("Tab")
        try session.waitFor("(/cust:\"Größenwahn AG\") 50")
        try session.type("Enter", "q")
        try session.waitFor("5 Invoices", isGone: true)
        try expectUntouched(session)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
    func aSignalEndsItAndTheTerminalIsAsItWas(_ number: Int32) throws {
        let session = try TmuxSession(
            columns: 80,
            rows: 24,
            path: ProgramFolder.program
        )
        try session.type("stty -g > before; ulimit -c 0", "Enter")
        try session.type("sh -c 'echo $$ > pid; exec $DAYBOOK demo'", "Enter")
        try session.waitFor("5 Invoices 1,261")
        let pid = try #require(
            Int32(try session.content(of: "pid").filter { $0.isNumber })
        )
        #expect(kill(pid, number) == 0)
        try session.waitFor("5 Invoices", isGone: true)
        try session.type("echo code $?", "Enter")
        try session.waitFor("code \(128 + number)")
        #expect(try session.flags() == Self.untouched)
        try session.type("stty -g > after; echo done", "Enter")
        try session.waitFor("\ndone")
        #expect(try session.content(of: "before") == session.content(of: "after"))
        let isCrash = number == SIGSEGV || number == SIGABRT
        if !isCrash { #expect(session.names(in: "daybook-") == []) }
    }

    @Test func anOutputOfControlsInAFileIsRefused() throws {
        let session = try TmuxSession(
            columns: 80,
            rows: 24,
            path: ProgramFolder.program
        )
        try session.type("$DAYBOOK demo | cat", "Enter")
        try session.waitFor("the console needs a terminal")
        try session.type("clear; TERM=dumb $DAYBOOK demo", "Enter")
        try session.waitFor("cannot place its cursor")
        try session.type("clear; TERM=nonsense $DAYBOOK demo", "Enter")
        try session.waitFor("nothing is known of a terminal")
        #expect(try session.flags() == Self.untouched)
    }
}
