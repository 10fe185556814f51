import DaybookCore
import DaybookWire
import Testing

@Suite struct JSONStreamTests {
    @Test func whatIsWrittenIsJSONThatReadsTheSame() throws {
        var json = JSONStream()
        try json.object { json in
            json.text("text", "a \"quoted\" \u{1b} line\n")
            json.text("none", nil)
            json.decimal("amount", try PreciseAmount("-12.50"))
            json.decimal("long", try PreciseAmount("12345678901234567890123.25"))
            json.integer("count", -7)
            json.bool("yes", true)
            json.array("list") { json in
                json.integer(nil, 1)
                json.object { _ in }
                json.array { json in json.decimal(nil, .zero) }
            }
            json.time("at", try Instant(iso8601: "2025-01-31T10:00:00.5Z"))
        }
        let text = String(decoding: json.bytes, as: UTF8.self)
        let root = try JSONDocument(text).root
        #expect(try root.required("text").string() == "a \"quoted\" \u{1b} line\n")
        #expect(root["none"] == nil)
        #expect(try root.required("amount").string() == "-12.50")
        #expect(try root.required("long").string() == "12345678901234567890123.25")
        #expect(try root.required("count").integer() == -7)
        #expect(try root.required("list").elements().map(\.source) == ["1", "{}", "[\"0\"]"])
        #expect(try root.required("at").string() == "2025-01-31T10:00:00.500Z")
    }

    @Test func whatIsCutWasNeverWritten() throws {
        var json = JSONStream()
        json.object { $0.integer("a", 1) }
        let mark = json.mark
        json.endLine()
        json.object { $0.integer("b", 2) }
        json.cut(to: mark)
        json.endLine()
        json.object { $0.integer("c", 3) }
        #expect(String(decoding: json.bytes, as: UTF8.self) == "{\"a\":1}\n{\"c\":3}")
    }
}
