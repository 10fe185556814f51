import DaybookWire
import TestRigs
import Testing

@Suite struct CSVTests {
    @Test func readsRecordsAndReportsTheWrongOnes() throws {
        for row in try TestFolder().rows("CSV-records.tsv") {
            for pieceSize in [1, 2, 5, 1000] {
                let source = MemorySource(row.bytes(0), pieceSize: pieceSize)
                let found = try text(of: CSVReader(source, pieceSize: pieceSize))
                #expect(found == row.unescaped(1), "\(row) in pieces of \(pieceSize)")
            }
        }
    }

    private func text(of reader: consuming CSVReader) throws -> String {
        var reader = reader
        var records: [String] = []
        while let record = try reader.next() {
            switch record {
            case .fields(_, let fields): records.append(fields.map { "‹\($0)›" }.joined())
            case .failure(let error): records.append("[\(error)]")
            }
        }
        return records.joined(separator: " ")
    }

    @Test func whatIsWrittenReadsBackTheSame() {
        let alphabet = Array("ab ,\"\n\r;=é漢😀\u{feff}")
        forEachSeed(500) { generator in
            let width = Int.random(in: 1...5, using: &generator)
            let records = (0..<5).map { _ in
                (0..<width).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            alphabet.randomElement(using: &generator)!
                        }
                    )
                }
            }
            let written = records.map { CSVWriter.record($0) }.joined()
            var reader = CSVReader(MemorySource(Array(written.utf8)), pieceSize: 4)
            var found: [[String]] = []
            while let record = try reader.next() {
                guard case .fields(_, let fields) = record else {
                    throw TestFailure("\(record)")
                }
                found.append(fields)
            }
            try #require(found == records)
        }
    }

    @Test func aRecordBeyondTheLimitEndsTheStream() {
        let text = "a\n\"" + String(repeating: "x\n", count: 5000)
        var reader = CSVReader(
            MemorySource(Array(text.utf8)),
            longestRecord: 1000,
            pieceSize: 100
        )
        let error = #expect(throws: (any Error).self) { while try reader.next() != nil {} }
        #expect("\(error!)" == "line 2 is longer than 1000 bytes")
    }
}
