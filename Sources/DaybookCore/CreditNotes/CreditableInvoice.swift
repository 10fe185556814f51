/// An issued invoice with the credit notes on it. They never exceed it, neither in sum nor line by
/// line, and together can take off exactly all of it, taxes too.
package struct CreditableInvoice: Hashable, Sendable {
    package let number: String
    package let currency: Currency
    /// The note that alone would take off everything: the invoice itself.
    package let whole: CreditNote
    /// The issued ones, in order.
    package private(set) var notes: [CreditNote] = []
    /// What is left of each line.
    private var rests: [Int: Money]
    /// What the notes have taken off at each rate.
    private var credited: [PreciseAmount: CreditNote.Tax] = [:]

    /// An invoice by its lines; its taxes are theirs, rate by rate.
    package init(
        number: String,
        _ currency: Currency,
        lines: [CreditNote.Line],
    ) throws(CreditNoteError) {
        var rests: [Int: Money] = [:]
        for line in lines {
            guard line.net.currency == currency else {
                throw CreditNoteError(number, .mixedCurrencies(currency, line.net.currency))
            }
            guard rests.updateValue(line.net, forKey: line.position) == nil else {
                throw CreditNoteError(number, .lineTwice(line.position))
            }
        }
        self.rests = rests
        self.number = number
        self.currency = currency
        do throws(NumberError) {
            whole = try CreditNote(
                invoice: number,
                currency,
                lines: lines,
                taxOn: Self.tax(at:on:)
            )
        } catch {
            throw CreditNoteError(number, .number(error))
        }
    }

    /// An invoice as it is kept. Its rates are shares of one there, and percent here.
    package init(_ invoice: Invoice, _ lines: [InvoiceLine]) throws(CreditNoteError) {
        let number = invoice.number ?? "\(invoice.id)"
        var own: [CreditNote.Line] = []
        do throws(NumberError) {
            for line in lines {
                let percent = try line.taxRate.multiplied(by: PreciseAmount(100))
                own.append(CreditNote.Line(line.position, net: line.amount, percent: percent))
            }
        } catch {
            throw CreditNoteError(number, .number(error))
        }
        try self.init(number: number, invoice.currency, lines: own)
        guard invoice.totals.tax == whole.tax else {
            let error = CreditNoteError.Problem.taxDisagrees(
                stored: invoice.totals.tax,
                lines: whole.tax,
            )
            throw CreditNoteError(number, error)
        }
    }

    /// The tax on a base, rounded.
    static func tax(at percent: PreciseAmount, on base: Money) throws(NumberError) -> Money {
        let group = try DocumentTotals.TaxGroup(
            base: base.amount,
            percent: percent,
            scale: base.currency.minorUnitDigits,
        )
        return try Money(rounding: group.tax, to: base.currency)
    }

    // MARK: - What is left

    /// Nil where there is no such line.
    package func rest(ofLine position: Int) -> Money? { rests[position] }

    /// With taxes.
    package var rest: Money {
        let credited = notes.reduce(0) { $0 + $1.total.minorUnits }
        return Money(minorUnits: whole.total.minorUnits - credited, currency)
    }

    package var isCreditedInFull: Bool { rests.values.allSatisfy(\.isZero) }

    /// What was charged at a rate, and what the notes have taken off of it.
    func group(
        at percent: PreciseAmount
    ) -> (charged: CreditNote.Tax, credited: CreditNote.Tax)? {
        guard let charged = whole.taxes.first(where: { $0.percent == percent }) else { return nil }
        let zero = Money.zero(currency)
        let nothing = CreditNote.Tax(percent: percent, base: zero, tax: zero)
        return (charged, credited[percent] ?? nothing)
    }

    // MARK: - Crediting

    /// Issues a note as it was previewed, unless another one has come between that changes it.
    package mutating func issue(_ note: CreditNote) throws(CreditNoteError) {
        let lines = note.lines.map { LineCredit($0.position, .amount($0.net)) }
        guard try preview(.lines(lines)) == note else { throw CreditNoteError(number, .outdated) }
        notes.append(note)
        // Each sum stays within the invoice, whose own sums fit.
        for line in note.lines {
            let rest = rests[line.position]?.minorUnits ?? 0
            rests[line.position] = Money(minorUnits: rest - line.net.minorUnits, currency)
        }
        for tax in note.taxes {
            let earlier = credited[tax.percent]
            credited[tax.percent] = CreditNote.Tax(
                percent: tax.percent,
                base: sum(earlier?.base, tax.base),
                tax: sum(earlier?.tax, tax.tax),
            )
        }
    }

    private func sum(_ one: Money?, _ other: Money) -> Money {
        Money(minorUnits: (one?.minorUnits ?? 0) + other.minorUnits, currency)
    }
}
