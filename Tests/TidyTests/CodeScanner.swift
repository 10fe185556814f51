/// Turns comments and the insides of strings into blanks; what is interpolated stays code.
///
/// It knows the strings of Swift, raw and of many lines, and is close enough for C and C++.
struct CodeScanner {
    private enum Place {
        /// With the count of brackets that are open in it, for the end of an interpolation.
        case code(open: Int)
        case string(marks: Int, isLong: Bool)
    }

    private let bytes: [UInt8]
    private var output: [UInt8]
    private var places: [Place] = [.code(open: 0)]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        output = bytes
    }

    mutating func code() -> [UInt8] {
        while at < bytes.count, let place = places.last {
            switch place {
            case .code(let open): scanCode(open: open)
            case .string(let marks, let isLong): scanString(marks: marks, isLong: isLong)
            }
        }
        return output
    }

    private mutating func scanCode(open: Int) {
        switch bytes[at] {
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank(1) }
        case UInt8(ascii: "'") where byte(2) == UInt8(ascii: "'"):
            // A character of C, which may be a quote.
            blank(3)
        case UInt8(ascii: "\""), UInt8(ascii: "#"):
            beginString()
        case UInt8(ascii: "("):
            places[places.count - 1] = .code(open: open + 1)
            at += 1
        case UInt8(ascii: ")") where open == 1 && places.count > 1:
            places.removeLast()
            at += 1
        case UInt8(ascii: ")"):
            places[places.count - 1] = .code(open: open - 1)
            at += 1
        case _:
            at += 1
        }
    }

    private mutating func beginString() {
        let marks = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
        at += marks
        guard byte(0) == UInt8(ascii: "\"") else { return }
        let isLong = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
        at += isLong ? 3 : 1
        places.append(.string(marks: marks, isLong: isLong))
    }

    private mutating func scanString(marks: Int, isLong: Bool) {
        if bytes[at] == UInt8(ascii: "\\"), hasMarks(marks, from: at + 1) {
            blank(1 + marks)
            if byte(0) == UInt8(ascii: "(") {
                places.append(.code(open: 0))
            } else {
                blank(1)
            }
        } else if endsString(marks: marks, isLong: isLong) {
            at += (isLong ? 3 : 1) + marks
            places.removeLast()
        } else {
            blank(1)
        }
    }

    private func endsString(marks: Int, isLong: Bool) -> Bool {
        let quotes = isLong ? 3 : 1
        return (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
            && hasMarks(marks, from: at + quotes)
    }

    private func hasMarks(_ count: Int, from start: Int) -> Bool {
        (0..<count).allSatisfy { byte(start - at + $0) == UInt8(ascii: "#") }
    }

    /// The byte so many places on, or zero behind the end.
    private func byte(_ distance: Int) -> UInt8 {
        at + distance < bytes.count ? bytes[at + distance] : 0
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where at < bytes.count {
            if bytes[at] != UInt8(ascii: "\n") { output[at] = UInt8(ascii: " ") }
            at += 1
        }
    }
}
