/// A line as it was, or is to be, booked in one part of a period: new usage, or a correction.
package struct BookedLine: Hashable, Sendable {
    /// Whoever booked it calls it so; nil as long as it is not booked.
    package var id: String?
    /// The part of the price that it comes from.
    package let rule: LineRule
    /// What tells it apart from the other lines booked with it.
    package var reference: String
    package let paymentTerm: PaymentTerm
    package let unitAmount: PreciseAmount
    package var quantity: PreciseAmount
    package var totals: LineTotals
    package var period: Period<Instant>
    /// The run whose lines it corrects.
    package var correctsRun: String?
    /// Its place among the lines that it was rated or booked with.
    package var index: Int

    init(_ line: DetailedLine, period: Period<Instant>, index: Int) throws(NumberError) {
        rule = line.rule
        reference = line.rule.reference
        paymentTerm = line.paymentTerm
        unitAmount = line.unitAmount
        quantity = line.quantity
        totals = try line.totals()
        self.period = period
        self.index = index
    }

    /// Whether two lines are of the same price, so that their quantities can be set off.
    func isSamePrice(as other: BookedLine) -> Bool {
        rule.reference == other.rule.reference && rule.category == other.rule.category
            && paymentTerm == other.paymentTerm && unitAmount == other.unitAmount
    }

    mutating func add(_ other: BookedLine) throws(NumberError) {
        quantity = try quantity.adding(other.quantity)
        totals = try totals.adding(other.totals)
    }

    var negated: BookedLine {
        var line = self
        line.quantity = quantity.negated
        line.totals = totals.negated
        return line
    }
}

extension [BookedLine] {
    /// Lines of the same price become one, at the place of the first.
    private func merged() throws(NumberError) -> [BookedLine] {
        var lines: [BookedLine] = []
        for line in self {
            if let index = lines.firstIndex(where: { $0.isSamePrice(as: line) }) {
                try lines[index].add(line)
            } else {
                lines.append(line)
            }
        }
        return lines
    }

    /// What these lines say that others do not say yet: differences of lines of the same price,
    /// new lines, and reversals of the others' lines that are no longer. Lines without any
    /// amount are left out.
    func subtracting(
        _ others: [BookedLine],
        nameReversal: (BookedLine) -> String,
    ) throws(NumberError) -> [BookedLine] {
        var difference: [BookedLine] = []
        var rest = try others.merged()
        for line in try merged() {
            var line = line
            line.reference = line.rule.reference
            line.id = nil
            if let index = rest.firstIndex(where: { $0.isSamePrice(as: line) }) {
                try line.add(rest.remove(at: index).negated)
            }
            difference.append(line)
        }
        for line in rest {
            var reversal = line.negated
            reversal.reference = nameReversal(line)
            reversal.id = nil
            difference.append(reversal)
        }
        return difference.filter { !$0.totals.isZero }
    }

    /// By period, then as rated, then by name.
    func sortedForBooking(by name: (BookedLine) -> String = { $0.reference }) -> [BookedLine] {
        var lines = sorted { one, other in
            if one.period.from != other.period.from { return one.period.from < other.period.from }
            if one.index != other.index { return one.index < other.index }
            return name(one) < name(other)
        }
        for index in lines.indices { lines[index].index = index }
        return lines
    }
}
