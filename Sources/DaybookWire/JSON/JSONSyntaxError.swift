internal import CJSON

/// Where a text stops being JSON, and why.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    package enum Reason: Int32, Hashable, Sendable, CaseIterable {
        case empty = 1
        case unexpected
        case unclosedString
        case controlCharacter
        case invalidUTF8
        case invalidEscape
        case invalidNumber
        case duplicateKey
        case unclosedContainer
        case tooDeep
        case trailing
        case tooLarge
        case noMemory
    }

    package let reason: Reason
    /// The offset of the first byte that does not belong.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// Nil when the call went well.
    init?(_ result: cjson_result) {
        guard result.code != CJSON_OK else { return nil }
        guard let reason = Reason(rawValue: result.code.rawValue) else {
            preconditionFailure("CJSON has a code that JSONSyntaxError does not know")
        }
        self.init(reason, at: Int(result.offset))
    }

    /// The same error in a text of which this one is a part.
    func shifted(by count: Int) -> JSONSyntaxError {
        JSONSyntaxError(reason, at: offset + count)
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .empty: "expected a JSON value, found nothing"
        case .unexpected: "not JSON: unexpected character"
        case .unclosedString: "a string begins here and does not end"
        case .controlCharacter: "a string holds a control character that is not escaped"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .invalidEscape: "a string holds an unknown escape"
        case .invalidNumber: "not a JSON number"
        case .duplicateKey: "an object has this key twice"
        case .unclosedContainer: "an object or array is not closed"
        case .tooDeep: "nested deeper than 512 levels"
        case .trailing: "the value has ended, but more follows"
        case .tooLarge: "larger than 2 GiB"
        case .noMemory: "not enough memory to read it"
        }
    }
}
