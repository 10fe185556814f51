import DaybookWire
import TestRigs
import Testing

@Suite struct JSONLinesTests {
    private let text = """
        \u{feff}{"id":"a","n":1}

        {"id":"b","n":2,}
        {"n":3,"id":"c\\n"}
        not json
        {"id":"é","n":"4"}\r
           \t
        {"id":"z
        {"x":[1,{"id":"inner"}],"id":"d"}
        """

    private let expected = """
        1 a 1
        3 unexpected 16
        4 c\n 3
        5 unexpected 0
        6 é "4"
        8 unclosedString 6
        9 d -
        """

    @Test func readsEachLineWhateverTheSizeOfThePieces() throws {
        for pieceSize in [1, 2, 3, 7, 16, 64, 1000] {
            let source = MemorySource(Array(text.utf8))
            let found = try read(JSONLinesReader(source, pieceSize: pieceSize))
            #expect(found.lines == expected, "pieces of \(pieceSize) bytes")
            #expect(found.documents == expected, "pieces of \(pieceSize) bytes")
        }
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstValue() throws {
        for text in ["1", "1\n", "true\n2\n", "{}\n", "", "\n1\n"] {
            for pieceSize in [1, 3, 100] {
                var reader = JSONLinesReader(
                    MemorySource(Array("\u{feff}\(text)".utf8)),
                    pieceSize: pieceSize
                )
                var sources: [String] = []
                while case .value = try reader.next() {
                    sources.append(reader.document().root.source)
                }
                #expect(sources == text.split(separator: "\n").map(String.init), "\(text)")
            }
        }
    }

    /// Both ways of looking at a line: by its fields, and as a document.
    private func read(
        _ reader: consuming JSONLinesReader,
    ) throws -> (lines: String, documents: String) {
        var reader = reader
        var shape = JSONShape(["id", "n"])
        var lines: [String] = []
        var documents: [String] = []
        while let line = try reader.next() {
            switch line {
            case .value(let number):
                reader.find(&shape)
                let id = reader.string(shape[0]) ?? "-"
                lines.append("\(number) \(id) \(reader.source(shape[1]) ?? "-")")
                let root = reader.document().root
                let n = root["n"]?.source ?? "-"
                documents.append("\(number) \(try root.required("id").string()) \(n)")
            case .failure(let number, let error):
                lines.append("\(number) \(error.reason) \(error.offset)")
                documents.append("\(number) \(error.reason) \(error.offset)")
            }
        }
        return (lines.joined(separator: "\n"), documents.joined(separator: "\n"))
    }

    @Test func aLineBeyondTheLimitEndsTheStream() throws {
        let long = "[" + String(repeating: "1,", count: 5000) + "1]"
        var reader = JSONLinesReader(
            MemorySource(Array("1\n\(long)\n2\n".utf8)),
            longestLine: 1000,
            pieceSize: 100
        )
        guard case .value(1) = try reader.next() else {
            Issue.record("the first line is short")
            return
        }
        let error = #expect(throws: (any Error).self) { try reader.next() }
        #expect("\(error!)" == "line 2 is longer than 1000 bytes")
    }
}
