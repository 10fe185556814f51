internal import DaybookCore
internal import DaybookWire

/// One JSON object of a file of records. Reading a member as something that it is not names
/// file, line and path.
struct JSONRecord {
    let file: String
    let line: Int
    let node: JSONNode

    func text(_ key: String) throws(RecordFileError) -> String {
        try read { () throws(JSONShapeError) in try node.required(key).string() }
    }

    func optionalText(_ key: String) throws(RecordFileError) -> String? {
        try read { () throws(JSONShapeError) in try node[key]?.string() }
    }

    func texts(_ key: String) throws(RecordFileError) -> [String] {
        try read { () throws(JSONShapeError) in
            var texts: [String] = []
            for element in try node.required(key).elements() { texts.append(try element.string()) }
            return texts
        }
    }

    func objects(_ key: String) throws(RecordFileError) -> [JSONRecord] {
        let children = try read { () throws(JSONShapeError) in
            try node.required(key).elements().map { $0 }
        }
        return children.map { JSONRecord(file: file, line: line, node: $0) }
    }

    func object(_ key: String) throws(RecordFileError) -> JSONRecord {
        let child = try read { () throws(JSONShapeError) in try node.required(key) }
        return JSONRecord(file: file, line: line, node: child)
    }

    /// A text member as `parse` reads it.
    func value<Value>(
        _ key: String,
        _ expected: String,
        _ parse: (String) throws -> Value?,
    ) throws(RecordFileError) -> Value {
        let text = try text(key)
        if let value = try? parse(text) { return value }
        throw failure(node[key]?.mismatch(expected) ?? node.mismatch(expected))
    }

    func optional<Value>(
        _ key: String,
        _ expected: String,
        _ parse: (String) throws -> Value?,
    ) throws(RecordFileError) -> Value? {
        node[key] == nil ? nil : try value(key, expected, parse)
    }

    func address(_ key: String) throws(RecordFileError) -> Address {
        let address = try object(key)
        return Address(
            lines: try address.texts("lines"),
            postalCode: try address.text("postalCode"),
            city: try address.text("city"),
            region: try address.optionalText("region"),
            country: try address.text("country")
        )
    }

    func id(_ key: String) throws(RecordFileError) -> RecordID {
        try value(key, "an id") { RecordID($0) }
    }

    func currency(_ key: String) throws(RecordFileError) -> Currency {
        try value(key, "a currency of ISO 4217") { Currency(iso: $0) }
    }

    func instant(_ key: String) throws(RecordFileError) -> Instant {
        try value(key, "a time") { try Instant(iso8601: $0) }
    }

    func optionalInstant(_ key: String) throws(RecordFileError) -> Instant? {
        try optional(key, "a time") { try Instant(iso8601: $0) }
    }

    func optionalDate(_ key: String) throws(RecordFileError) -> CivilDate? {
        try optional(key, "a date") { try CivilDate(iso8601: $0) }
    }

    func money(_ key: String, _ currency: Currency) throws(RecordFileError) -> Money {
        try value(key, "an amount in \(currency)") { try Money($0, currency) }
    }

    private func read<Value>(
        _ body: () throws(JSONShapeError) -> Value,
    ) throws(RecordFileError) -> Value {
        do throws(JSONShapeError) {
            return try body()
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: JSONShapeError) -> RecordFileError {
        RecordFileError(file: file, line: line, problem: error.description)
    }
}
