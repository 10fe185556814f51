import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct JSONPathTests {
    @Test func `paths lead where their table says`() throws {
        for row in try TestFolder().rows("JSON-paths.tsv") {
            #expect(try found(row.unescaped(0), in: row.bytes(1)) == row.unescaped(2), "\(row)")
        }
    }

    private func found(_ text: String, in document: [UInt8]) throws -> String {
        let root = try JSONDocument(document).root
        do {
            return root.value(at: try JSONPath(text))?.source ?? "nothing"
        } catch {
            return "!\(error)"
        }
    }

    @Test func `values of every kind are handed over as values of events`() throws {
        let text = #"{"n":1.50,"s":"\u0061","t":true,"f":false,"z":null,"o":{"a":1},"a":[1,"b"]}"#
        let root = try JSONDocument(text).root
        let expected: [(String, EventValue)] = [
            ("$.n", .number("1.50")), ("$.s", .text("a")), ("$.t", .bool(true)),
            ("$.f", .bool(false)), ("$.z", .null), ("$.o", .object(#"{"a":1}"#)),
            ("$.a", .array([.number("1"), .text("b")], #"[1,"b"]"#)), ("$.x", .missing),
        ]
        for (path, value) in expected {
            #expect(EventValue(root.value(at: try JSONPath(path))) == value, "\(path)")
        }
    }
}
