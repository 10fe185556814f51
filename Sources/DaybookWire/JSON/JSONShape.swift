/// The members that a reader of many alike objects looks for, found without making strings.
///
/// Objects of one stream mostly have their keys in one order, so each member is first compared
/// with the key that stood in its place the time before.
package struct JSONShape: Sendable {
    /// Where the value of a member stands; valid until the next line is read.
    package struct Field: Sendable {
        /// Its token, or -1 when the object has no such member.
        let token: Int

        package var isPresent: Bool { token >= 0 }
    }

    /// All keys in one array, so that comparing one touches no other memory.
    private let keyBytes: [UInt8]
    private let keys: [Range<Int>]
    private var tokens: [Int]
    /// For each place in the object: the key that was last found there.
    private var lastOrder: [Int] = []

    package init(_ keys: [String]) {
        var bytes: [UInt8] = []
        self.keys = keys.map { key in
            let start = bytes.count
            bytes += key.utf8
            return start..<bytes.count
        }
        keyBytes = bytes
        tokens = [Int](repeating: -1, count: keys.count)
    }

    /// The field of the key at this place in the list that the shape was made from.
    package subscript(_ key: Int) -> Field { Field(token: tokens[key]) }

    mutating func match(_ reader: JSONReader, in bytes: Span<UInt8>, base: Int) {
        for key in tokens.indices { tokens[key] = -1 }
        let object = reader[0]
        guard object.kind == .object else { return }
        var place = 0
        var at = 1
        while at < object.next {
            if let key = keyIndex(of: reader[at], at: place, in: bytes, base: base) {
                tokens[key] = at + 1
            }
            at = reader[at + 1].next
            place += 1
        }
    }

    private mutating func keyIndex(
        of token: JSONToken,
        at place: Int,
        in bytes: Span<UInt8>,
        base: Int,
    ) -> Int? {
        if token.hasEscapes {
            let text = bytes.extracting((base + token.start)..<(base + token.start + token.length))
            let key = unescaped(text).utf8
            return keys.firstIndex { keyBytes[$0].elementsEqual(key) }
        }
        if place < lastOrder.count, isKey(lastOrder[place], token, in: bytes, base: base) {
            return lastOrder[place]
        }
        guard let found = keys.indices.first(where: { isKey($0, token, in: bytes, base: base) })
        else { return nil }
        // What stands in places that were passed over does not matter: it is found by searching.
        while lastOrder.count <= place && place < 64 { lastOrder.append(found) }
        if place < lastOrder.count { lastOrder[place] = found }
        return found
    }

    private func isKey(
        _ key: Int,
        _ token: JSONToken,
        in bytes: Span<UInt8>,
        base: Int,
    ) -> Bool {
        let key = keys[key]
        guard key.count == token.length else { return false }
        for index in 0..<key.count
        where keyBytes[key.lowerBound + index] != bytes[base + token.start + index] {
            return false
        }
        return true
    }
}
