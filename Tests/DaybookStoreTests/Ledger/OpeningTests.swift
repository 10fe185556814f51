import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct OpeningTests {
    private func refusal(of path: String, _ access: Ledger.Access = .readWrite) -> String {
        do {
            _ = try Ledger(opening: path, access)
            return "opened"
        } catch {
            return "\(error)".replacing(path, with: "PATH")
        }
    }

    @Test func whatIsNoLedgerIsRefusedAndNotTouched() throws {
        let folder = try ScratchFolder()
        let other = try Connection(path: folder.path + "/other.db", mode: .create)
        try other.script("PRAGMA journal_mode = WAL; CREATE TABLE t (a); PRAGMA application_id = 7")
        let otherBytes = try readBytes(at: folder.path + "/other.db")
        try folder.file("empty.db", containing: "")
        try folder.file("text.db", containing: "Number,Customer\nINV-1,ACME\n")
        try folder.file(
            "half.db",
            containing: "SQLite format 3\u{0}" + String(repeating: "\u{0}", count: 40)
        )
        let before = folder.names
        let expected = [
            "missing.db": #"missing(path: "PATH")"#,
            "empty.db": #"foreign(path: "PATH", found: "an empty file")"#,
            "text.db": #"foreign(path: "PATH", found: "a file of another kind")"#,
            "half.db": #"foreign(path: "PATH", found: "a file of another kind")"#,
            "other.db": #"foreign(path: "PATH", found: "a SQLite file of another program")"#,
        ]
        for (name, words) in expected {
            #expect(refusal(of: "\(folder.path)/\(name)") == words)
            #expect(refusal(of: "\(folder.path)/\(name)", .readOnly) == words)
        }
        #expect(refusal(of: folder.path) == #"foreign(path: "PATH", found: "a folder")"#)
        #expect(folder.names == before)
        #expect(try readBytes(at: folder.path + "/other.db") == otherBytes)
    }

    @Test func aNewerLedgerIsRefusedAndNotTouched() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let next = Migration(
            version: Ledger.migrations.count + 1,
            name: "of tomorrow",
            sql: "CREATE TABLE t (a)"
        )
        _ = try Ledger(opening: fresh.path, migrations: Ledger.migrations + [next])
        let bytes = try readBytes(at: fresh.path)
        let words = """
            newer(path: "PATH", version: \(next.version), known: \(Ledger.migrations.count))
            """
        #expect(refusal(of: fresh.path) == words)
        #expect(refusal(of: fresh.path, .readOnly) == words)
        #expect(try readBytes(at: fresh.path) == bytes)
    }

    @Test func aDamagedLedgerIsNamedAsSuch() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let whole = try readBytes(at: fresh.path)
        let copy = fresh.folder.path + "/copy.db"
        try writeBytes(Array(whole.dropLast(5000)), to: copy)
        #expect(refusal(of: copy).contains("the file is cut off"))
        // The page that holds the schema, but not the header.
        try writeBytes(whole, to: copy)
        try overwrite(copy, at: 100, with: [UInt8](repeating: 0xA5, count: 3000))
        #expect(refusal(of: copy).hasPrefix("damaged("))
        // A page further in: found when it is read, and named.
        try writeBytes(whole, to: copy)
        let page = try Connection(path: copy, mode: .readOnly).integer(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'organisation'"
        )
        try overwrite(
            copy,
            at: (Int(page) - 1) * 4096,
            with: [UInt8](repeating: 0xA5, count: 4096)
        )
        let ledger = try Ledger(opening: copy, .readOnly)
        let error = #expect(throws: LedgerError.self) {
            try ledger.read { try OrganisationRepository($0).get() }
        }
        #expect("\(error!)".hasPrefix("damaged("))
    }

    @Test func aSecondCreationDoesNotReplaceALedger() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let bytes = try readBytes(at: fresh.path)
        let error = #expect(throws: LedgerError.self) {
            try Ledger.create(at: fresh.path, for: .sample, by: .test)
        }
        #expect("\(error!)".hasPrefix("exists("))
        #expect(try readBytes(at: fresh.path) == bytes)
        #expect(fresh.folder.names == ["ledger.db"])
    }

    @Test func aFailedCreationLeavesNothing() throws {
        let folder = try ScratchFolder()
        #expect(throws: TestFailure.self) {
            try Ledger.create(at: folder.path + "/ledger.db", for: .sample, by: .test) { _ in
                throw TestFailure("the import found an error")
            }
        }
        #expect(folder.names == [])
        let error = #expect(throws: LedgerError.self) {
            try Ledger.create(at: folder.path + "/no/such/ledger.db", for: .sample, by: .test)
        }
        #expect("\(error!)".hasPrefix("unusable("))
    }

    @Test func whatAKilledCreationLeftIsRemovedByTheNext() throws {
        let folder = try ScratchFolder()
        // No process has this id: the kernel's largest is 2^22.
        for name in ["ledger.db.partial-4194399", "ledger.db.partial-4194399-journal"] {
            try folder.file(name, containing: "half")
        }
        try folder.file("ledger.db.partial-1", containing: "a living process builds this")
        try folder.file("ledger.db.partial-notes", containing: "somebody else's")
        try Ledger.create(at: folder.path + "/ledger.db", for: .sample, by: .test)
        #expect(
            folder.names == ["ledger.db", "ledger.db.partial-1", "ledger.db.partial-notes"]
        )
    }

    @Test func aReadOnlyLedgerRefusesWrites() throws {
        let fresh = try FreshLedger()
        let reader = try Ledger(opening: fresh.path, .readOnly)
        let error = #expect(throws: LedgerError.self) {
            try reader.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        }
        #expect("\(error!)".hasPrefix("readOnly("))
        #expect(try reader.read { try OrganisationRepository($0).get() } == .sample)
    }

    @Test func aLedgerThatSomebodyElseHoldsIsReportedAndLeftAlone() throws {
        let fresh = try FreshLedger()
        let other = try Connection(path: fresh.path, mode: .readWrite)
        try other.run("BEGIN IMMEDIATE")
        let impatient = try Ledger(opening: fresh.path, patienceMilliseconds: 1)
        let write = #expect(throws: LedgerError.self) {
            try impatient.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        }
        #expect("\(write!)".hasPrefix("busy("))
        // Readers do not wait for a writer.
        #expect(try impatient.read { try OrganisationRepository($0).get() } == .sample)
        try other.run("ROLLBACK")
        try impatient.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
    }

    @Test func aLedgerThatIsLockedAsAWholeIsReported() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let other = try Connection(path: fresh.path, mode: .readWrite)
        try other.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
        let error = #expect(throws: LedgerError.self) {
            try Ledger(opening: fresh.path, patienceMilliseconds: 1)
        }
        #expect("\(error!)".hasPrefix("busy("))
    }

    @Test func manyThreadsShareOneLedger() async throws {
        let fresh = try FreshLedger()
        let ledger = fresh.open
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    for number in 0..<10 {
                        try ledger.change(.test) {
                            try CustomerRepository($0).insert(.sample(thread * 10 + number))
                        }
                        // What this thread has written, it sees; and nothing half-done.
                        let seen = try ledger.read { try CustomerRepository($0).totals().count }
                        try #require(seen > number && seen <= 80)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try ledger.read { try CustomerRepository($0).totals().count } == 80)
    }

    @Test func readersSeeOneStateWhileAnotherWrites() throws {
        let fresh = try FreshLedger()
        try fresh.open.read { (snapshot) throws -> Void in
            let before = try snapshot.integer("SELECT count(*) FROM customers")
            let other = try Ledger(opening: fresh.path)
            try other.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
            #expect(try snapshot.integer("SELECT count(*) FROM customers") == before)
        }
        #expect(try fresh.open.read { try $0.integer("SELECT count(*) FROM customers") } == 1)
    }
}
