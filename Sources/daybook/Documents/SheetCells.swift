// What lives in this folder: documents on paper, as text and as a page. What they say is in
// `DaybookBooks/Documents`; nothing is added to it here.

import DaybookBooks
import DaybookCore
import DaybookWire

/// The cells of a document's lines as texts, numbers aligned at their points.
struct SheetCells {
    let rows: [Row]

    struct Row {
        let position: String
        let title: String
        /// The period and what was taken off, as small print below the title.
        let details: [String]
        let quantity: String
        let unit: String
        /// Whether the unit begins with a sign of its own: `× 10 GB`
        var isPackaged = false
        let unitPrice: String
        let tax: String
        let amount: String
    }

    /// - Parameter filler: what takes as much room as a digit, and as a point
    init(_ sheet: DocumentSheet, filler: (digit: String, point: String) = (" ", " ")) {
        let quantities = Self.aligned(sheet.lines.map { $0.count.map { Self.digits($0.quantity) } })
        let prices = Self.aligned(sheet.lines.map { $0.count?.unitPrice.map(Self.digits) })
        rows = zip(sheet.lines, zip(quantities, prices)).map { line, numbers in
            Row(
                position: "\(line.position)",
                title: line.title,
                details: Self.details(of: line),
                quantity: Self.filled(numbers.0, filler),
                unit: line.count.map(Self.unit) ?? "",
                isPackaged: line.count?.packageSize != nil,
                unitPrice: Self.filled(numbers.1, filler),
                tax: Texts.percent(line.taxRate),
                amount: line.amount.groupedText
            )
        }
    }

    /// Behind `3`: `GB`, or `× 10 GB` where three packages are meant.
    private static func unit(of count: DocumentSheet.Count) -> String {
        guard let size = count.packageSize else { return count.unit }
        return count.unit.isEmpty ? "× \(digits(size))" : "× \(digits(size)) \(count.unit)"
    }

    private static func digits(_ number: PreciseAmount) -> String {
        number.text(grouping: ",", decimalPoint: ".")
    }

    private static func details(of line: DocumentSheet.Line) -> [String] {
        var details: [String] = []
        if let period = line.period, !period.isEmpty { details.append(Texts.days(period)) }
        if !line.taken.isEmpty {
            let parts = line.taken.map { "\($0.name) \($0.amount.groupedText)" }
            details.append("less " + parts.joined(separator: ", "))
        }
        return details
    }

    /// A number and the places that it lacks to end where the longest one ends.
    private struct Aligned {
        var text = ""
        var missingDigits = 0
        var lacksPoint = false
    }

    private static func aligned(_ numbers: [String?]) -> [Aligned] {
        let fractions = numbers.map { number in
            number?.firstIndex(of: ".").map { number?[$0...].count ?? 0 } ?? 0
        }
        let longest = fractions.max() ?? 0
        return zip(numbers, fractions).map { number, fraction in
            guard let number else { return Aligned() }
            let hasPoint = fraction > 0 || longest == 0
            return Aligned(
                text: number,
                missingDigits: longest - fraction - (hasPoint ? 0 : 1),
                lacksPoint: !hasPoint
            )
        }
    }

    private static func filled(
        _ number: Aligned,
        _ filler: (digit: String, point: String),
    ) -> String {
        number.text + (number.lacksPoint ? filler.point : "")
            + String(repeating: filler.digit, count: number.missingDigits)
    }
}

extension DocumentSheet {
    /// `Invoice INV-2026-0412`, `Draft invoice`
    var title: String {
        switch mark {
        case .draft?: "Draft \(kind.rawValue.lowercased())"
        case .void?: "Void: \(kind.rawValue.lowercased()) \(number ?? "")"
        case nil: "\(kind.rawValue) \(number ?? "")"
        }
    }

    /// What a mark means, for a reader who does not know the books.
    var warning: String? {
        switch mark {
        case .draft?: "This is a draft: nothing is to be paid on it."
        case .void?: "This document is void: nothing is to be paid on it."
        case nil: nil
        }
    }
}

extension DocumentSheet.Fact {
    var text: String {
        switch value {
        case .text(let text): text
        case .day(let day): day.iso8601
        case .days(let period): Texts.days(period)
        }
    }
}
