/// Changes of a draft that somebody makes by hand: lines that follow from no contract, titles, the
/// due date and the note. Lines of contracts stay as they were billed.
///
/// Positions are those of the draft as it was, until the change is finished.
package struct DraftEdit: Hashable, Sendable {
    package let before: Invoice
    package let linesBefore: [InvoiceLine]
    package private(set) var lines: [InvoiceLine]
    package var dueOn: CivilDate?
    package var note: String?

    private static let longestText = 1000
    private static let longestNote = 20_000

    package init(_ invoice: Invoice, _ lines: [InvoiceLine]) {
        before = invoice
        linesBefore = lines
        self.lines = lines
        dueOn = invoice.dueOn
        note = invoice.note
    }

    // MARK: - Lines

    /// Adds a line behind all others.
    package mutating func add(_ proposal: LineProposal) throws(DraftEditError) {
        let common = try commonPercent()
        guard let percent = proposal.percent ?? common else { throw .noTax }
        let pricing = try proposal.pricing(over: nil, in: before.currency)
        let last = max(lines.last?.position ?? 0, linesBefore.last?.position ?? 0)
        var line = InvoiceLine(
            invoice: before.id,
            position: last + 1,
            kind: Self.kind(over: proposal.period),
            product: proposal.product ?? "",
            description: proposal.title ?? "",
            quantity: Quantity(pricing.quantity),
            unit: proposal.unit ?? "",
            unitPrice: pricing.unitPrice,
            amount: pricing.amount,
            taxRate: try Self.share(percent),
            period: proposal.period ?? before.period
        )
        try check(&line)
        lines.append(line)
    }

    /// Puts lines that were written by hand behind all others, as they are.
    package mutating func append(_ handwritten: [InvoiceLine]) {
        for var line in handwritten {
            line.invoice = before.id
            line.position = (lines.last?.position ?? 0) + 1
            lines.append(line)
        }
    }

    package mutating func change(
        _ position: Int,
        _ proposal: LineProposal,
    ) throws(DraftEditError) {
        let index = try index(of: position)
        var line = lines[index]
        if !line.isHandwritten && !proposal.isTitleAlone { throw .fromContract(position) }
        if let title = proposal.title { line.description = title }
        if line.isHandwritten {
            let pricing = try proposal.pricing(
                over: .init(
                    quantity: line.quantity.value,
                    unitPrice: line.unitPrice,
                    amount: line.amount
                ),
                in: before.currency
            )
            line.quantity = Quantity(pricing.quantity)
            line.unitPrice = pricing.unitPrice
            line.amount = pricing.amount
            line.product = proposal.product ?? line.product
            line.unit = proposal.unit ?? line.unit
            if let period = proposal.period {
                line.period = period
                if [.oneOff, .flat].contains(line.kind) { line.kind = Self.kind(over: period) }
            }
            if let percent = proposal.percent { line.taxRate = try Self.share(percent) }
        }
        try check(&line)
        lines[index] = line
    }

    /// What is said to be sold over some days is earned over these.
    private static func kind(over period: Period<CivilDate>?) -> InvoiceLine.Kind {
        period.map { $0.lengthDays > 1 } ?? false ? .flat : .oneOff
    }

    package mutating func remove(_ position: Int) throws(DraftEditError) {
        let index = try index(of: position)
        guard lines[index].isHandwritten else { throw .fromContract(position) }
        lines.remove(at: index)
    }

    private func index(of position: Int) throws(DraftEditError) -> Int {
        guard let index = lines.firstIndex(where: { $0.position == position }) else {
            throw .noLine(position)
        }
        return index
    }

    private func check(_ line: inout InvoiceLine) throws(DraftEditError) {
        if line.description.isEmpty { throw .noTitle }
        for (field, text) in [("the title", line.description), ("the unit", line.unit)]
        where text.utf8.count > Self.longestText {
            throw .tooLong(field, most: Self.longestText)
        }
        if line.amount.currency != before.currency {
            throw .otherCurrency(before.currency, line.amount.currency)
        }
        guard line.isHandwritten else { return }
        let isKnown = linesBefore.contains { $0.position == line.position }
        // What came from elsewhere keeps its kind; a line of ours has the kind of its sign.
        if !isKnown || line.kind == .oneOff || line.kind == .discount {
            let kind: InvoiceLine.Kind = line.kind == .flat ? .flat : .oneOff
            line.kind = line.amount.isNegative ? .discount : kind
        }
    }

    // MARK: - Taxes

    /// The rate of all lines, where they have one.
    private func commonPercent() throws(DraftEditError) -> PreciseAmount? {
        guard let rate = lines.first?.taxRate, lines.allSatisfy({ $0.taxRate == rate })
        else { return nil }
        do throws(NumberError) { return try rate.multiplied(by: PreciseAmount(100)) } catch {
            throw .number(error)
        }
    }

    /// Lines keep rates as shares of one.
    private static func share(_ percent: PreciseAmount) throws(DraftEditError) -> PreciseAmount {
        if percent.isNegative { throw .negativeTax(percent) }
        do throws(NumberError) {
            return try percent.multiplied(by: PreciseAmount(unchecked: 1, scale: 2)).normalized
        } catch {
            throw .number(error)
        }
    }

    // MARK: - The end

    /// The draft with its new sums. Handwritten lines take the places that contracts leave.
    package func finished() throws(DraftEditError) -> (invoice: Invoice, lines: [InvoiceLine]) {
        if let note, note.utf8.count > Self.longestNote {
            throw .tooLong("the note", most: Self.longestNote)
        }
        let taken = Set(lines.filter { !$0.isHandwritten }.map(\.position))
        var free = (1...max(1, lines.count + taken.count)).filter { !taken.contains($0) }[...]
        var placed: [InvoiceLine] = []
        for var line in lines {
            if line.isHandwritten { line.position = free.popFirst() ?? line.position }
            placed.append(line)
        }
        placed.sort { $0.position < $1.position }
        var invoice = before
        invoice.dueOn = dueOn
        invoice.note = note
        invoice.totals = try totals(of: placed)
        return (invoice, placed)
    }

    private func totals(of lines: [InvoiceLine]) throws(DraftEditError) -> Invoice.Totals {
        do throws(NumberError) {
            let net = try lines.map(\.amount.amount).sum()
            var totals = before.totals
            totals.net = try Money(rounding: net, to: before.currency)
            totals.tax = try InvoiceTaxes.tax(
                of: lines,
                changedFrom: linesBefore,
                stating: before.totals.tax
            )
            totals.total = try totals.net.adding(totals.tax)
            return totals
        } catch {
            throw .number(error)
        }
    }
}

extension InvoiceLine {
    /// Whether it follows from nothing but what somebody wrote.
    package var isHandwritten: Bool { origin == nil && credits.isEmpty }
}
