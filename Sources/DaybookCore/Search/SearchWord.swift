/// A word that is looked for in records: anywhere in their texts, however short it is.
package struct SearchWord: Hashable, Sendable {
    /// Empty for a word that everything has.
    package let folded: String

    /// How many letters that stand beside each other the index of texts holds as one.
    package static var indexedLength: Int { 3 }

    package init(_ word: String) {
        folded = Self.fold(word)
    }

    package var isShort: Bool { folded.unicodeScalars.count < Self.indexedLength }

    /// A text as it is looked through. What separates texts is in none of them, and a NUL, at which
    /// indexes of texts end, becomes its sign.
    package static func fold(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text.utf8.span, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for texts in UTF-8.
    package static func append(_ text: borrowing Span<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        Folding.append(text, to: &output)
        guard output[start...].contains(where: { $0 == 0 || $0 == separator }) else { return }
        let folded = output[start...].filter { $0 != separator }
        output.removeSubrange(start...)
        for byte in folded {
            if byte == 0 { output += "\u{2400}".utf8 } else { output.append(byte) }
        }
    }

    package static var separator: UInt8 { 0x1F }

    func isFound(in record: FilterRecord) -> Bool {
        if folded.isEmpty { return true }
        return record.texts.contains { Self.fold($0).utf8.contains(folded.utf8) }
    }

    /// The first two letters of each part of a folded text. Signs and ideographs begin a part each.
    /// Ledgers keep them.
    package static func starts(of text: String) -> [[Unicode.Scalar]] {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.filter { index in
            index == 0 || !isLetter(scalars[index]) || !isLetter(scalars[index - 1])
        }.map { Array(scalars[$0...].prefix(indexedLength - 1)) }
    }

    /// Letters and digits of scripts that put spaces between their words.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
        }
        return scalar.value < 0x2E80 && scalar.properties.isAlphabetic
    }
}
