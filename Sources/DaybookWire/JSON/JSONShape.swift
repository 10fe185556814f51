internal import CJSON

/// The members that a reader of many alike objects looks for, found without making strings.
package struct JSONShape: Sendable {
    /// Where the value of a member stands; valid until the next line is read.
    package struct Field: Sendable {
        /// Its token, or -1 when the object has no such member.
        let token: Int

        package var isPresent: Bool { token >= 0 }
    }

    /// All keys one behind the other, and where each ends.
    private let texts: [UInt8]
    private let ends: [UInt32]
    private var tokens: [Int32]
    /// For each place in an object, the key that was last found there.
    private var places: [UInt16]

    package init(_ keys: [String]) {
        precondition(keys.count < UInt16.max, "a shape has fewer than 65,535 keys")
        var texts: [UInt8] = []
        ends = keys.map { key in
            texts += key.utf8
            return UInt32(texts.count)
        }
        self.texts = texts
        tokens = [Int32](repeating: -1, count: keys.count)
        places = [UInt16](repeating: .max, count: CJSON_PLACES)
    }

    /// The field of the key at this place in the list that the shape was made from.
    package subscript(_ key: Int) -> Field { Field(token: Int(tokens[key])) }

    /// Finds the members of the object that the reader read last from these bytes.
    mutating func match(_ reader: JSONReader, in bytes: Span<UInt8>) {
        reader.find(texts, ends, in: bytes, places: &places, found: &tokens)
    }
}
