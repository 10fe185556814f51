import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Trust: damage is found when a ledger is opened, when it is checked, or when it is asked; and
/// what can be read is saved.
@Suite struct DamageTests {
    private let pageSize = 4096

    /// Flips some bits of one page.
    private func flipped(_ generator: inout SeededGenerator) throws -> [UInt8] {
        var bytes = try KeptLedger.bytes.get()
        let page = Int.random(in: 0..<(bytes.count / pageSize), using: &generator)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = page * pageSize + Int.random(in: 0..<pageSize, using: &generator)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
        return bytes
    }

    /// What comes of asking a ledger.
    private enum Finding: Equatable {
        case foundAtOpening, foundAtCheck, foundWhenAsked
        case answers([String])
    }

    private func finding(_ path: String) -> Finding {
        guard let ledger = try? Ledger(opening: path, .readOnly) else { return .foundAtOpening }
        guard let problems = try? ledger.inspect({ try LedgerHealth($0).problems }),
            problems.isEmpty, let verdict = try? ledger.verifyJournal(), verdict.fault == nil
        else { return .foundAtCheck }
        guard let answers = try? ledger.read({ try KeptLedger.answers($0) }) else {
            return .foundWhenAsked
        }
        return .answers(answers)
    }

    /// Bits that are flipped in five hundred pages, one after the other: found, or in a place where
    /// they change nothing that anybody is told.
    @Test func flippedBitsAreFoundOrChangeNoTotal() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try writeBytes(KeptLedger.bytes.get(), to: path)
        let sound = finding(path)
        var counts = (opening: 0, check: 0, asked: 0, harmless: 0)
        forEachSeed(500) { generator in
            try writeBytes(try flipped(&generator), to: path)
            switch finding(path) {
            case .foundAtOpening: counts.opening += 1
            case .foundAtCheck: counts.check += 1
            case .foundWhenAsked: counts.asked += 1
            case .answers(let answers):
                try #require(.answers(answers) == sound)
                counts.harmless += 1
            }
        }
        // Most bytes of a ledger this small are of no record: pages that nothing has filled yet.
        #expect(counts.opening > 10 && counts.check > 50, "\(counts)")
    }

    @Test func whatCanBeReadIsSavedAndWhatIsMissingIsCounted() throws {
        forEachSeed(30) { generator in
            let folder = try ScratchFolder()
            let old = folder.path + "/ledger.db"
            let bytes = try flipped(&generator)
            try writeBytes(bytes, to: old)
            do {
                let report = try LedgerSalvage(of: old, to: folder.path + "/new.db").run()
                let saved = Dictionary(
                    uniqueKeysWithValues: report.tables.map { ($0.name, $0) }
                )
                for (table, count) in [
                    ("customers", KeptLedger.customerCount), ("accounts", KeptLedger.customerCount),
                    ("invoices", KeptLedger.customerCount * 3),
                    ("lines", KeptLedger.customerCount * 6),
                ] {
                    let found = try #require(saved[table])
                    try #require(found.recovered <= count, "\(found)")
                    let known = found.recovered + found.refused + (found.missing ?? 0)
                    if found.missing != nil { try #require(known >= count, "\(found)") }
                    try #require(found.recovered * 3 >= count || !found.isWhole, "\(found)")
                }
                try FreshLedger.checkFile(folder.path + "/new.db")
            } catch let error as LedgerError {
                // The list of tables itself is lost, or what says that this is a ledger.
                let words = "\(error)"
                try #require(words.hasPrefix("damaged(") || words.hasPrefix("foreign("), "\(words)")
            }
            try #require(try readBytes(at: old) == bytes)
            try #require(folder.names.filter { $0.hasPrefix("ledger.db-") } == [])
        }
    }

    @Test func lostPagesCostTheirRowsAndNoOthers() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try writeBytes(KeptLedger.bytes.get(), to: path)
        // Every third leaf of the lines is lost.
        let root = try Connection(path: path, mode: .readOnly).integer(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'lines'"
        )
        var bytes = try KeptLedger.bytes.get()
        let children = leaves(of: Int(root), in: bytes)
        #expect(children.count > 6)
        for (index, page) in children.enumerated() where index % 3 == 1 {
            let start = (page - 1) * pageSize
            for place in start..<(start + pageSize) { bytes[place] = 0 }
        }
        try writeBytes(bytes, to: path)
        let report = try LedgerSalvage(of: path, to: folder.path + "/new.db").run()
        let lines = try #require(report.tables.first { $0.name == "lines" })
        #expect(lines.gaps.count == (children.count + 1) / 3)
        #expect(lines.recovered + (lines.missing ?? 0) == KeptLedger.customerCount * 6)
        #expect(lines.recovered > KeptLedger.customerCount * 6 / 2)
        #expect(report.tables.filter { !$0.isWhole }.map(\.name) == ["lines"])
        #expect(report.problems.contains { $0.contains("add up to its net amount") })
    }

    @Test func aLedgerThatIsCutOffIsSavedUpToThere() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try writeBytes(KeptLedger.bytes.get(), to: path)
        // What came last lies at the end.
        try Ledger(opening: path).change(.test) { connection in
            for number in 0..<300 {
                try CustomerRepository(connection).insert(.sample(5000 + number))
            }
        }
        let bytes = try readBytes(at: path)
        let rest = bytes.count * 9 / 10
        try writeBytes(Array(bytes.prefix(rest)), to: path)
        let report = try LedgerSalvage(of: path, to: folder.path + "/new.db").run()
        #expect(report.unreadableBytes == bytes.count - rest)
        #expect(report.tables.reduce(0) { $0 + $1.recovered } > 300)
        #expect(!report.isWhole)
    }

    @Test func aSoundLedgerIsSavedAsAWhole() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try writeBytes(KeptLedger.bytes.get(), to: path)
        let report = try LedgerSalvage(of: path, to: folder.path + "/new.db").run()
        #expect(report.isWhole, "\(report)")
        let new = folder.path + "/new.db"
        #expect(try KeptLedger.content(of: new) == KeptLedger.content(of: path))
        let saved = try Ledger(opening: new)
        #expect(try saved.verifyJournal().fault == nil)
        for word in ["sample", "no such word"] {
            let found = try [path, new].map { path in
                try Ledger(opening: path).read { connection in
                    try CustomerRepository(connection).list(
                        ListRequest(ListQuery(condition: .word(word)))
                    ).records.count
                }
            }
            #expect(found[0] == found[1], "found by \(word)")
        }
    }

    /// The pages below the root of a table whose tree has two levels.
    private func leaves(of root: Int, in bytes: [UInt8]) -> [Int] {
        let start = (root - 1) * pageSize
        func number(_ at: Int, _ size: Int) -> Int {
            bytes[(start + at)..<(start + at + size)].reduce(0) { $0 << 8 | Int($1) }
        }
        let cells = (0..<number(3, 2)).map { number(number(12 + 2 * $0, 2), 4) }
        return cells + [number(8, 4)]
    }
}
