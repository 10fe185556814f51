import DaybookBooks
import DaybookCore
import DaybookStore

/// Puts documents of a ledger on paper, one or a hundred thousand: what they share is asked for
/// once.
struct DocumentDesk {
    private let connection: Connection
    private let organisation: Organisation
    private let categories: [String: TaxCategory]
    private let bank: String

    init(_ connection: Connection) throws {
        self.connection = connection
        organisation = try OrganisationRepository(connection).get()
        bank = try SettingRepository(connection).value(of: .invoicesBank).text
        let catalogue = CatalogueRepository(connection)
        var kinds: [String: TaxCategory] = [:]
        for code in try catalogue.taxCodes() { kinds[code.key] = code.category }
        var categories: [String: TaxCategory] = [:]
        for product in try catalogue.products() {
            categories[product.key] = product.taxCode.flatMap { kinds[$0] }
        }
        self.categories = categories
    }

    func sheet(of invoice: Invoice) throws -> DocumentSheet {
        let notes = try CreditNoteRepository(connection).list(on: invoice.id, limit: 100)
        return try DocumentSheet(
            invoice,
            InvoiceRepository(connection).lines(of: invoice),
            parties(of: invoice.account),
            creditNotes: notes.reversed().map(\.number)
        )
    }

    func sheet(of stored: StoredCreditNote, on invoice: Invoice) throws -> DocumentSheet {
        try DocumentSheet(
            .init(
                number: stored.number,
                issuedOn: stored.issuedOn,
                reason: stored.reason,
                note: stored.note
            ),
            on: invoice,
            InvoiceRepository(connection).lines(of: invoice),
            parties(of: invoice.account)
        )
    }

    /// Between whom the invoices of an account are.
    private func parties(of account: RecordID) throws -> DocumentParties {
        let customers = CustomerRepository(connection)
        guard let account = try customers.account("\(account)") else {
            preconditionFailure("the account of an invoice is there")
        }
        return DocumentParties(
            organisation: organisation,
            customer: try customers.customer(of: account),
            account: account,
            categories: categories,
            bank: bank
        )
    }
}
