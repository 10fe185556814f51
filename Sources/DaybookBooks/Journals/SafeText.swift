internal import DaybookCore
internal import DaybookWire

/// Text of somebody else, for a line of a journal.
enum SafeText {
    /// Longer names say nothing more to people.
    private static let longest = 80

    /// One line without anything that is obeyed or hidden: controls and what turns text round are
    /// blanks, and blanks stand alone. What a format reserves is replaced.
    static func line(_ text: String, _ replaced: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        var isBlank = true
        var count = 0
        for scalar in text.unicodeScalars where count < longest {
            if isBlankHere(scalar) {
                if !isBlank { scalars.append(" ") }
                isBlank = true
            } else {
                scalars.append(replaced(scalar))
                isBlank = false
            }
            count += 1
        }
        if scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// The same behind some bytes. Most numbers of documents are plain, and need no look at each
    /// of their characters.
    static func append(
        _ text: String,
        to bytes: inout [UInt8],
        _ replaced: (Unicode.Scalar) -> Unicode.Scalar,
    ) {
        if text.utf8.count <= longest, text.utf8.allSatisfy(isPlain) {
            bytes += text.utf8
        } else {
            bytes += line(text, replaced).utf8
        }
    }

    /// What no format reserves.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private static func isBlankHere(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
        if scalar.properties.isWhitespace { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            return true
        default: return false
        }
    }
}

/// A day as bytes: most have the day of the one before.
struct DayText {
    private var day: CivilDate?
    private var text: [UInt8] = []

    mutating func append(_ date: CivilDate, to bytes: inout [UInt8]) {
        if date != day { (day, text) = (date, Array(date.iso8601.utf8)) }
        bytes += text
    }
}
