internal import CJSON

/// One value of a JSON text, as the C side describes it.
struct JSONToken: Sendable {
    let kind: JSONKind
    /// A string that holds escapes.
    let hasEscapes: Bool
    /// First byte: of a string the one behind its quote.
    let start: Int
    let length: Int
    /// Index of the token behind this value and all that belongs to it.
    let next: Int
    /// Members of an object, elements of an array.
    let count: Int

    var range: Range<Int> { start..<(start + length) }

    func shifted(by count: Int) -> JSONToken {
        JSONToken(
            kind: kind,
            hasEscapes: hasEscapes,
            start: start + count,
            length: length,
            next: next,
            count: self.count
        )
    }
}

package enum JSONKind: UInt8, Sendable {
    case object = 1
    case array, string, number, `true`, `false`, null
}

/// Finds the structure of JSON texts, again and again with the same memory.
///
/// The reader never copies a text: it answers tokens that point into the bytes it was given.
@safe package final class JSONReader {
    /// Created in `init`, freed in `deinit`, given to nobody else.
    private let handle: OpaquePointer
    private var tokens: [cjson_token] = []
    private var count = 0

    package init() {
        guard let handle = unsafe cjson_reader_create() else {
            preconditionFailure("there is no memory for a JSON reader")
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe cjson_reader_destroy(handle)
    }

    /// Finds the structure of bytes that hold one or more values.
    func index(_ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        let result = unsafe bytes.withUnsafeBufferPointer {
            unsafe cjson_index(handle, $0.baseAddress, $0.count)
        }
        if let error = JSONSyntaxError(result) { throw error }
        let needed = unsafe cjson_capacity(handle)
        if tokens.count < needed {
            tokens = [cjson_token](repeating: cjson_token(), count: max(needed, tokens.count * 2))
        }
    }

    /// Reads the next of the indexed values, which lies alone in `range`.
    func read(_ range: Range<Int>, of bytes: Span<UInt8>) throws(JSONSyntaxError) {
        var written = 0
        let result = unsafe tokens.withUnsafeMutableBufferPointer { tokens in
            unsafe bytes.withUnsafeBufferPointer {
                unsafe cjson_read(
                    handle,
                    $0.baseAddress,
                    range.lowerBound,
                    range.upperBound,
                    tokens.baseAddress,
                    &written
                )
            }
        }
        count = written
        if let error = JSONSyntaxError(result) { throw error }
    }

    /// The token at an index; 0 is the value that was read last.
    subscript(_ index: Int) -> JSONToken {
        precondition(index < count, "a token of a value that was not read")
        return JSONToken(tokens[index])
    }

    /// All tokens of the value that was read last.
    var allTokens: [JSONToken] { tokens[..<count].map { JSONToken($0) } }
}

extension JSONToken {
    @inline(__always)
    init(_ token: cjson_token) {
        guard let kind = JSONKind(rawValue: token.kind.rawValue) else {
            preconditionFailure("CJSON has a kind that JSONKind does not know")
        }
        self.kind = kind
        hasEscapes = kind == .string && token.count != 0
        start = Int(token.start)
        length = Int(token.length)
        next = Int(token.next)
        count = Int(token.count)
    }
}

/// The text of a string token without its escapes.
func unescaped(_ text: Span<UInt8>) -> String {
    unsafe String(unsafeUninitializedCapacity: max(text.count, 1)) { buffer in
        unsafe text.withUnsafeBufferPointer {
            unsafe cjson_unescape($0.baseAddress, $0.count, buffer.baseAddress)
        }
    }
}
