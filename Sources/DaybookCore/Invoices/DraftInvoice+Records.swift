extension DraftInvoice {
    /// The draft as it is kept: an invoice and its lines, with days instead of times.
    ///
    /// - Parameter unit: what quantities of a product are counted in
    package func records(
        id: RecordID,
        account: RecordID,
        createdAt: Instant,
        in zone: ZoneRules,
        unit: (String?) -> String,
    ) throws -> (invoice: Invoice, lines: [InvoiceLine]) {
        var records: [InvoiceLine] = []
        for (index, line) in lines.enumerated() {
            let charge = line.charge
            records.append(
                InvoiceLine(
                    invoice: id,
                    position: index + 1,
                    kind: charge.basis?.kind ?? .oneOff,
                    product: charge.product ?? "",
                    description: charge.basis?.title ?? charge.key,
                    quantity: Quantity(charge.quantity),
                    unit: unit(charge.product),
                    unitPrice: charge.unitAmount,
                    amount: line.net,
                    // Lines keep rates as shares of one.
                    taxRate: try charge.tax.percent.multiplied(by: PreciseAmount("0.01")),
                    period: try Period(
                        from: zone.date(of: charge.service.from),
                        to: zone.date(of: charge.service.to)
                    ),
                    origin: charge.basis.map { basis in
                        LineOrigin(
                            contract: basis.contract,
                            due: basis.due,
                            service: charge.service,
                            tax: charge.tax,
                            cause: basis.cause,
                            discount: charge.discount,
                            derivations: basis.derivations
                        )
                    },
                    credits: line.credits.map {
                        UsedCredit(credit: $0.credit, amount: $0.amount)
                    }
                )
            )
        }
        let invoice = Invoice(
            id: id,
            account: account,
            number: nil,
            state: .draft,
            currency: currency,
            period: try Self.span(of: records, createdAt: zone.date(of: createdAt)),
            issuedOn: nil,
            dueOn: nil,
            times: Invoice.Times(createdAt: createdAt),
            totals: Invoice.Totals(
                net: try Money(rounding: totals.taxExclusive, to: currency),
                tax: try Money(rounding: totals.tax, to: currency),
                total: try Money(rounding: totals.taxInclusive, to: currency),
                paid: .zero(currency),
                credited: .zero(currency)
            ),
            note: nil
        )
        return (invoice, records)
    }

    /// From the first day of any line to the last one.
    private static func span(
        of lines: [InvoiceLine],
        createdAt day: CivilDate,
    ) throws(TimeError) -> Period<CivilDate> {
        let from = lines.map(\.period.from).min() ?? day
        return try Period(from: from, to: max(from, lines.map(\.period.to).max() ?? day))
    }
}
