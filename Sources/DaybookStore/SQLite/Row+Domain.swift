package import DaybookCore
internal import DaybookWire

/// A stored value that no version of Daybook writes: the file was changed by something else.
package struct UnreadableValue: Error, Sendable, CustomStringConvertible {
    let expected: String
    let found: String

    package var description: String { "expected \(expected), found '\(found)'" }
}

extension Row {
    package func id(_ column: Int) throws -> RecordID {
        try read(column, "an id") { RecordID($0) }
    }

    package func date(_ column: Int) throws -> CivilDate {
        try read(column, "a date") { try? CivilDate(iso8601: $0) }
    }

    package func optionalDate(_ column: Int) throws -> CivilDate? {
        isNull(column) ? nil : try date(column)
    }

    package func period(_ column: Int) throws -> Period<CivilDate> {
        let (from, to) = (try date(column), try date(column + 1))
        if let period = try? Period(from: from, to: to) { return period }
        throw UnreadableValue(
            expected: "a period",
            found: "\(text(column))/\(text(column + 1))"
        )
    }

    package func instant(_ column: Int) throws -> Instant {
        let microseconds = integer(column)
        if let instant = try? Instant(microseconds: microseconds) { return instant }
        throw UnreadableValue(expected: "a time", found: "\(microseconds)")
    }

    package func optionalInstant(_ column: Int) throws -> Instant? {
        isNull(column) ? nil : try instant(column)
    }

    package func amount(_ column: Int) throws -> PreciseAmount {
        try read(column, "a number") { try? PreciseAmount($0) }
    }

    package func optionalAmount(_ column: Int) throws -> PreciseAmount? {
        isNull(column) ? nil : try amount(column)
    }

    package func money(_ column: Int, _ currency: Currency) -> Money {
        Money(minorUnits: Int128(integer(column)), currency)
    }

    /// A currency from two columns: its code and its digits.
    package func currency(_ column: Int) throws -> Currency {
        let digits = Int(integer(column + 1))
        return try read(text(column), "a currency with \(digits) digits") {
            Currency(custom: $0, minorUnitDigits: digits)
        }
    }

    package func choice<Choice: RawRepresentable<String>>(_ column: Int) throws -> Choice {
        try read(text(column), "a \(Choice.self)") { Choice(rawValue: $0) }
    }

    package func address(_ column: Int) throws -> Address {
        try read(text(column), "an address") { try? Address(json: JSONDocument($0).root) }
    }

    package func texts(_ column: Int) throws -> [String] {
        try read(text(column), "a list of texts") { text in
            try? JSONDocument(text).root.elements().map { try $0.string() }
        }
    }

    /// Reads bytes where they lie: of most values there is no need for a text.
    private func read<Value>(
        _ column: Int,
        _ expected: String,
        _ parse: (borrowing Span<UInt8>) -> Value?,
    ) throws -> Value {
        if let value = withText(column, parse) { return value }
        throw UnreadableValue(expected: expected, found: text(column))
    }

    private func read<Value>(
        _ text: String,
        _ expected: @autoclosure () -> String,
        _ parse: (String) -> Value?,
    ) throws -> Value {
        guard let value = parse(text) else {
            throw UnreadableValue(expected: expected(), found: text)
        }
        return value
    }
}

extension SQLValue {
    package static func date(_ date: CivilDate?) -> SQLValue { .text(date?.iso8601) }

    package static func instant(_ instant: Instant?) -> SQLValue {
        instant.map { .integer($0.microseconds) } ?? .null
    }

    package static func decimal(_ amount: PreciseAmount?) -> SQLValue {
        .text(amount?.description)
    }

    /// The largest amount that a ledger keeps, in minor units: SQLite counts to twice as much, so
    /// that two of them can be added up.
    package static var largestMoney: Int64 { 1 << 62 }

    /// Whether an amount is one that a ledger can keep.
    package static func canKeep(_ money: Money) -> Bool {
        let most = Int128(largestMoney)
        return (-most...most).contains(money.minorUnits)
    }

    /// Minor units as SQLite keeps them, and an error beyond.
    package static func money(_ money: Money) throws(NumberError) -> SQLValue {
        guard canKeep(money) else { throw .overflow }
        return .integer(Int64(money.minorUnits))
    }

    package static func address(_ address: Address) -> SQLValue {
        .text(JSONWriter.text(address.json, .canonical))
    }
}

extension Address {
    fileprivate init(json: JSONNode) throws {
        self.init(
            lines: try json.required("lines").elements().map { try $0.string() },
            postalCode: try json.required("postalCode").string(),
            city: try json.required("city").string(),
            region: try json["region"]?.string(),
            country: try json.required("country").string(),
        )
    }

    fileprivate var json: JSONValue {
        [
            "lines": .array(lines.map { .string($0) }),
            "postalCode": .string(postalCode),
            "city": .string(city),
            "region": .text(region),
            "country": .string(country),
        ]
    }
}
