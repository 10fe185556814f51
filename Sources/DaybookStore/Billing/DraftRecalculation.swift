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

    /// A line that somebody wrote by hand follows from nothing.
    package struct Handwritten: Error, CustomStringConvertible {
        package let line: InvoiceLine

        package var description: String {
            "line \(line.position), \(line.description), was written by hand: it follows from no "
                + "contract"
        }
    }

    /// A due item of a contract.
    private struct Item: Hashable {
        let contract: RecordID
        let due: DueName
    }

    /// - Returns: the draft as it is now; nil where nothing is left to bill
    package func recalculate(_ invoice: Invoice) throws -> Invoice? {
        let connection = desk.connection
        let invoices = InvoiceRepository(connection)
        var items: Set<Item> = []
        var end = Instant.earliest
        for line in try invoices.lines(of: invoice) {
            guard let origin = line.origin else { throw Handwritten(line: line) }
            items.insert(Item(contract: origin.contract, due: origin.due))
            end = max(end, origin.service.to)
        }
        try desk.delete(invoice)
        // At the end of the last service all of it is due; what else is due then is not wanted.
        let setting = BillingRun.Setting(asOf: end, zone: zone)
        let billing = try BillingDesk(connection, setting, .everything)
        let place = try BillingRun.place(of: invoice.account, connection)
        let bill = try billing.bill(place) { charge in
            charge.basis.map { items.contains(Item(contract: $0.contract, due: $0.due)) } ?? false
        }.bill
        if let problem = bill.problem { throw problem }
        var ids = [invoice.id]
        for _ in bill.invoices.dropFirst() { ids.append(try id()) }
        try billing.write(bill, desk.clerk.now, by: desk.clerk.name) { ids.removeFirst() }
        return try invoices.find(invoice.id.description)
    }
}
