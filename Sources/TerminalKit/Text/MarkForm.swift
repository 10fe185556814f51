/// The visible marks that stand for what must not reach a screen.
///
/// None of the characters used is ambiguous, so the width of a mark is known in every terminal.
///
/// | What | `.unicode` | `.ascii` |
/// |---|---|---|
/// | C0: tab, newline, escape, others | `␉` `␤` `␛` `␀`… | `^I` `^J` `^[` `^@`… |
/// | delete | `␡` | `^?` |
/// | C1; bidi controls; zero-width and format characters; separators | `⟨202E⟩` | `<202E>` |
/// | unassigned and private use; tags, selectors, joiners, jamo alone | `⟨E0041⟩` | `<E0041>` |
/// | half a flag, a skin tone without a hand | `⟨1F1E9⟩` | `<1F1E9>` |
/// | a combining mark without a base | on a dotted circle | `<0301>` |
/// | all combining marks after the fourth | `⟨+⟩` | `<+>` |
///
/// U+FFFD, which stands for invalid UTF-8, is a visible mark already and stays.
package enum MarkForm: Sendable {
    case unicode
    case ascii

    /// What is drawn for a scalar that must not be.
    func mark(for scalar: Unicode.Scalar) -> String {
        let code = scalar.value
        switch self {
        case .unicode:
            switch code {
            // The standard has a picture for the newline as such, whichever code it has.
            case 0x0A: return "␤"
            case 0x00...0x1F: return Self.text(0x2400 + code)
            case 0x7F: return "␡"
            default: return "⟨\(Self.digits(code))⟩"
            }
        case .ascii:
            switch code {
            case 0x00...0x1F, 0x7F: return "^" + Self.text(code ^ 0x40)
            default: return "<\(Self.digits(code))>"
            }
        }
    }

    /// What is drawn for all the combining marks that are too many for one cell.
    var excess: String {
        switch self {
        case .unicode: "⟨+⟩"
        case .ascii: "<+>"
        }
    }

    /// What carries a combining mark that has no base, where there is a character for that.
    var circle: Unicode.Scalar? {
        switch self {
        case .unicode: "◌"
        case .ascii: nil
        }
    }

    private static func text(_ code: UInt32) -> String {
        Unicode.Scalar(code).map { String(Character($0)) } ?? "?"
    }

    /// Four to six hexadecimal digits, as the standard writes code points.
    private static func digits(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
