import DaybookBooks
import DaybookCore
import TerminalKit

/// A document as text in rows of a given width: no row is wider, but for a number that is.
struct SheetText {
    private let sheet: DocumentSheet
    private let width: Int
    private let profile: TextProfile
    private let cells: SheetCells

    static let widths = 40...200
    static let standardWidth = 80

    init(_ sheet: DocumentSheet, width: Int, profile: TextProfile) {
        self.sheet = sheet
        self.width = width
        self.profile = profile
        cells = SheetCells(sheet)
    }

    func text() -> String {
        let blocks = [
            [sheet.issuer.name] + sheet.issuer.lines,
            [sheet.recipient.name] + sheet.recipient.lines,
        ].map { $0.flatMap(wrapped) }
        let title = wrapped(sheet.title.uppercased()) + (sheet.warning.map(wrapped) ?? [])
        var rows: [[String]] = blocks + [title, facts, table, sums]
        rows += sheet.remarks.map { $0.split(separator: "\n").flatMap { wrapped(String($0)) } }
        return rows.filter { !$0.isEmpty }
            .map { $0.map { $0.withoutEnd + "\n" }.joined() }
            .joined(separator: "\n")
    }

    // MARK: - Blocks

    private func wrapped(_ text: String) -> [String] {
        visible(text).wrapped(to: width).map(\.text)
    }

    private func visible(_ text: String) -> VisibleText { VisibleText(text, for: profile) }

    private var facts: [String] {
        let names = sheet.facts.map { visible($0.name) }
        let widest = names.map(\.width).max() ?? 0
        return zip(names, sheet.facts).flatMap { name, fact in
            visible(fact.text).wrapped(to: width - widest - Self.gap).enumerated().map { row in
                let head = row.offset == 0 ? name.text : ""
                return Self.padded(head, to: widest + Self.gap) + row.element.text
            }
        }
    }

    /// Names wrapped at the left, amounts at the right edge.
    private var sums: [String] {
        let amounts = sheet.sums.map { sum in
            let digits = sum.amount.groupedText
            return sum.isMain ? "\(sheet.currency.code) \(digits)" : digits
        }
        let widest = amounts.map(\.count).max() ?? 0
        let room = max(8, width - widest - 2 * Self.gap)
        return zip(sheet.sums, amounts).flatMap { sum, amount in
            let names = visible(sum.name).wrapped(to: room)
            return names.enumerated().map { index, name in
                let start = name.padded(to: room, .right).text
                return index < names.count - 1
                    ? start : start + Self.padded(amount, to: widest + 2 * Self.gap, .right)
            }
        }
    }

    // MARK: - The table

    private static let gap = 2
    /// A title with less room stands on rows of its own.
    private static let leastTitle = 20

    /// What the columns of numbers take, each with a gap before it.
    private struct Columns {
        var position = 1
        var quantity = 0
        var unit = 0
        var unitPrice = 0
        var tax = 0
        var amount = 0

        var besidesTitle: Int {
            [quantity, unit, unitPrice, tax, amount].filter { $0 > 0 }
                .reduce(position + SheetText.gap) { $0 + $1 + SheetText.gap }
        }
    }

    private var columns: Columns {
        func widest(_ title: String, _ cell: KeyPath<SheetCells.Row, String>) -> Int {
            let widths = cells.rows.map { visible($0[keyPath: cell]).width }
            let widest = widths.max() ?? 0
            return widest == 0 ? 0 : max(widest, title.count)
        }
        return Columns(
            position: widest("#", \.position),
            quantity: widest("Quantity", \.quantity),
            unit: widest("", \.unit),
            unitPrice: widest("Unit price", \.unitPrice),
            tax: widest("Tax", \.tax),
            amount: widest("Amount", \.amount)
        )
    }

    private var table: [String] {
        let columns = columns
        let rule = String(repeating: profile.marks == .ascii ? "-" : "─", count: width)
        let room = width - columns.besidesTitle
        let rows =
            room < Self.leastTitle
            ? cells.rows.flatMap { stacked($0, columns) }
            : [numbered(Self.titles, visible("Description"), columns, room)]
                + cells.rows.flatMap { beside($0, columns, room) }
        return [rule] + rows + [rule]
    }

    private static let titles = SheetCells.Row(
        position: "#",
        title: "Description",
        details: [],
        quantity: "Quantity",
        unit: "",
        unitPrice: "Unit price",
        tax: "Tax",
        amount: "Amount"
    )

    /// A line whose numbers stand beside the first row of its title.
    private func beside(_ row: SheetCells.Row, _ columns: Columns, _ room: Int) -> [String] {
        let texts = ([row.title] + row.details).flatMap { visible($0).wrapped(to: room) }
        let indent = String(repeating: " ", count: columns.position + Self.gap)
        return [numbered(row, texts.first ?? visible(""), columns, room)]
            + texts.dropFirst().map { indent + $0.text }
    }

    private func numbered(
        _ row: SheetCells.Row,
        _ title: VisibleText,
        _ columns: Columns,
        _ room: Int,
    ) -> String {
        let gap = String(repeating: " ", count: Self.gap)
        var text = Self.padded(row.position, to: columns.position, .right) + gap
        text += title.padded(to: room).text
        for (cell, cells, alignment) in [
            (row.quantity, columns.quantity, TextAlignment.right),
            (row.unit, columns.unit, .left), (row.unitPrice, columns.unitPrice, .right),
            (row.tax, columns.tax, .right), (row.amount, columns.amount, .right),
        ] where cells > 0 {
            text += gap + visible(cell).padded(to: cells, alignment).text
        }
        return text
    }

    /// A line in a narrow column: its title over the whole width, what it comes to below.
    private func stacked(_ row: SheetCells.Row, _ columns: Columns) -> [String] {
        let indent = String(repeating: " ", count: columns.position + Self.gap)
        let room = max(8, width - indent.count)
        let texts = ([row.title] + row.details).flatMap { visible($0).wrapped(to: room) }
        let number = Self.padded(row.position, to: columns.position, .right)
        var rows = texts.enumerated().map { index, text in
            (index == 0 ? number + String(repeating: " ", count: Self.gap) : indent) + text.text
        }
        let price = row.unitPrice.isEmpty ? "" : " at \(row.unitPrice.trimmed)"
        let count = [row.quantity.trimmed, row.unit].filter { !$0.isEmpty }
            .joined(separator: row.isPackaged ? " " : " x ")
        let words = [count + price, "tax \(row.tax)"].filter { !$0.isEmpty }
        rows += visible(words.joined(separator: ", ")).wrapped(to: room).map { indent + $0.text }
        rows.append(Self.padded(row.amount, to: width, .right))
        return rows
    }

    /// A text of ours, whose characters are a cell each.
    private static func padded(
        _ text: String,
        to cells: Int,
        _ alignment: TextAlignment = .left,
    ) -> String {
        let filler = String(repeating: " ", count: max(0, cells - text.count))
        return alignment == .right ? filler + text : text + filler
    }
}

extension String {
    /// Without the blanks behind it.
    fileprivate var withoutEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Without the blanks that align it.
    fileprivate var trimmed: String { String(self.prefix { $0 != " " }) }
}
