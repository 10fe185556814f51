/// A script of ours as its statements. Each ends with a semicolon; a trigger, which has semicolons
/// inside, with `END;`.
enum SQLScript {
    static func statements(of script: String) -> [Substring] {
        var statements: [Substring] = []
        let bytes = script.utf8
        var start = bytes.startIndex
        var isQuoted = false
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "'"): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted:
                let statement = script[start...index].trimmedStart
                if statement.hasPrefix("CREATE TRIGGER") && !statement.hasSuffix("END;") { break }
                statements.append(statement)
                start = bytes.index(after: index)
            default: break
            }
        }
        let rest = script[start...].trimmedStart
        return rest.isEmpty ? statements : statements + [rest]
    }
}

extension Substring {
    fileprivate var trimmedStart: Substring { drop(while: \.isWhitespace) }
}
