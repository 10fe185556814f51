package import DaybookCore

extension DocumentSheet {
    /// What an invoice says. Its sums are those that it states.
    package init(
        _ invoice: Invoice,
        _ lines: [InvoiceLine],
        _ parties: DocumentParties,
        creditNotes: [String] = [],
    ) throws {
        self.init(
            kind: .invoice,
            mark: Self.mark(of: invoice.state),
            number: invoice.number,
            issuer: parties.issuer,
            recipient: parties.recipient,
            facts: Self.facts(of: invoice, parties),
            currency: invoice.currency,
            lines: lines.map { Self.line($0, in: invoice) },
            sums: try Self.sums(of: invoice, lines, creditNotes),
            remarks: Self.remarks(on: invoice, lines, parties)
        )
    }

    private static func mark(of state: InvoiceState) -> Mark? {
        switch state {
        case .gathering, .draft, .approved: .draft
        case .issued, .partiallyPaid, .paid, .uncollectible: nil
        case .void: .void
        }
    }

    private static func facts(of invoice: Invoice, _ parties: DocumentParties) -> [Fact] {
        var facts: [Fact] = []
        if let number = invoice.number { facts.append(Fact("Number", .text(number))) }
        if let day = invoice.issuedOn { facts.append(Fact("Issued", .day(day))) }
        if let day = invoice.dueOn { facts.append(Fact("Due", .day(day))) }
        facts.append(Fact("Period", .days(invoice.period)))
        facts.append(Fact("Account", .text(parties.account.key)))
        return facts
    }

    private static func line(_ line: InvoiceLine, in invoice: Invoice) -> Line {
        var taken: [Taken] = []
        if let discount = line.origin?.discount, !discount.isZero {
            taken.append(Taken(name: "discount", amount: discount))
        }
        let credits = line.credits.reduce(Int128(0)) { $0 + $1.amount.minorUnits }
        if credits != 0 {
            let amount = Money(minorUnits: credits, invoice.currency)
            taken.append(Taken(name: "credits", amount: amount))
        }
        return Line(
            position: line.position,
            title: line.description,
            period: line.period == invoice.period || line.period.isEmpty ? nil : line.period,
            count: Count(
                quantity: line.quantity.value,
                unit: line.unit,
                unitPrice: line.unitPrice,
                packageSize: line.packageSize
            ),
            taken: taken,
            taxRate: line.taxRate,
            amount: line.amount
        )
    }

    // MARK: - Sums

    private static func sums(
        of invoice: Invoice,
        _ lines: [InvoiceLine],
        _ creditNotes: [String],
    ) throws -> [Sum] {
        let totals = invoice.totals
        var sums = [Sum("Net", totals.net)]
        let taxes = try InvoiceTaxes(of: lines, stating: totals.tax)
        sums += try taxSums(taxes.groups, invoice.currency)
        if !taxes.rest.isZero { sums.append(Sum("Further tax", taxes.rest)) }
        sums.append(Sum("Total", totals.total, isMain: true))
        guard invoice.state.isNumbered else { return sums }
        if !totals.paid.isZero { sums.append(Sum("Paid", totals.paid.negated)) }
        if !totals.credited.isZero {
            let name = (["Credited"] + creditNotes).joined(separator: " ")
            sums.append(Sum(name, totals.credited.negated))
        }
        let open = try invoice.open()
        let waived = try totals.total.subtracting(totals.paid).subtracting(totals.credited)
            .subtracting(open)
        if !waived.isZero, invoice.state != .void {
            sums.append(Sum("No longer asked for", waived.negated))
        }
        if invoice.state != .void { sums.append(Sum("To pay", open, isMain: true)) }
        return sums
    }

    /// `Tax 19 % on 1,000.00`
    static func taxSums(
        _ groups: [DocumentTotals.TaxGroup],
        _ currency: Currency,
    ) throws -> [Sum] {
        try groups.map { group in
            let base = try Money(rounding: group.base, to: currency)
            return Sum(
                "Tax \(group.percent.normalized) % on \(base.groupedText)",
                try Money(rounding: group.tax, to: currency)
            )
        }
    }

    // MARK: - Remarks

    private static func remarks(
        on invoice: Invoice,
        _ lines: [InvoiceLine],
        _ parties: DocumentParties,
    ) -> [String] {
        var remarks: [String] = []
        let credits = lines.flatMap(\.credits).reduce(Int128(0)) { $0 + $1.amount.minorUnits }
        if credits != 0 {
            let amount = Money(minorUnits: credits, invoice.currency)
            let words = "\(amount.groupedText) \(amount.currency)"
            remarks.append("Credits of \(words) are taken off the amounts above.")
        }
        // What is not taxed says why (BR-AE-10, BR-E-10 and their like).
        let untaxed = lines.filter(\.taxRate.isZero)
        for category in TaxCategory.allCases {
            let positions = untaxed.filter { parties.categories[$0.product] == category }
                .map { "\($0.position)" }
            guard let reason = category.reason, !positions.isEmpty else { continue }
            let which = positions.joined(separator: ", ")
            remarks.append("\(positions.count == 1 ? "Line" : "Lines") \(which): \(reason).")
        }
        switch invoice.state {
        case .gathering, .draft, .approved, .issued, .partiallyPaid, .uncollectible:
            if !parties.bank.isEmpty { remarks.append("Please pay to: \(parties.bank)") }
        case .paid, .void: break
        }
        if let note = invoice.note, !note.isEmpty { remarks.append(note) }
        return remarks
    }
}

extension InvoiceLine {
    /// The size of the packages that its quantity counts, as its derivation tells; nil where it
    /// counts units, or where somebody has written another quantity.
    fileprivate var packageSize: PreciseAmount? {
        guard let steps = origin?.derivations.first?.steps, origin?.derivations.count == 1 else {
            return nil
        }
        for case .packages(let count, let size) in steps where count == quantity.value {
            return size
        }
        return nil
    }
}

extension TaxCategory {
    /// Why a document has no tax on something.
    fileprivate var reason: String? {
        switch self {
        case .standard, .zeroRated: nil
        case .exempt: "exempt from tax"
        case .reverseCharge: "reverse charge, the recipient owes the tax"
        case .withinCommunity: "intra-community supply, exempt from tax"
        case .exported: "export, exempt from tax"
        case .outsideScope: "outside the scope of the tax"
        }
    }
}
