/// What an invoice or a credit note consists of, as the books see it.
struct DocumentParts {
    let total: Money
    /// Net, of the lines that say when they are earned.
    let scheduled: Money
    /// Net, of the others, by product; nil where no line stands for it.
    let unscheduled: [(product: ProductPlace?, amount: Money)]
    /// By rate in percent; nil for what no rate explains.
    let taxes: [(percent: PreciseAmount?, amount: Money)]

    /// - Parameter isNote: of a credit note each rate's tax is rounded so that all notes together
    ///   take off exactly what was charged. What that moves belongs to a rate, not beside them.
    init(
        _ content: DocumentContent,
        isNote: Bool = false,
    ) throws(NumberError) {
        let currency = content.net.currency
        total = try content.net.adding(content.tax)
        var scheduled: Int128 = 0
        var rest = content.net.minorUnits
        var others: [(product: ProductPlace?, amount: Money)] = []
        for line in content.lines {
            let units = line.net.amount.minorUnits
            rest -= units
            if line.isScheduled {
                scheduled += units
                continue
            }
            if let place = others.firstIndex(where: { $0.product == line.product }) {
                let sum = others[place].amount.minorUnits + units
                others[place].amount = Money(minorUnits: sum, currency)
            } else {
                others.append((line.product, Money(minorUnits: units, currency)))
            }
        }
        if rest != 0 { others.append((nil, Money(minorUnits: rest, currency))) }
        self.scheduled = Money(minorUnits: scheduled, currency)
        unscheduled = others
        taxes = try Self.taxes(content.tax, content.lines, isNote: isNote)
    }

    private static func taxes(
        _ tax: Money,
        _ lines: [DocumentContent.Line],
        isNote: Bool,
    ) throws(NumberError) -> [(percent: PreciseAmount?, amount: Money)] {
        if tax.isZero { return [] }
        let taxes = try InvoiceTaxes(of: lines.map { $0.net }, stating: tax)
        var parts: [(percent: PreciseAmount?, amount: Money)] = []
        for group in taxes.groups {
            let amount = try Money(rounding: group.tax, to: tax.currency)
            parts.append((group.percent, amount))
        }
        if taxes.rest.isZero { return parts }
        if isNote, let last = parts.popLast() {
            parts.append((last.percent, try last.amount.adding(taxes.rest)))
        } else {
            parts.append((nil, taxes.rest))
        }
        return parts
    }
}
