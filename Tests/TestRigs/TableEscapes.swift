extension TableRow {
    /// The bytes of a cell in which `\n`, `\t`, `\r`, `\\`, `\xNN` and `\u{…}` stand for others.
    package func bytes(_ column: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(self[column])
        while let backslash = rest.firstIndex(of: "\\") {
            bytes += rest[..<backslash].utf8
            rest = rest[backslash...].dropFirst()
            guard let mark = rest.popFirst() else { preconditionFailure("\(self): a lone \\") }
            switch mark {
            case "n": bytes.append(0x0A)
            case "t": bytes.append(0x09)
            case "r": bytes.append(0x0D)
            case "\\": bytes.append(0x5C)
            case "x":
                bytes.append(number(rest.prefix(2)))
                rest = rest.dropFirst(2)
            case "u":
                guard let end = rest.firstIndex(of: "}"),
                    let scalar = Unicode.Scalar(number(rest[..<end].dropFirst()) as UInt32)
                else { preconditionFailure("\(self): a wrong \\u{…}") }
                bytes += String(Character(scalar)).utf8
                rest = rest[end...].dropFirst()
            case let other: preconditionFailure("\(self): an unknown escape \\\(other)")
            }
        }
        return bytes + rest.utf8
    }

    package func unescaped(_ column: Int) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    private func number<Number: FixedWidthInteger>(_ digits: Substring) -> Number {
        guard let value = Number(digits, radix: 16) else {
            preconditionFailure("\(self): \(digits) is not hexadecimal")
        }
        return value
    }
}
