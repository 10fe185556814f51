/// A kind of record that a folder holds in a file of its own, in the order of what they refer to.
package enum FolderKind: String, CaseIterable, Sendable {
    case currencies, units, groups, taxes, meters, products
    case addOns = "add-ons"
    case plans, customers, accounts, aliases, contracts, rates, credits, invoices
    case invoiceLines = "invoice-lines"
    case invoiceDetails = "invoice-details"
    case creditNotes = "credit-notes"
    case creditEntries = "credit-entries"
    case payments

    /// One of them.
    package var noun: String {
        switch self {
        case .currencies: "currency"
        case .units: "unit"
        case .groups: "group"
        case .taxes: "tax code"
        case .meters: "meter"
        case .products: "product"
        case .addOns: "add-on"
        case .plans: "plan"
        case .customers: "customer"
        case .accounts: "account"
        case .aliases: "alias"
        case .contracts: "contract"
        case .rates: "rate"
        case .credits: "credit"
        case .invoices: "invoice"
        case .invoiceLines: "line"
        case .invoiceDetails: "detail of a line"
        case .creditNotes: "credit note"
        case .creditEntries: "entry of a credit"
        case .payments: "payment"
        }
    }

    /// What people do not bring by itself: it goes with the file of another kind.
    package var owner: FolderKind? {
        switch self {
        case .invoiceLines, .invoiceDetails: .invoices
        case .currencies, .units, .groups, .taxes, .meters, .products, .addOns, .plans,
            .customers, .accounts, .aliases, .contracts, .rates, .credits, .invoices,
            .creditNotes, .creditEntries, .payments:
            nil
        }
    }

    /// Whether a folder has it as a table; else each line is an object.
    package var isTable: Bool {
        switch self {
        case .currencies, .units, .groups, .taxes, .products, .accounts, .aliases, .rates,
            .invoiceLines, .creditEntries:
            true
        case .meters, .addOns, .plans, .customers, .contracts, .credits, .invoices,
            .invoiceDetails, .creditNotes, .payments:
            false
        }
    }

    /// The file that a folder written by the program has it in.
    package var fileName: String { rawValue + (isTable ? ".csv" : ".jsonl") }

    /// The kind that a file is of, by its name: `customers.csv`, `customers-2026.jsonl`.
    package init?(ofFile path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.prefix { $0 != "." }.lowercased()
        let fitting = Self.allCases.filter { kind in
            guard stem.hasPrefix(kind.rawValue) else { return false }
            let rest = stem.dropFirst(kind.rawValue.count)
            return rest.first.map { !$0.isLetter } ?? true
        }
        // `invoice-lines` begins as no other; of several the longest name is meant.
        guard let kind = fitting.max(by: { $0.rawValue.count < $1.rawValue.count }) else {
            return nil
        }
        self = kind
    }
}
