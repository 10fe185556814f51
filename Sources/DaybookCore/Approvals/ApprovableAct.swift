/// What can wait for a second person: one row an act. The desk, the filters of the list and what
/// the settings mean derive from it.
package enum ApprovableAct: String, CaseIterable, Sendable {
    case creditGrant = "credit.grant"
    case writeOff = "invoice.write-off"
    case giveUp = "invoice.give-up"
    case void = "invoice.void"
    case paymentRefund = "payment.refund"
    case creditNote = "credit-note.create"
    case planPublish = "plan.publish"
    case addOnPublish = "addon.publish"
    /// A contract gets items of its own.
    case contractChange = "contract.change"
    /// A contract goes on at prices that nobody has agreed to yet.
    case contractRenew = "contract.renew"

    /// What whoever does it needs, and whoever approves it.
    package var permission: Permission {
        switch self {
        case .creditGrant: .creditsGrant
        case .writeOff: .invoicesWriteOff
        case .giveUp, .void: .invoicesVoid
        case .paymentRefund: .paymentsRefund
        case .creditNote: .creditNotesWrite
        case .planPublish, .addOnPublish: .catalogueWrite
        case .contractChange, .contractRenew: .contractsWrite
        }
    }

    /// Some may do it only up to an amount: above that it waits.
    package var limited: LimitedAct? {
        switch self {
        case .creditGrant: .creditGrant
        case .writeOff: .writeOff
        case .giveUp, .void, .paymentRefund, .creditNote, .planPublish, .addOnPublish,
            .contractChange, .contractRenew:
            nil
        }
    }

    /// The setting of the ledger by which it waits whoever does it.
    package var demand: LedgerSetting {
        switch self {
        case .creditGrant: .approveCreditsFrom
        // Whatever it is called, what is owed is owed no more.
        case .writeOff, .giveUp: .approveWriteOffsFrom
        case .void: .approveVoidsFrom
        case .paymentRefund: .approveRefundsFrom
        case .creditNote: .approveCreditNotesFrom
        case .planPublish, .addOnPublish: .approvePlans
        case .contractChange, .contractRenew: .approveContractPrices
        }
    }

    package var summary: String {
        switch self {
        case .creditGrant: "a credit"
        case .writeOff: "a write-off"
        case .giveUp: "giving up what is open"
        case .void: "declaring an invoice void"
        case .paymentRefund: "a refund"
        case .creditNote: "a credit note"
        case .planPublish: "publishing a plan"
        case .addOnPublish: "publishing an add-on"
        case .contractChange: "prices of a contract's own"
        case .contractRenew: "renewing a contract at other prices than agreed"
        }
    }
}

/// From when on an act waits for a second person, whoever does it.
package enum ApprovalDemand: Hashable, Sendable {
    /// For what has no amount.
    case all(Bool)
    /// From an amount on, a currency each; in a currency that is not named, never.
    case from(Limits)

    package func includes(_ amount: Money?) -> Bool {
        switch self {
        case .all(let isDemanded): isDemanded
        case .from(let limits): amount.map(limits.areReached) ?? false
        }
    }
}
