/// The text that a cell of a table stands for: `\u{301}` is a code point, `\u{301*9}` the same
/// nine times, `\\` a backslash, everything else itself.
func unescaped(_ cell: String) -> String {
    var text = ""
    var rest = cell[...]
    while let backslash = rest.unicodeScalars.firstIndex(of: "\\") {
        text.unicodeScalars.append(contentsOf: rest.unicodeScalars[..<backslash])
        rest = rest[rest.unicodeScalars.index(after: backslash)...]
        if rest.first == "\\" {
            text += "\\"
            rest = rest.dropFirst()
            continue
        }
        let parts = rest.dropFirst(2).prefix { $0 != "}" }.split(separator: "*")
        guard rest.hasPrefix("u{"), let code = parts.first.flatMap({ UInt32($0, radix: 16) }),
            let scalar = Unicode.Scalar(code), let end = rest.firstIndex(of: "}")
        else { preconditionFailure("\(cell) has an escape that is none") }
        let count = parts.count == 2 ? Int(parts[1]) ?? 0 : 1
        for _ in 0..<count { text.unicodeScalars.append(scalar) }
        rest = rest[rest.unicodeScalars.index(after: end)...]
    }
    text.unicodeScalars.append(contentsOf: rest.unicodeScalars)
    return text
}

/// Every code point of a text that is not printable ASCII, as an escape.
func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        0x20..<0x7F ~= scalar.value
            ? String(Character(scalar)) : "\\u{\(String(scalar.value, radix: 16))}"
    }.joined()
}
