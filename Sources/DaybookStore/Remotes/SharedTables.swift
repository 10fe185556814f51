internal import DaybookCore

/// Which tables hold the records that remotes may keep too.
enum SharedTables {
    static let all: [(noun: SharedNoun, table: String)] = SharedNoun.allCases.map {
        ($0, table(of: $0))
    }

    static func noun(ofTable name: String) -> SharedNoun? {
        all.first { $0.table == name }?.noun
    }

    private static func table(of noun: SharedNoun) -> String {
        switch noun {
        case .customer: "customers"
        case .account: "accounts"
        case .product: "products"
        case .meter: "meters"
        case .plan: "plans"
        case .addOn: "add_ons"
        case .contract: "contracts"
        case .entitlement: "entitlements"
        case .credit: "credits"
        case .invoice: "invoices"
        case .creditNote: "credit_notes"
        case .payment: "payments"
        }
    }
}
