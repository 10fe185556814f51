/// Words from outside, made fit for a line of text: an error must not carry an escape sequence, a
/// bidirectional override or a thousand characters to somebody's terminal.
enum VisibleText {
    private static let mostScalars = 80

    /// The word in backticks, with marks for what cannot be seen.
    static func quoted(_ word: String) -> String {
        "`\(visible(word))`"
    }

    /// The word with marks for what cannot be seen, cut when it is long.
    static func visible(_ word: String) -> String {
        var text = ""
        for (index, scalar) in word.unicodeScalars.enumerated() {
            if index == mostScalars { return text + "..." }
            if isInvisible(scalar) {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Formats are among them: they turn text round or hide what stands in it.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
