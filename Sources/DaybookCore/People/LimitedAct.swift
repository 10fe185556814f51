/// What some may do only up to an amount.
package enum LimitedAct: CaseIterable, Sendable {
    case writeOff, creditGrant

    package var permission: Permission {
        switch self {
        case .writeOff: .invoicesWriteOff
        case .creditGrant: .creditsGrant
        }
    }

    /// The setting of the ledger that names the limits.
    package var setting: LedgerSetting {
        switch self {
        case .writeOff: .supportWriteOffLimit
        case .creditGrant: .supportCreditLimit
        }
    }
}
