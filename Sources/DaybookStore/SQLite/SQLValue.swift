package import DaybookCore

/// A value on its way into a statement.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    package static func text(_ text: String?) -> SQLValue {
        guard let text else { return .null }
        return .text(text)
    }

    package static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
    package static func id(_ id: RecordID) -> SQLValue { .text(id.description) }
}

extension SQLValue {
    /// The value as text; nil for none.
    package var text: String? {
        switch self {
        case .null: nil
        case .integer(let number): "\(number)"
        case .text(let text): text
        case .blob(let bytes): Hexadecimal.text(of: bytes)
        }
    }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension SQLValue: CustomStringConvertible {
    /// As an error report shows it: never long.
    package var description: String {
        switch self {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .text(let text): text.utf8.count <= 60 ? "'\(text)'" : "'\(text.prefix(40))…'"
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }
}
