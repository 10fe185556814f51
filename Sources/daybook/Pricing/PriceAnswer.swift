import DaybookCore
import DaybookLive
import DaybookWire
import TerminalKit

/// What one quantity costs at one price, with how it comes about.
struct PriceAnswer {
    private let question: PriceQuestion
    private let rater: Rater
    private let rated: RatedPart
    private let derivations: [Derivation]
    private let totals: LineTotals

    init(_ question: PriceQuestion) throws {
        self.question = question
        rater = Rater(question.terms, .currency(question.currency), question.profile)
        do {
            rated = try rater.rate(question.part)
            derivations = try rater.derivations(of: rated, question.part)
            totals = try LineTotals.sum(rated.lines)
        } catch {
            throw Failure(.wrongUsage, "\(error)")
        }
    }

    // MARK: - For people

    func text(_ session: Session) throws -> String {
        var text = rated.lines.isEmpty ? "nothing is owed\n" : try table(session)
        text += "\n" + (try explanation(session))
        if session.output.isTerminal, let chart = try chart(session) { text += "\n" + chart }
        return text
    }

    private func table(_ session: Session) throws -> String {
        let currency = question.currency
        var table = TextTable(
            [
                .init("Line"), .init("Quantity", .right), .init("Unit price", .right),
                .init("Amount", .right), .init("Less", .right), .init("Total \(currency)", .right),
            ],
            profile: try session.textProfile(),
            usesColor: try session.usesColor()
        )
        for line in rated.lines {
            let sums = try line.totals()
            table.add([
                .init(line.rule.reference), .init(Self.grouped(line.quantity)),
                .init(Self.grouped(line.unitAmount)), .init(money(line.amount)),
                .init(sums.discounts.isZero ? "" : money(sums.discounts)),
                .init(money(sums.total)),
            ])
        }
        table.add([
            .init("Total", .heading), .init(""), .init(average.map { "⌀ \($0)" } ?? "", .quiet),
            .init(""), .init(""), .init(money(totals.total), .heading),
        ])
        return table.text(width: session.output.terminalWidth)
    }

    private func explanation(_ session: Session) throws -> String {
        let facts = zip(rated.lines, derivations).flatMap { line, derivation in
            derivation.steps.enumerated().map { index, step in
                (
                    name: index == 0 ? line.rule.reference : "",
                    value: TextTable.Cell(step.description)
                )
            }
        }
        return facts.isEmpty ? "" : try RecordOutput.facts(facts, session)
    }

    /// What a unit costs on the average, to six digits.
    private var average: String? {
        guard question.part.quantity.isPositive else { return nil }
        let average = try? totals.total.divided(
            by: question.part.quantity,
            scale: 6,
            rounding: .halfAwayFromZero
        )
        return average.map { Self.grouped($0.normalized) }
    }

    private func money(_ amount: PreciseAmount) -> String {
        let minor = try? Money(amount.description, question.currency)
        return minor?.groupedText ?? Self.grouped(amount)
    }

    private static func grouped(_ amount: PreciseAmount) -> String {
        amount.text(grouping: ",", decimalPoint: ".")
    }

    // MARK: - The curve

    /// What quantities from nothing to half as much again cost.
    private func curve(points: Int) throws -> [(quantity: PreciseAmount, total: PreciseAmount)] {
        let asked = question.part.quantity.isPositive ? question.part.quantity : PreciseAmount(100)
        let end = try asked.multiplied(by: PreciseAmount(coefficient: 15, scale: 1))
        return try (0..<points).map { index in
            let quantity = try end.multiplied(by: PreciseAmount(index))
                .divided(by: PreciseAmount(max(1, points - 1)), scale: 6, rounding: .down)
            var part = question.part
            part.quantity = quantity.normalized
            return (part.quantity, try LineTotals.sum(rater.rate(part).lines).total)
        }
    }

    private func chart(_ session: Session) throws -> String? {
        let (columns, rows) = (min(60, (session.output.terminalWidth ?? 80) - 16), 10)
        guard columns >= 20, question.terms.price.isKnownByQuantity else { return nil }
        let marks = try session.textProfile().marks
        let points = try curve(points: CurveChart.points(in: columns, marks: marks))
        guard let top = points.map(\.total).max(), top.isPositive else { return nil }
        let full = rows * 64
        let heights = try points.map { point in
            let height = try point.total.multiplied(by: PreciseAmount(full))
                .divided(by: top, scale: 0, rounding: .down)
            return height.wholeNumber ?? full
        }
        let lines = CurveChart(heights: heights, full: full + 1).lines(rows: rows, marks: marks)
        let label = money(top)
        let margin = String(repeating: " ", count: label.count)
        let (bar, foot) = marks == .ascii ? ("|", "+") : ("│", "└")
        let axis = String(repeating: marks == .ascii ? "-" : "─", count: columns)
        let body = lines.enumerated().map { "\($0 == 0 ? label : margin) \(bar)\($1)" }
        return (body + ["\(margin) \(foot)\(axis)", "\(margin)  \(scale(columns, points, marks))"])
            .joined(separator: "\n") + "\n"
    }

    /// The quantities below the axis: where it begins, what was asked, where it ends.
    private func scale(
        _ columns: Int,
        _ points: [(quantity: PreciseAmount, total: PreciseAmount)],
        _ marks: MarkForm,
    ) -> String {
        let end = points.last.map { Self.grouped($0.quantity) } ?? ""
        var line = [Character](repeating: " ", count: columns)
        line[0] = "0"
        let asked = Array("\(marks == .ascii ? "^" : "▲") \(Self.grouped(question.part.quantity))")
        let place = columns * 2 / 3
        for (index, sign) in asked.enumerated() where place + index < columns {
            line[place + index] = sign
        }
        // The end gives way where the two would touch.
        if place + asked.count + 1 + end.count <= columns {
            for (index, sign) in end.enumerated() { line[columns - end.count + index] = sign }
        }
        return String(line)
    }

    // MARK: - For programs

    func json() throws -> JSONValue {
        let points = try curve(points: 31)
        return [
            "currency": .string(question.currency.code),
            "profile": .string(question.profile.id.rawValue),
            "quantity": .decimal(question.part.quantity),
            "lines": .array(try zip(rated.lines, derivations).map(Self.json)),
            "total": .decimal(totals.total),
            "curve": .array(
                points.map { ["quantity": .decimal($0.quantity), "total": .decimal($0.total)] }
            ),
        ]
    }

    private static func json(_ line: DetailedLine, _ derivation: Derivation) throws -> JSONValue {
        let sums = try line.totals()
        return [
            "line": .string(line.rule.reference),
            "category": .string(line.rule.category.rawValue),
            "quantity": .decimal(line.quantity),
            "unitAmount": .decimal(line.unitAmount),
            "amount": .decimal(line.amount),
            "discounts": .decimal(sums.discounts),
            "total": .decimal(sums.total),
            "derivation": .array(derivation.steps.map { .string($0.description) }),
        ]
    }

    /// The lines as records.
    func csv() throws -> [[String]] {
        let rows = try rated.lines.map { line in
            let sums = try line.totals()
            return [
                line.rule.reference, line.quantity.description, line.unitAmount.description,
                line.amount.description, sums.discounts.description, sums.total.description,
            ]
        }
        return [["line", "quantity", "unitAmount", "amount", "discounts", "total"]] + rows
    }
}
