package import DaybookCore

/// Bills once more what a draft bills, at the prices and the usage of now.
package struct DraftRecalculation {
    private let desk: InvoiceDesk
    private let zone: @Sendable (String) throws -> ZoneRules
    private let id: () throws -> RecordID

    /// - Parameters:
    ///   - zone: the rules of a zone by its name
    ///   - id: makes the id of a draft more, where one becomes several
    package init(
        _ desk: InvoiceDesk,
        zone: @escaping @Sendable (String) throws -> ZoneRules,
        id: @escaping () throws -> RecordID,
    ) {
        (self.desk, self.zone, self.id) = (desk, zone, id)
    }

    /// What somebody wrote by hand follows from nothing: there is nothing to bill once more.
    package struct Handwritten: Error, CustomStringConvertible {
        package let invoice: String

        package var description: String {
            "no line of \(invoice) follows from a contract: there is nothing to recalculate"
        }
    }

    /// A due item of a contract.
    private struct Item: Hashable {
        let contract: RecordID
        let due: DueName
    }

    /// Handwritten lines, the due date and the note stay as they are.
    ///
    /// - Returns: the draft as it is now; nil where nothing is left to bill
    package func recalculate(_ invoice: Invoice) throws -> Invoice? {
        try desk.require(.recalculate, of: invoice)
        let lines = try InvoiceRepository(desk.connection).lines(of: invoice)
        let origins = lines.compactMap(\.origin)
        guard !origins.isEmpty else { throw Handwritten(invoice: InvoiceDesk.name(invoice)) }
        try bill(invoice, origins)
        return try restore(lines.filter(\.isHandwritten), of: invoice)
    }

    private func bill(_ invoice: Invoice, _ origins: [LineOrigin]) throws {
        let connection = desk.connection
        let items = Set(origins.map { Item(contract: $0.contract, due: $0.due) })
        let end = origins.reduce(Instant.earliest) { max($0, $1.service.to) }
        try desk.delete(invoice)
        // At the end of the last service all of it is due; what else is due then is not wanted.
        // The credits are those of today.
        let setting = BillingRun.Setting(asOf: end, creditsAt: desk.clerk.now, zone: zone)
        let billing = try BillingDesk(connection, setting, .everything)
        let place = try BillingRun.place(of: invoice.account, connection)
        let bill = try billing.bill(place) { charge in
            charge.basis.map { items.contains(Item(contract: $0.contract, due: $0.due)) } ?? false
        }.bill
        if let problem = bill.problem { throw problem }
        var ids = [invoice.id]
        for _ in bill.invoices.dropFirst() { ids.append(try id()) }
        try billing.write(bill, desk.clerk.now, by: desk.clerk.name) { ids.removeFirst() }
    }

    /// Writes into the new draft what somebody had written into the old one.
    private func restore(_ lines: [InvoiceLine], of before: Invoice) throws -> Invoice? {
        let invoices = InvoiceRepository(desk.connection)
        guard !lines.isEmpty || before.dueOn != nil || before.note != nil else {
            return try invoices.find("\(before.id)")
        }
        func write(_ edit: inout DraftEdit) {
            edit.append(lines)
            edit.dueOn = before.dueOn
            edit.note = before.note
        }
        if let invoice = try invoices.find("\(before.id)") {
            return try desk.edit(invoice, write)
        }
        if lines.isEmpty { return nil }
        var invoice = before
        let zero = Money.zero(before.currency)
        invoice.totals = .init(net: zero, tax: zero, total: zero, paid: zero, credited: zero)
        return try desk.create(invoice, write)
    }
}
