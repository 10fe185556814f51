/// What somebody is in this house, and with it what that person may do.
package enum UserRole: String, CaseIterable, Sendable {
    case admin, finance, support, viewer

    package var summary: String {
        switch self {
        case .admin: "does everything, and says who may do what"
        case .finance: "agrees, bills and takes payments"
        case .support: "looks, and gives a little within limits"
        case .viewer: "looks"
        }
    }

    /// Whether amounts that the role gives away have limits, which are settings of the ledger.
    package var isLimited: Bool {
        switch self {
        case .support: true
        case .admin, .finance, .viewer: false
        }
    }
}
