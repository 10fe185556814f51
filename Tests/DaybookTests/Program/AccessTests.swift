import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@testable import daybook

@Suite struct AccessTests {
    private let folder: ProgramFolder
    private let clock: FakeClock

    init() throws {
        folder = try ProgramFolder()
        try folder.fill()
        clock = FakeClock(at: try Instant(iso8601: "2026-11-20T12:00:00Z"))
    }

    /// A ledger with a user of each role, and a change that can be taken back: entry 3.
    private func ledger(_ name: String) throws -> String {
        let path = folder.path(name)
        try writeBytes(readBytes(at: folder.path("sample.db")), to: path)
        let ledger = try Ledger(opening: path)
        try ledger.change(ProgramFolder.act) { connection in
            try connection.run(Self.waitingWriteOff)
            for role in UserRole.allCases {
                try UserRepository(connection).insert(
                    User(
                        id: RecordID(bits: UInt128(role.rawValue.utf8.first ?? 0)),
                        name: role.rawValue,
                        role: role,
                        createdAt: .epoch
                    )
                )
            }
        }
        let admin = Act(actor: "admin", at: .epoch, cause: .command, action: "customer.update")
        try ledger.change(admin) {
            try $0.run("UPDATE customers SET note = 'calls' WHERE key = 'acme'")
        }
        return path
    }

    /// A write-off that somebody has asked for who is no user any more.
    private static let waitingWriteOff = """
        INSERT INTO approvals (id, kind, subject, request, currency, amount, prepared_by,
            prepared_at, state)
        SELECT '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'invoice.write-off', id,
            '{"currency":"EUR","invoice":"' || id || '","most":"969.01"}', 'EUR', 96901, 'zoe', 0,
            'waiting'
        FROM invoices WHERE number = 'INV-2026-0494'
        """

    private func session(_ words: [String], as actor: String, _ path: String) throws -> Session {
        let globals = ["--ledger", path, "--as", actor]
        let words = words.map { $0.replacing("FOLDER", with: folder.scratch.path) }
        guard case .run(let invocation) = try CommandTable.daybook.parse(globals + words) else {
            throw TestFailure("\(words) is a command")
        }
        return Session(
            invocation,
            environment: ["HOME": folder.scratch.path],
            clock: clock.clock,
            output: OutputStream(-1, "nowhere")
        )
    }

    /// Trust: whoever tries a command that their role may not give is refused, nothing is written
    /// but the journal's entry of it. Each command of the program has its row: who may give it.
    @Test(arguments: UserRole.allCases)
    func aRoleDoesWhatItMayAndEachRefusalIsJournalled(_ role: UserRole) throws {
        let path = try ledger("\(role.rawValue).db")
        for row in try TestFolder().rows("role-commands.tsv") where row[1] != "nothing" {
            let words = row[0].split(separator: " ").map(String.init)
            let cells = Dictionary(uniqueKeysWithValues: zip(UserRole.allCases, row.cells[2...]))
            let session = try session(words, as: role.rawValue, path)
            let before = try State(path)
            do {
                try session.invocation.command.run(session)
                #expect(cells[role] == "yes", "\(row)")
            } catch let refusal as AccessRefusal {
                #expect(cells[role] == "no", "\(row)")
                #expect(refusal.permission.rawValue == row[1], "\(row)")
                #expect(refusal.able.first?.role == .admin, "\(row)")
                try expectJournalled(refusal, since: before, path, "\(row)")
            } catch {
                // Whatever else is wrong with it, it was not for want of a permission.
                #expect(cells[role] == "yes", "\(row): \(error)")
            }
        }
    }

    /// What must be the same after a refusal, and what must not.
    private struct State {
        let end: JournalRepository.End
        let refusals: Int

        init(_ path: String) throws {
            (end, refusals) = try Ledger(opening: path, .readOnly).read { connection in
                (
                    try JournalRepository(connection).end(),
                    try RefusalRepository(connection).latest(10_000).count
                )
            }
        }
    }

    /// One entry, which tells of the refusal and of nothing else.
    private func expectJournalled(
        _ refusal: AccessRefusal,
        since before: State,
        _ path: String,
        _ row: Comment,
    ) throws {
        let after = try State(path)
        #expect(after.end.number == before.end.number + 1, row)
        #expect(after.refusals == before.refusals + 1, row)
        let (entry, last) = try Ledger(opening: path, .readOnly).read { connection in
            (
                try JournalRepository(connection).find(after.end.number),
                try RefusalRepository(connection).latest(1).first
            )
        }
        #expect(entry?.act.cause == .refused, row)
        #expect(entry?.act.actor == refusal.actor, row)
        #expect(entry?.tableChanges == [TableChanges(table: "refusals", inserted: 1)], row)
        #expect(last?.permission == refusal.permission.rawValue, row)
        #expect(last?.action == entry?.act.action, row)
    }

    @Test func everyCommandSaysWhoMayGiveIt() throws {
        let rows = try TestFolder().rows("role-commands.tsv")
        for command in CommandTable.daybook.commands where !command.path.isEmpty {
            let words = command.path.joined(separator: " ")
            #expect(rows.contains { ($0[0] + " ").hasPrefix(words + " ") }, "\(words)")
        }
    }

    /// Support gives away as much as the settings say, and of what is a cent more it only asks.
    @Test func supportWritesOffUpToItsLimit() throws {
        var said: [String] = []
        for limit in ["", "969.00 EUR", "1000 USD", "969.01 EUR, 5 USD"] {
            let path = try ledger("limits-\(said.count).db")
            try set(.supportWriteOffLimit, limit, path)
            let words = ["invoices", "write-off", "INV-2026-0493", "--limit", "1000"]
            let session = try session(words, as: "support", path)
            do {
                try session.invocation.command.run(session)
            } catch is FileError {
                // There is nowhere to print to.
            }
            let (state, count) = try Ledger(opening: path).read { connection in
                (
                    try InvoiceRepository(connection).find("INV-2026-0493")?.state.rawValue ?? "",
                    try connection.integer("SELECT count(*) FROM approvals")
                )
            }
            said.append("\(limit.isEmpty ? "none" : limit): \(state), \(count - 1) waiting")
        }
        expectGolden(said.joined(separator: "\n") + "\n", named: "write-off-limits.txt")
    }

    private func set(_ setting: LedgerSetting, _ text: String, _ path: String) throws {
        let world = SettingValue.World(currency: { _ in nil }, timeZone: { $0 })
        let admin = Act(actor: "admin", at: .epoch, cause: .command, action: "setting.set")
        try Ledger(opening: path).change(admin) { connection in
            let value = try SettingValue(setting, reading: text, in: world)
            try SettingRepository(connection).set(value)
        }
    }

    /// Words as hostile as they come name nobody, and nothing in them reaches a terminal.
    @Test func strangersAreRefusedWhateverTheyAreCalled() throws {
        let path = try ledger("strangers.db")
        for name in ["zed", "Admin", "admin\u{0}", "x\u{1b}]52;c;x\u{7}\u{202e}", "' OR 1=1 --"] {
            let session = try session(["customers", "delete", "acme"], as: name, path)
            let refusal = #expect(throws: AccessRefusal.self) {
                try session.invocation.command.run(session)
            }
            #expect(refusal?.reason == .unknown, "\(name)")
            let line = FailureReport.line(try FailureReport.failure(of: #require(refusal)))
            #expect(!line.dropLast().unicodeScalars.contains { $0.value < 32 }, "\(line)")
            let entry = try Ledger(opening: path).read {
                try JournalRepository($0).list(ListRequest())
            }
            #expect(entry.records.first?.act.actor == name)
        }
    }
}
