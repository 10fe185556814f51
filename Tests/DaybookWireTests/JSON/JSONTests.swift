import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct JSONTests {
    @Test func readsWhatIsJSONAndSaysWhereTheRestIsNot() throws {
        for row in try TestFolder().rows("JSON-texts.tsv") {
            let found: String
            do throws(JSONSyntaxError) {
                let document = try JSONDocument(row.bytes(0))
                found = JSONWriter.text(document.root.value, .canonical)
            } catch {
                found = "\(error.reason) \(error.offset)"
            }
            #expect(found == row.unescaped(1), "\(row)")
        }
    }

    @Test func findsARepeatedKeyAmongManyAndTheDepthThatIsTooMuch() throws {
        let many = (0..<1000).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        #expect(try JSONDocument("{\(many)}").root.members().count == 1000)
        let repeated = "{\(many),\"key500\":1}"
        #expect(throws: JSONSyntaxError(.duplicateKey, at: many.utf8.count + 2)) {
            try JSONDocument(repeated)
        }
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSONDocument(nested(512)).root.kind == .array)
        #expect(throws: JSONSyntaxError(.tooDeep, at: 512)) { try JSONDocument(nested(513)) }
        #expect(throws: JSONSyntaxError(.tooDeep, at: 512)) {
            try JSONDocument(String(repeating: "[", count: 1_000_000))
        }
    }

    @Test func whatIsWrittenReadsBackTheSame() {
        forEachSeed(400) { generator in
            let value = randomValue(&generator, depth: 4)
            for layout in [JSONWriter.Layout.compact, .indented] {
                let document = try JSONDocument(JSONWriter.text(value, layout))
                try #require(document.root.value == value)
            }
            let canonical = JSONWriter.text(value, .canonical)
            let again = JSONWriter.text(try JSONDocument(canonical).root.value, .canonical)
            try #require(canonical == again)
        }
    }

    @Test func damagedTextsAreRefusedOrReadButNeverTrap() {
        forEachSeed(1500) { generator in
            var bytes = JSONWriter.bytes(randomValue(&generator, depth: 3))
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("{}[]\",:\\".utf8)[place % 8], at: place)
                }
            }
            let document: JSONDocument
            do throws(JSONSyntaxError) {
                document = try JSONDocument(bytes)
            } catch {
                try #require(error.offset >= 0 && error.offset <= bytes.count)
                return
            }
            let text = JSONWriter.text(document.root.value)
            try #require(try JSONDocument(text).root.value == document.root.value)
        }
    }

    @Test func valuesOfAnotherKindNameTheirPath() throws {
        let document = try JSONDocument(
            #"{"lines":[{"amount":"12.50"},{"amount":true,"a b":[1.5]}],"note":null}"#
        )
        let lines = try document.root.required("lines").elements()
        #expect(try lines[0].required("amount").amount().description == "12.50")
        #expect(document.root["note"] == nil)
        let spellings = try JSONDocument("{\"e\u{301}\":1,\"\u{e9}\":2}").root
        #expect(spellings["\u{e9}"]?.source == "2", "a key is its bytes")
        let errors: [(String, () throws(JSONShapeError) -> Void)] = [
            (
                "$.lines[1].amount: expected a decimal number, found true",
                { () throws(JSONShapeError) in _ = try lines[1].required("amount").amount() }
            ),
            (
                #"$.lines[1]["a b"][0]: expected a whole number, found 1.5"#,
                { () throws(JSONShapeError) in
                    _ = try lines[1].required("a b").elements()[0].integer()
                }
            ),
            (
                #"$: expected a member "note", found none"#,
                { () throws(JSONShapeError) in _ = try document.root.required("note") }
            ),
            (
                "$.lines: expected a string, found an array",
                { () throws(JSONShapeError) in _ = try document.root.required("lines").string() }
            ),
        ]
        for (text, attempt) in errors {
            let error = #expect(throws: JSONShapeError.self) { try attempt() }
            #expect(error?.description == text)
        }
    }

    @Test func commentsBecomeBlanksAndOffsetsStay() throws {
        let text = """
            { // the ledger's name
              "name": "a // b", /* not
              here */ "list": [1, 2, ],
            }
            """
        let bytes = try JSONComments.blanked(Array(text.utf8))
        #expect(bytes.count == text.utf8.count)
        let document = try JSONDocument(bytes)
        #expect(JSONWriter.text(document.root.value) == #"{"name":"a // b","list":[1,2]}"#)
        let list = try document.root.required("list")
        #expect("\(TextPosition(offset: list.offset, in: bytes))" == "line 3, column 19")
        for wrong in ["[,]", "{,}", "[1,,]", "{\"a\":1,,}"] {
            let bytes = try JSONComments.blanked(Array(wrong.utf8))
            #expect(throws: JSONSyntaxError.self, "\(wrong)") { try JSONDocument(bytes) }
        }
        #expect(throws: JSONSyntaxError(.unclosedContainer, at: 2)) {
            try JSONComments.blanked(Array("1 /* 2".utf8))
        }
    }

    private func randomValue(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number("\(Int.random(in: -1000...1000, using: &generator))")
        case 3: return .number("\(Int.random(in: 0...99, using: &generator)).25")
        case 4: return .string(randomText(&generator))
        case 5:
            let count = Int.random(in: 0...5, using: &generator)
            return .array((0..<count).map { _ in randomValue(&generator, depth: depth - 1) })
        default:
            let keys = Set(
                (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                    randomText(&generator)
                }
            )
            return .object(
                keys.sorted().map {
                    .init($0, randomValue(&generator, depth: depth - 1))
                }
            )
        }
    }

    private func randomText(_ generator: inout SeededGenerator) -> String {
        let alphabet = Array("abcdefgh \"\\/\n\t\u{1}\u{7f}éß漢😀\u{202e}")
        let count = Int.random(in: 0...12, using: &generator)
        return String((0..<count).map { _ in alphabet.randomElement(using: &generator)! })
    }
}
