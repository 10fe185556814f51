internal import DaybookCore

/// Texts as cells of a table that a spreadsheet may open: what it would take for a formula has an
/// apostrophe before it. Whoever reads the table back with `text(of:)` gets the text as it was.
package enum SheetCell {
    package static func cell(of text: String) -> String {
        isFormula(text.utf8.drop { $0 == mark }) && !isNumber(text) ? "'\(text)" : text
    }

    package static func text(of cell: String) -> String {
        guard cell.utf8.first == mark, isFormula(cell.utf8.drop { $0 == mark }) else { return cell }
        return String(Substring(cell.utf8.dropFirst()))
    }

    private static let mark = UInt8(ascii: "'")

    /// Whether it begins with one of the signs that begin a formula.
    private static func isFormula(_ text: Substring.UTF8View) -> Bool {
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
            UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            true
        case _: false
        }
    }

    private static func isNumber(_ text: String) -> Bool { (try? PreciseAmount(text)) != nil }
}
