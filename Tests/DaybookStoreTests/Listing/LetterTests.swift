import DaybookCore
import TestRigs
import Testing

@testable import DaybookStore

@Suite struct LetterTests {
    @Test(arguments: [
        "UPDATE invoices SET note = 'Zwölf' WHERE row = 1",
        "UPDATE invoices SET note = NULL WHERE row = 1",
        "DELETE FROM lines",
        "UPDATE lines SET description = 'jqxz' WHERE row = 1",
        "UPDATE lines SET invoice = 1, position = position + 77 WHERE invoice = 2",
        "INSERT INTO lines SELECT 900, invoice, 900, kind, product, 'xyz 789', quantity, unit, "
            + "unit_price, amount, tax_rate, period_from, period_to FROM lines WHERE row = 1; "
            + "DELETE FROM lines WHERE row = 1; UPDATE lines SET description = 'w' WHERE row = 900",
    ])
    func theLettersOfInvoicesFollowEveryChange(_ statements: String) throws {
        var generator = SeededGenerator(seed: 11)
        let sample = try SampleLedger(&generator)
        let ledger = sample.fresh.open
        let before = try ledger.read { try Self.letters($0) }
        #expect(!before.isEmpty)
        try ledger.change(.test) { connection in
            // What is issued stays: here it may change.
            for trigger in ["issued_lines_stay", "issued_lines_stay_when_changed"] {
                try connection.run("DROP TRIGGER \(trigger)")
            }
            try connection.run("DROP TRIGGER issued_invoices_stay")
            for statement in statements.split(separator: ";") {
                try connection.run(String(statement))
            }
        }
        try ledger.read { connection in
            #expect(try Self.letters(connection) != before)
            let unlike = try connection.all(InvoiceLetters.unlike) { $0.integer(0) }
            #expect(unlike == [])
        }
    }

    private static func letters(_ connection: Connection) throws -> [String] {
        try connection.all("SELECT row, letters FROM invoice_letters ORDER BY row") {
            "\($0.integer(0)) \($0.integer(1))"
        }
    }

    @Test func lettersAndDigitsHaveABitEachAndAllOthersShareSome() throws {
        let ledger = try FreshLedger()
        for row in try TestFolder().rows("letters.tsv") {
            let texts = row[0].split(separator: "|").map { SQLValue.text(String($0)) }
            let places = texts.map { _ in "?" }.joined(separator: ", ")
            let bits = try ledger.open.read {
                try $0.integer("SELECT \(LetterBits.function)(\(places))", texts)
            }
            let own = "abcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars
            for letter in own {
                let bit = LetterBits.bit(of: letter)
                let isExpected = row[1].unicodeScalars.contains(letter)
                #expect(bit.isItsOwn && (bits & bit.bits != 0) == isExpected, "\(row) \(letter)")
            }
            let shared = bits & ~own.reduce(Int64(0)) { $0 | LetterBits.bit(of: $1).bits }
            #expect(shared.nonzeroBitCount == Int(row[2]), "\(row)")
        }
    }

    @Test func aSetHasTheRowsThatWereAddedAndNoOthers() throws {
        let ledger = try FreshLedger()
        let rows: [Int64] = [0, 1, 7, 8, 9, 63, 64, 1000, 65_535, 1 << 20]
        var set = RowSet()
        #expect(rows.map { set.insert($0) } == rows.map { _ in true })
        #expect([-1, 1 << 26, .max].map { set.insert($0) } == [false, false, false])
        let asked = Set(rows.flatMap { [$0 - 1, $0, $0 + 1] } + [-5, .min, .max, 1 << 40])
        for row in asked {
            let condition = set.condition("?")
            let has = try ledger.open.read {
                try $0.integer("SELECT \(condition.sql)", condition.values + [.integer(row)])
            }
            #expect((has == 1) == rows.contains(row), "\(row)")
        }
    }
}
