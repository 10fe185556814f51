import DaybookBooks
import DaybookCore
import TerminalKit

/// A document as a page for browsers: one file that needs no other, and prints on A4.
///
/// Whatever came from data passes `escaped`: nothing in it is obeyed, turns text round or hides.
struct SheetPage {
    private let sheet: DocumentSheet
    private let cells: SheetCells
    private let profile = TextProfile()

    init(_ sheet: DocumentSheet) {
        self.sheet = sheet
        // U+2007 is as wide as a digit, U+2008 as a point.
        cells = SheetCells(sheet, filler: ("\u{2007}", "\u{2008}"))
    }

    func text() -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(sheet.title))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        \(party("issuer", sheet.issuer))
        \(party("recipient", sheet.recipient))
        <h1>\(escaped(sheet.title))</h1>
        \(warning)\(facts)
        \(table)
        \(sums)
        \(remarks)</body>
        </html>

        """
    }

    private static let style = """
        @page { size: A4; margin: 20mm 18mm; }
        body { font: 10.5pt/1.4 system-ui, sans-serif; color: #111; max-width: 174mm;
          margin: 2em auto; padding: 0 1em; overflow-wrap: anywhere; }
        h1 { font-size: 1.5em; margin: 1.5em 0 0.3em; }
        address { font-style: normal; margin-bottom: 1.5em; }
        address.issuer { color: #444; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.5em; }
        dt { color: #555; } dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: 0.25em 0.5em; }
        thead th { border-bottom: 1px solid #111; font-weight: 600; white-space: nowrap; }
        tbody tr { border-bottom: 1px solid #ddd; break-inside: avoid; }
        .number { text-align: right; white-space: nowrap; }
        .small { color: #555; font-size: 0.9em; }
        table.sums { width: auto; margin: 1em 0 1em auto; break-inside: avoid; }
        table.sums tr { border: 0; }
        table.sums .main { font-weight: 700; border-top: 1px solid #111; }
        .warning { border: 2px solid #a00; color: #a00; padding: 0.3em 0.7em; font-weight: 600; }
        @media print { body { margin: 0; padding: 0; max-width: none; } }
        """

    // MARK: - Parts

    private func party(_ role: String, _ party: DocumentSheet.Party) -> String {
        let lines = ["<strong>\(escaped(party.name))</strong>"] + party.lines.map(escaped)
        return "<address class=\"\(role)\">\(lines.joined(separator: "<br>\n"))</address>"
    }

    private var warning: String {
        sheet.warning.map { "<p class=\"warning\">\(escaped($0))</p>\n" } ?? ""
    }

    private var facts: String {
        let facts = sheet.facts.map { "<dt>\(escaped($0.name))</dt><dd>\(escaped($0.text))</dd>" }
        return "<dl>\n\(facts.joined(separator: "\n"))\n</dl>"
    }

    private var table: String {
        let hasCounts = sheet.lines.contains { $0.count != nil }
        let counts =
            hasCounts
            ? "<th class=\"number\">Quantity</th><th></th><th class=\"number\">Unit price</th>" : ""
        return """
            <table>
            <thead><tr><th class="number">#</th><th>Description</th>\(counts)\
            <th class="number">Tax</th><th class="number">Amount</th></tr></thead>
            <tbody>
            \(cells.rows.map { row($0, hasCounts: hasCounts) }.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private func row(_ row: SheetCells.Row, hasCounts: Bool) -> String {
        let details = row.details.map { "<br><span class=\"small\">\(escaped($0))</span>" }.joined()
        let counts =
            hasCounts
            ? "\(number(row.quantity))<td>\(escaped(row.unit))</td>\(number(row.unitPrice))" : ""
        return "<tr>\(number(row.position))<td>\(escaped(row.title))\(details)</td>\(counts)"
            + "\(number(row.tax))\(number(row.amount))</tr>"
    }

    /// Digits of ours, and what aligns them.
    private func number(_ text: String) -> String { "<td class=\"number\">\(text)</td>" }

    private var sums: String {
        let rows = sheet.sums.map { sum in
            let digits = sum.amount.groupedText
            let amount = sum.isMain ? "\(escaped(sheet.currency.code)) \(digits)" : digits
            let mark = sum.isMain ? " class=\"main\"" : ""
            return "<tr\(mark)><td>\(escaped(sum.name))</td>\(number(amount))</tr>"
        }
        return "<table class=\"sums\">\n\(rows.joined(separator: "\n"))\n</table>"
    }

    private var remarks: String {
        sheet.remarks.map { remark in
            let lines = remark.split(separator: "\n").map { escaped(String($0)) }
            return "<p>\(lines.joined(separator: "<br>\n"))</p>\n"
        }
        .joined()
    }

    // MARK: - Escaping

    /// Data as text of a page.
    private func escaped(_ raw: String) -> String {
        var text = ""
        for character in VisibleText(raw, for: profile).text.unicodeScalars {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
