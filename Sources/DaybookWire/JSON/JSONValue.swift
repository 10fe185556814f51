package import DaybookCore

/// A JSON value to be written. Numbers keep their digits; money and quantities go out as strings.
package indirect enum JSONValue: Hashable, Sendable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    /// The text of a number, as read or as an exact decimal prints it.
    case number(String)
    case bool(Bool)
    case null

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package static func integer(_ number: some BinaryInteger) -> JSONValue {
        .number(String(number))
    }

    /// A string, or null.
    package static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    package static func decimal(_ amount: PreciseAmount) -> JSONValue {
        .string(amount.description)
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// Members keep the order in which they are written.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member($0, $1) })
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
}

extension JSONNode {
    /// The value as a tree that can be changed and written.
    package var value: JSONValue {
        switch kind {
        case .object: .object(((try? members()) ?? []).map { .init($0.key, $0.value.value) })
        case .array: .array(((try? elements()) ?? []).map(\.value))
        case .string: .string((try? string()) ?? "")
        case .number: .number(source)
        case .true: .bool(true)
        case .false: .bool(false)
        case .null: .null
        }
    }
}
