import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Backups, restoring them, and saving what can be read.
@Suite struct KeepingTests {
    private let folder: ScratchFolder
    private let path: String
    private let backup: String

    init() throws {
        folder = try ScratchFolder()
        path = folder.path + "/ledger.db"
        backup = folder.path + "/backup.db"
        try writeBytes(KeptLedger.bytes.get(), to: path)
    }

    private func refusal(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing"
        } catch {
            return "\(error)".replacing(folder.path, with: "")
        }
    }

    // MARK: - Backups

    /// Trust: a backup that is taken while others write is the ledger of one moment.
    @Test func aBackupUnderLoadIsTheLedgerOfOneMoment() throws {
        let ledger = try Ledger(opening: path)
        let before = try KeptLedger.content(of: path)
        let other = try Ledger(opening: path)
        var number = 0
        try ledger.backUp(to: backup, replacing: false) { _ in
            number += 1
            try KeptLedger.add(number, to: other)
        }
        #expect(number > 0)
        #expect(try KeptLedger.content(of: backup) == before)
        #expect(try KeptLedger.content(of: path) != before)
        #expect(try Ledger(opening: backup, .readOnly).verifyJournal().fault == nil)
    }

    @Test func aBackupThatIsStoppedIsNotThere() throws {
        let ledger = try Ledger(opening: path, .readOnly)
        #expect(throws: TestFailure.self) {
            try ledger.backUp(to: backup, replacing: false) { _ in throw TestFailure("enough") }
        }
        #expect(folder.names.filter { !$0.hasPrefix("ledger.db") } == [])
    }

    @Test func aBackupTakesNoPlaceButThatOfABackup() throws {
        let ledger = try Ledger(opening: path, .readOnly)
        try writeBytes(Array("text".utf8), to: backup)
        #expect(
            refusal { try ledger.backUp(to: backup, replacing: true) }
                == #"foreign(path: "/backup.db", found: "a file of another kind")"#
        )
        #expect(refusal { try ledger.backUp(to: path, replacing: true) }.hasPrefix("unusable("))
        try writeBytes(KeptLedger.otherBytes.get(), to: backup)
        #expect(
            refusal { try ledger.backUp(to: backup, replacing: false) }
                == #"exists(path: "/backup.db")"#
        )
        let user = try Connection(path: backup, mode: .readWrite)
        _ = try user.integer("SELECT count(*) FROM customers")
        #expect(
            refusal { try ledger.backUp(to: backup, replacing: true) }
                == #"inUse(path: "/backup.db")"#
        )
    }

    @Test func aBackupTakesThePlaceOfAnOlderStateOfItsLedgerAlone() throws {
        let ledger = try Ledger(opening: path)
        try ledger.backUp(to: backup, replacing: false)
        try KeptLedger.add(1, to: ledger)
        try ledger.backUp(to: backup, replacing: true)
        // Since then the backup has gone another way.
        try KeptLedger.add(2, to: Ledger(opening: backup))
        try KeptLedger.add(3, to: ledger)
        let before = try readBytes(at: backup)
        let words = refusal { try ledger.backUp(to: backup, replacing: true) }
        #expect(words.contains("its journal tells what this one does not: entry 3 is another"))
        try Self.rename("Other", backup)
        #expect(
            refusal { try ledger.backUp(to: backup, replacing: true) }
                .contains("it is a ledger of Other, this one is of Harbour")
        )
        #expect(try readBytes(at: backup).count == before.count)
    }

    /// Makes of a ledger one of somebody else.
    private static func rename(_ name: String, _ path: String) throws {
        try Connection(path: path, mode: .readWrite).script(
            """
            UPDATE organisation SET trading_name = '\(name)', id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
            PRAGMA wal_checkpoint(TRUNCATE)
            """
        )
    }

    // MARK: - Restoring

    @Test func aRestoreIsTheLastEntryOfWhatIsRestored() throws {
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        try KeptLedger.add(1, to: Ledger(opening: path))
        let kept = try #require(try LedgerRestore(backup, to: path, by: .test).run())
        let ledger = try Ledger(opening: path)
        let entry = try #require(try ledger.read { try JournalRepository($0).find(2) })
        #expect(entry.act == .test)
        guard case .rows(let rows) = entry.changes else { throw TestFailure("it has no rows") }
        #expect(rows.first?.after?.map(\.value) == [.text(backup), .text(kept)])
        let verdict = try ledger.verifyJournal()
        #expect(verdict.end.number == 2 && verdict.fault == nil)
        #expect(folder.names.filter { $0.contains("partial") } == [])
        let other = folder.path + "/new.db"
        #expect(try LedgerRestore(backup, to: other, by: .test).run() == nil)
        #expect(try Ledger(opening: other).verifyJournal().end.number == 2)
    }

    @Test func somebodyElsesLedgerIsReplacedOnlyWhereThatIsMeant() throws {
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        try Self.rename("Other", path)
        let before = try KeptLedger.content(of: path)
        #expect(
            refusal { _ = try LedgerRestore(backup, to: path).run() }
                .contains("it is a ledger of Other, the backup is of Harbour")
        )
        #expect(try KeptLedger.content(of: path) == before)
        let restore = LedgerRestore(backup, to: path, replacingOther: true)
        let kept = try #require(try restore.run())
        #expect(try KeptLedger.content(of: kept) == before)
    }

    @Test func whatWasRestoredIsTheBackupAndWhatWasThereIsKept() throws {
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        let old = try KeptLedger.content(of: path)
        try KeptLedger.add(1, to: Ledger(opening: path))
        let new = try KeptLedger.content(of: path)
        for kept in ["\(path).replaced-1", "\(path).replaced-2"] {
            #expect(try LedgerRestore(backup, to: path).run() == kept)
            #expect(try KeptLedger.content(of: path) == old)
        }
        #expect(try KeptLedger.content(of: "\(path).replaced-1") == new)
        #expect(try Ledger(opening: path).verifyJournal().fault == nil)
    }

    @Test func aLedgerThatSomebodyHasOpenIsNotReplaced() throws {
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        let other = try Ledger(opening: path)
        _ = try other.read { try $0.integer("SELECT count(*) FROM customers") }
        let restore = LedgerRestore(backup, to: path, patienceMilliseconds: 1)
        #expect(refusal { _ = try restore.run() } == #"inUse(path: "/ledger.db")"#)
        #expect(folder.names.filter { $0.contains("replaced") } == [])
    }

    @Test func aDamagedBackupReplacesNothing() throws {
        var bytes = try KeptLedger.bytes.get()
        for index in 40_000..<44_000 { bytes[index] = 0xA5 }
        try writeBytes(bytes, to: backup)
        let before = try KeptLedger.content(of: path)
        #expect(refusal { _ = try LedgerRestore(backup, to: path).run() }.hasPrefix("damaged("))
        #expect(try KeptLedger.content(of: path) == before)
        #expect(folder.names.filter { $0.contains("replaced") } == [])
    }

    @Test func aDamagedLedgerIsReplacedAndKeptAsItIs() throws {
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        let whole = try KeptLedger.content(of: backup)
        let sound = try KeptLedger.bytes.get()
        var hole = sound
        for index in 100..<4000 { hole[index] = 0xA5 }
        for (number, damaged) in [Array(sound.dropLast(9000)), hole].enumerated() {
            try writeBytes(damaged, to: path)
            let kept = try #require(try LedgerRestore(backup, to: path).run())
            #expect(try KeptLedger.content(of: path) == whole, "\(number)")
            #expect(try readBytes(at: kept) == damaged, "\(number)")
        }
    }

    @Test func aLogThatADeletedLedgerLeftIsNotTakenForOneOfTheNext() throws {
        let ledger = try Ledger(opening: path)
        try KeptLedger.add(1, to: ledger)
        try writeBytes(readBytes(at: path + "-wal"), to: backup + "-wal")
        try Ledger(opening: path, .readOnly).backUp(to: backup, replacing: false)
        #expect(try KeptLedger.content(of: backup) == KeptLedger.content(of: path))
        #expect(folder.names.contains("backup.db.orphaned-wal"))
    }

    // MARK: - Folders that cannot be written

    @Test func aLedgerInAReadOnlyFolderIsOpenForReading() throws {
        let disk = Disk(layer: nil) { if case .tryWriting = $0 { EACCES } else { 0 } }
        try Disk.$current.withValue(disk) {
            let ledger = try Ledger(opening: path)
            #expect(ledger.isReadOnly)
            #expect(
                try ledger.read { try $0.integer("SELECT count(*) FROM customers") }
                    == Int64(KeptLedger.customerCount)
            )
            #expect(refusal { try KeptLedger.add(1, to: ledger) }.hasPrefix("readOnly("))
        }
        #expect(folder.names == ["ledger.db"])
    }

    // MARK: - Logs

    /// Trust: a log that is cut anywhere, or gone, leaves the ledger at a commit.
    @Test func aCutOrMissingLogOpensToACommitBeforeIt() throws {
        let ledger = try Ledger(opening: path)
        for number in 1...10 { try KeptLedger.add(number, to: ledger) }
        let file = try readBytes(at: path)
        let log = try readBytes(at: path + "-wal")
        let memory = try readBytes(at: path + "-shm")
        var last = 0
        for length in [0, 10, 32, 5000] + Array(stride(from: 0, through: log.count, by: 7001))
            + [log.count]
        {
            let copy = try ScratchFolder()
            try writeBytes(file, to: copy.path + "/l.db")
            try writeBytes(Array(log.prefix(length)), to: copy.path + "/l.db-wal")
            // What another process had in memory, of a machine that is gone.
            try writeBytes(memory, to: copy.path + "/l.db-shm")
            let opened = try Ledger(opening: copy.path + "/l.db")
            let count = try opened.read { try $0.integer("SELECT count(*) FROM customers") }
            let added = Int(count) - KeptLedger.customerCount
            #expect((0...10).contains(added))
            if length == log.count { #expect(added == 10) }
            last = max(last, added)
            #expect(try opened.read { try LedgerHealth($0).problems } == [])
            #expect(try opened.verifyJournal().fault == nil)
        }
        #expect(last == 10)
    }

    @Test func severalConsolesWaitForEachOther() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for console in 0..<4 {
                group.addTask {
                    let ledger = try Ledger(opening: path)
                    for number in 0..<15 {
                        try KeptLedger.add(console * 100 + number, to: ledger)
                        _ = try ledger.read { try CustomerRepository($0).totals() }
                    }
                }
            }
            try await group.waitForAll()
        }
        let ledger = try Ledger(opening: path)
        let count = try ledger.read { try CustomerRepository($0).totals().count }
        #expect(count == KeptLedger.customerCount + 60)
        #expect(try ledger.verifyJournal().fault == nil)
    }

    @Test func aWatchTellsOfEveryCommitOnce() throws {
        let ledger = try Ledger(opening: path)
        let watch = try LedgerWatch(ledger)
        #expect(try !watch.hasChanged())
        try KeptLedger.add(1, to: ledger)
        #expect(try watch.hasChanged())
        #expect(try !watch.hasChanged())
        try KeptLedger.add(2, to: Ledger(opening: path))
        #expect(try watch.hasChanged())
    }
}
