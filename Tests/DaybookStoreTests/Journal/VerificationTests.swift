import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct VerificationTests {
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
        for wrong in ["", "{}", "[]", text.replacing("\"key\"", with: "\"kay\"")] {
            #expect(throws: (any Error).self) { try JournalHead(json: Array(wrong.utf8)) }
        }
    }

    @Test func aLongJournalIsWalkedInBatches() throws {
        let fresh = try FreshLedger()
        let act = Act.test
        try fresh.open.write { connection in
            let journal = JournalRepository(connection)
            for _ in 0..<25_000 { try journal.append(act, .rows([])) }
        }
        let verdict = try fresh.open.verifyJournal()
        #expect(verdict.fault == nil)
        #expect(verdict.end.number == 25_001)
    }
}
