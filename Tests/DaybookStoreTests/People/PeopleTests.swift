import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct PeopleTests {
    private let fresh: FreshLedger

    init() throws {
        fresh = try FreshLedger(.throwaway)
    }

    private func act(_ actor: String, _ action: String) -> Act {
        Act(actor: actor, at: .epoch, cause: .command, action: action)
    }

    /// Stories of people: each act, then what came of it.
    @Test func whoMayDoWhatFollowsFromUsersAndRoles() throws {
        for row in try TestFolder().rows("people-stories.tsv") {
            let story = try FreshLedger(.throwaway)
            let outcomes = row[0].split(separator: "|").map { line in
                Self.play(line.split(separator: " ").map(String.init), in: story.open)
            }
            #expect(outcomes.joined(separator: "|") == row[1], "\(row)")
        }
    }

    /// `anna customer.create customers`: somebody acts and writes to tables.
    private static func play(_ words: [String], in ledger: Ledger) -> String {
        do {
            if words[1] == "undo" {
                let number = try #require(Int(words[2]))
                return "\(try ledger.cancel(number, by: words[0], at: .epoch).cancelled) undone"
            }
            let act = Act(actor: words[0], at: .epoch, cause: .command, action: words[1])
            try ledger.change(act) { connection in
                for step in words.dropFirst(2) { try perform(step, connection) }
            }
            return "done"
        } catch let refusal as AccessRefusal {
            return "\(refusal.reason.word) \(refusal.permission.rawValue)"
        } catch let error as UserError {
            return "\(error)".prefix { $0 != "(" } + ""
        } catch UndoRefusal.kept(_, let rule, _) {
            return rule
        } catch {
            return "\(error)"
        }
    }

    /// `+bert:support` lets somebody in, `bert:finance` and `bert:archived` change that, `-bert`
    /// removes; `support+x.y` and `support-x.y` change a role; else a table is written to.
    private static func perform(_ step: String, _ connection: Connection) throws {
        let users = UserRepository(connection)
        let parts = step.split(separator: ":").map(String.init)
        if step.hasPrefix("+") {
            let name = String(parts[0].dropFirst())
            let bits = name.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            let role = try #require(UserRole(rawValue: parts[1]))
            let user = User(id: RecordID(bits: bits), name: name, role: role, createdAt: .epoch)
            return try users.insert(user)
        }
        if step.hasPrefix("-") {
            return try users.delete(try #require(try users.find(String(step.dropFirst()))))
        }
        if parts.count == 2 {
            var user = try #require(try users.find(parts[0]))
            if let state = User.State(rawValue: parts[1]) { user.state = state }
            if let role = UserRole(rawValue: parts[1]) { user.role = role }
            let version = try RecordVersions(connection).version(of: user.id, .user)
            return try users.update(user, from: try #require(version))
        }
        if step.contains("."), let sign = step.firstIndex(where: { "+-".contains($0) }) {
            let role = try #require(UserRole(rawValue: String(step[..<sign])))
            let permission = Permission(rawValue: String(step[step.index(after: sign)...]))
            let roles = RolePermissions(connection)
            return step[sign] == "+"
                ? try roles.allow(role, try #require(permission))
                : try roles.deny(role, try #require(permission))
        }
        try connection.run(try #require(statements[step]))
    }

    private static let statements = [
        "organisation": "UPDATE organisation SET email = 'new@example.org'",
        "currencies": "INSERT INTO currencies VALUES ('XTS', 0)",
        "units": """
        INSERT INTO units (id, key, name, common_code)
        VALUES ('00000000000000000000000001', 'u', 'u', 'C62')
        """,
        "nothing": "UPDATE organisation SET email = email",
    ]

    /// A table that somebody adds tomorrow needs to be thought of.
    @Test func everyJournalledTableHasItsPermissions() throws {
        let tables = try fresh.open.read { connection in
            try connection.all(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
                """
            ) { $0.text(0) }
        }
        let journalled = Set(tables).subtracting(UnjournalledTables.reasons.keys)
            .filter { !$0.contains("_words") }
        #expect(journalled.subtracting(TablePermissions.tables) == [])
        #expect(TablePermissions.tables.subtracting(tables) == [])
    }

    /// What the tables ask for is what the acts on documents need: with the one permission of each
    /// act, and no other, everything goes its way as it does for those who may do everything.
    @Test func anActNeedsItsOwnPermissionOnly() throws {
        let (free, bound) = (try DocumentStory(), try DocumentStory())
        let ledger = bound.billable.ledger
        let people = ["+tester:admin", "+anna:finance", "+bert:finance", "+carl:finance"]
        #expect(Self.play(["tester", "user.create"] + people, in: ledger) == "done")
        let lines = try TestFolder().text("documents.txt").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map(String.init)
        for line in lines {
            let verb = String(line.split(separator: " ")[1])
            try ledger.change(act("tester", "permission.allow")) { connection in
                let roles = RolePermissions(connection)
                for permission in Permission.allCases { try roles.deny(.finance, permission) }
                try roles.allow(.finance, try #require(Self.permissions[verb], "\(verb)"))
            }
            #expect(try bound.play(line) == free.play(line), "\(line)")
        }
    }

    private static let permissions: [String: Permission] = [
        "bill": .billsRun, "approve": .invoicesApprove, "reopen": .invoicesApprove,
        "issue": .invoicesIssue, "void": .invoicesVoid, "give-up": .invoicesVoid,
        "reinstate": .invoicesVoid, "write-off": .invoicesWriteOff, "delete": .invoicesWrite,
        "credit": .creditNotesWrite, "pay": .paymentsWrite, "allocate": .paymentsWrite,
        "release": .paymentsWrite,
        // Time needs no permission.
        "today": .invoicesIssue,
    ]

    @Test func everyPermissionOfTheSchemaIsKnown() throws {
        let stored = try fresh.open.read { connection in
            try connection.all("SELECT permission FROM role_permissions") { $0.text(0) }
        }
        #expect(stored.allSatisfy { Permission(rawValue: $0) != nil })
    }

    @Test func aRehearsalIsRefusedAndNotWrittenDown() throws {
        let ledger = fresh.open
        _ = Self.play(["anna", "user.create", "+anna:admin", "+vera:viewer"], in: ledger)
        let end = try ledger.read { try JournalRepository($0).end() }
        for action in ["customer.create", "test.write"] {
            #expect(throws: AccessRefusal.self) {
                try ledger.rehearse(act("vera", action)) { try $0.run(Self.statements["units"]!) }
            }
        }
        #expect(throws: AccessRefusal.self) {
            try ledger.fill(act("vera", "ledger.fill")) {
                try $0.run(Self.statements["units"]!)
            }
        }
        #expect(try ledger.read { try JournalRepository($0).end() }.number == end.number + 1)
        #expect(try ledger.read { try $0.integer("SELECT count(*) FROM units") } == 0)
    }

    /// What the journal does not tell of is asked for in the name of whoever opened the ledger.
    @Test func factsAreWrittenByThoseWhoMay() throws {
        let people = ["+anna:admin", "+bert:finance", "+vera:viewer"]
        #expect(Self.play(["anna", "user.create"] + people, in: fresh.open) == "done")
        for (name, isAble) in [("anna", true), ("bert", true), ("vera", false), ("zed", false)] {
            let ledger = try Ledger(opening: fresh.path, .throwaway, as: name)
            let write = { try ledger.write { try $0.run("UPDATE event_state SET live = live") } }
            if isAble { try write() } else { #expect(throws: AccessRefusal.self) { try write() } }
        }
    }

    @Test func refusalsAndTheLastAdminAreKeptByTheStoreItself() throws {
        let ledger = fresh.open
        _ = Self.play(["anna", "user.create", "+anna:admin", "+vera:viewer"], in: ledger)
        _ = Self.play(["vera", "customer.create"], in: ledger)
        for row in try TestFolder().rows("people-forbidden.tsv") {
            let error = #expect(throws: LedgerError.self) {
                try ledger.change(act("anna", "test.write")) { try $0.run(row[0]) }
            }
            #expect("\(error!)".contains(row[1]), "\(row): \(error!)")
        }
    }
}
