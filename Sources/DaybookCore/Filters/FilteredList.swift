/// The lists that filters can be saved for.
package enum FilteredList: String, CaseIterable, Sendable {
    case invoices, customers, accounts, journal

    package var fields: FilterFields {
        switch self {
        case .invoices: .invoices
        case .customers: .customers
        case .accounts: .accounts
        case .journal: .journal
        }
    }

    /// The list of these fields; nil for one whose filters nobody saves.
    package init?(of fields: FilterFields) {
        guard let list = Self.allCases.first(where: { $0.fields.noun == fields.noun }) else {
            return nil
        }
        self = list
    }
}
