import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct VerificationTests {
    /// Trust: of entries that were edited, deleted, inserted, reordered or cut off, the first bad
    /// one is named.
    @Test func everyAttackIsNamed() throws {
        for row in try TestFolder().rows("attacks.tsv") {
            let tampered = try TamperedJournal(entries: 30)
            let seen = try tampered.end(at: 25)
            for step in row[0].split(separator: ";") { try tampered.attack(String(step)) }
            let ledger = tampered.ledger
            #expect(words(try ledger.verifyJournal()) == row[1], "\(row)")
            #expect(words(try ledger.verifyJournal(against: seen)) == row[2], "\(row)")
            // However the entries are handed out to the cores, the finding is the same.
            for (workers, batch) in [(1, 1), (2, 3), (3, 12), (4, 13)] {
                let verdict = try ledger.verifyJournal(workers: workers, batch: batch)
                #expect(words(verdict) == row[1], "\(row)")
            }
        }
    }

    private func words(_ verdict: JournalVerdict) -> String {
        verdict.fault.map { "\($0.number) \($0.kind)" } ?? "-"
    }

    @Test func whatWasEditedIsNotTakenBack() throws {
        let tampered = try TamperedJournal(entries: 5)
        try tampered.attack("edit 3")
        do {
            _ = try tampered.ledger.cancel(3, by: "anna", at: .epoch)
            Issue.record("an edited entry was taken back")
        } catch {
            #expect("\(error)" == "edited(3)")
        }
    }

    @Test func aJournalWithTheLargestNumberDoesNotGrow() throws {
        let tampered = try TamperedJournal(entries: 5)
        try tampered.attack("far 5")
        #expect(throws: UnreadableValue.self) {
            try tampered.ledger.change(.test) { try CustomerRepository($0).insert(.sample(9)) }
        }
    }

    /// Whatever lies in the journal is found to be wrong, or read, or refused; nothing traps.
    @Test func anyBytesMayLieInAJournal() throws {
        let tampered = try TamperedJournal(entries: 6)
        let sound = try tampered.text(of: 3)
        forEachSeed(80) { generator in
            var bytes = Array(sound.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                case 2: bytes.insert(contentsOf: bytes[..<(place / 2)], at: place)
                case _:
                    bytes[place] = UInt8(
                        ascii: ["\"", "{", "9", "-"].randomElement(using: &generator)!
                    )
                }
                if bytes.isEmpty { bytes = [0] }
            }
            try tampered.replace(3, with: bytes)
            let isSame = bytes == Array(sound.utf8)
            try #require((try tampered.ledger.verifyJournal().fault == nil) == isSame)
            // With its own hash it is taken for an entry, if it is one.
            try tampered.replace(3, with: bytes, hashed: true)
            _ = try tampered.ledger.verifyJournal()
            _ = try? tampered.ledger.read { try JournalRepository($0).list(ListRequest()) }
            _ = try? tampered.ledger.cancel(3, by: "anna", at: .epoch)
        }
    }

    @Test func aHeadIsReadAsItWasWrittenAndItsSignatureHolds() throws {
        let fresh = try FreshLedger()
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        let end = try fresh.open.verifyJournal().end
        let head = JournalHead(end, of: RecordID(bits: 1), at: .epoch, signedWith: key)
        let bytes = JSONWriter.bytes(head.json, .indented)
        let again = try JournalHead(json: bytes)
        #expect(again == head)
        #expect(again.hasValidSignature)
        let text = String(decoding: bytes, as: UTF8.self)
        for (old, new) in [
            ("\"number\": 1", "\"number\": 2"), ("1970", "1971"),
            (end.hash.hexadecimal, SHA256Digest.zero.hexadecimal), ("000001", "000002"),
        ] {
            let forged = try JournalHead(json: Array(text.replacing(old, with: new).utf8))
            #expect(!forged.hasValidSignature, "\(new)")
        }
        forEachSeed(300) { generator in
            var changed = bytes
            let place = Int.random(in: 0..<changed.count, using: &generator)
            changed[place] = UInt8.random(in: 0...255, using: &generator)
            let read = try? JournalHead(json: changed)
            try #require(read == nil || read == head || !(read?.hasValidSignature ?? true))
        }
        for wrong in ["", "{}", "[]", text.replacing("\"key\"", with: "\"kay\"")] {
            #expect(throws: (any Error).self) { try JournalHead(json: Array(wrong.utf8)) }
        }
    }

    @Test func aLongJournalIsWalkedInBatches() throws {
        let fresh = try FreshLedger()
        let act = Act.test
        try fresh.open.write { connection in
            let journal = JournalRepository(connection)
            for _ in 0..<12_000 { try journal.append(act, .rows([])) }
        }
        let verdict = try fresh.open.verifyJournal()
        #expect(verdict.fault == nil)
        #expect(verdict.end.number == 12_001)
    }
}
