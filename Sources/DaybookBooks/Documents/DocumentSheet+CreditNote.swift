package import DaybookCore

extension DocumentSheet {
    /// What a credit note says: amounts are those that are given back.
    ///
    /// - Parameter lines: those of the invoice, for what they are called
    package init(
        _ stored: StoredNote,
        on invoice: Invoice,
        _ lines: [InvoiceLine],
        _ parties: DocumentParties,
    ) throws {
        let note = stored.note
        let known = Dictionary(uniqueKeysWithValues: lines.map { ($0.position, $0) })
        var sums = [Sum("Net", note.net)]
        sums += try Self.taxSums(
            note.taxes.sorted { $0.percent < $1.percent }.map {
                .init(base: $0.base.amount, percent: $0.percent, tax: $0.tax.amount)
            },
            invoice.currency
        )
        sums.append(Sum("Credited", note.total, isMain: true))
        self.init(
            kind: .creditNote,
            mark: nil,
            number: stored.number,
            issuer: parties.issuer,
            recipient: parties.recipient,
            facts: [
                Fact("Number", .text(stored.number)), Fact("Issued", .day(stored.issuedOn)),
                Fact("For invoice", .text(note.invoice)),
            ] + (invoice.issuedOn.map { [Fact("Of", .day($0))] } ?? [])
                + [Fact("Account", .text(parties.account.key))],
            currency: invoice.currency,
            lines: note.lines.map { line in
                Line(
                    position: line.position,
                    title: known[line.position]?.description ?? "",
                    period: known[line.position]?.period,
                    count: nil,
                    taken: [],
                    taxRate: known[line.position]?.taxRate ?? .zero,
                    amount: line.net
                )
            },
            sums: sums,
            remarks: stored.reason.map { ["Reason: \($0)"] } ?? []
        )
    }

    /// A credit note as it was issued.
    package struct StoredNote: Sendable {
        package let number: String
        package let issuedOn: CivilDate
        package let reason: String?
        package let note: CreditNote

        package init(number: String, issuedOn: CivilDate, reason: String?, note: CreditNote) {
            self.number = number
            self.issuedOn = issuedOn
            self.reason = reason
            self.note = note
        }
    }
}
