internal import CJSON

/// One value of a JSON text, as the C side describes it.
struct JSONToken: Sendable {
    private var token: cjson_token

    @inline(__always)
    init(_ token: cjson_token) {
        self.token = token
    }

    var kind: JSONKind {
        guard let kind = JSONKind(rawValue: token.kind.rawValue) else {
            preconditionFailure("a token of a value that was not read")
        }
        return kind
    }

    /// First byte: of a string the one behind its quote.
    var start: Int { Int(token.start) }
    var length: Int { Int(token.length) }
    var range: Range<Int> { start..<(start + length) }
    /// Index of the token behind this value and all that belongs to it.
    var next: Int { Int(token.next) }
    /// Members of an object, elements of an array.
    var count: Int { Int(token.count) }
    /// Only a string that holds escapes counts something.
    var hasEscapes: Bool { token.count != 0 }

    func shifted(by count: Int) -> JSONToken {
        var shifted = token
        shifted.start = UInt32(start + count)
        return JSONToken(shifted)
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
    }

    /// Reads the next of the indexed values, which lies alone in `range`.
    func read(_ range: Range<Int>, of bytes: Span<UInt8>) throws(JSONSyntaxError) {
        let result = unsafe bytes.withUnsafeBufferPointer {
            unsafe cjson_read(handle, $0.baseAddress, range.lowerBound, range.upperBound)
        }
        if let error = JSONSyntaxError(result) { throw error }
    }

    /// The token at an index; 0 is the value that was read last.
    @inline(__always)
    subscript(_ index: Int) -> JSONToken {
        JSONToken(unsafe cjson_at(handle, index))
    }

    /// Looks for members of the object that was read last; see `JSONShape`.
    func find(
        _ texts: [UInt8],
        _ ends: [UInt32],
        in bytes: Span<UInt8>,
        places: inout [UInt16],
        found: inout [Int32],
    ) {
        precondition(
            found.count == ends.count && places.count == CJSON_PLACES,
            "a search has an answer for each key and room for each remembered place",
        )
        unsafe bytes.withUnsafeBufferPointer {
            unsafe cjson_find(
                handle,
                $0.baseAddress,
                texts,
                ends,
                ends.count,
                &places,
                &found
            )
        }
    }

    /// All tokens of the value that was read last.
    var allTokens: [JSONToken] { (0..<(unsafe cjson_count(handle))).map { self[$0] } }
}

/// The text of a string token without its escapes.
func unescaped(_ text: Span<UInt8>) -> String {
    unsafe String(unsafeUninitializedCapacity: max(text.count, 1)) { buffer in
        unsafe text.withUnsafeBufferPointer {
            unsafe cjson_unescape($0.baseAddress, $0.count, buffer.baseAddress)
        }
    }
}
