package import DaybookCore
internal import DaybookWire

/// A command with its arguments as JSON: `{"arguments":[…],"command":"bill run","options":{"as-of":
/// "2026-12-01","account":["acme"],"dry-run":true}}`.
package struct RequestFile: Hashable, Sendable {
    package let request: CommandRequest

    package init(_ request: CommandRequest) {
        self.request = request
    }

    package init(_ bytes: [UInt8]) throws(ShapeFaults) {
        let form = try ShapeFaults.form(in: bytes)
        var faults = ShapeFaults()
        faults.expect(form, toHaveOnly: ["command", "arguments", "options"])
        let request = faults.reading(form) { form in
            var request = CommandRequest(
                try form.text("command"),
                arguments: try form.texts("arguments")
            )
            guard let options = try form.optionalObject("options") else { return request }
            for (name, value) in try options.node.members() {
                request.options[name] = try Self.values(value)
            }
            return request
        }
        guard let request, faults.isEmpty else { throw faults }
        self.request = request
    }

    /// True for a flag, one text or several.
    private static func values(_ value: JSONNode) throws(JSONShapeError) -> [String] {
        switch value.kind {
        case .true: return []
        case .string: return [try value.string()]
        case .array:
            var texts: [String] = []
            for element in try value.elements() { texts.append(try element.string()) }
            if texts.isEmpty { throw value.mismatch("at least one text") }
            return texts
        case .object, .number, .false, .null: throw value.mismatch("a text, texts or true")
        }
    }

    /// The canonical text.
    package var text: String {
        var json = JSONStream()
        json.object { json in
            if !request.arguments.isEmpty {
                json.array("arguments") { json in
                    for argument in request.arguments { json.text(nil, argument) }
                }
            }
            json.text("command", request.command)
            if !request.options.isEmpty {
                json.object("options") { json in
                    for (name, values) in request.options.sorted(by: { $0.key < $1.key }) {
                        Self.write(JSONStream.foreign(name), values, to: &json)
                    }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ name: String, _ values: [String], to json: inout JSONStream) {
        switch values.count {
        case 0: json.bool(name, true)
        case 1: json.text(name, values[0])
        default:
            json.array(name) { json in for value in values { json.text(nil, value) } }
        }
    }
}
