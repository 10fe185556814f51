/// What OpenMeter does when an invoice enters a status.
package enum OpenMeterEntryAction: String, CaseIterable, Sendable {
    case recalculate, snapshotQuantities, validate, pushDraft
    case markDeleted, noteSystemDeletion, deleteInApp
    case finalizeLines, finalizeInApp, bookCharges
    case bookAuthorization, bookAuthorizationAndSettlement, bookSettlement
}

extension OpenMeterEntryAction: CustomStringConvertible {
    package var description: String {
        switch self {
        case .recalculate:
            "recalculate lines, totals, collection time, draft until, due date, service period"
        case .snapshotQuantities: "snapshot metered quantities"
        case .validate: "ask the invoicing app to validate"
        case .pushDraft: "push the draft to the invoicing app"
        case .markDeleted: "mark the invoice deleted (deletedAt set once)"
        case .noteSystemDeletion:
            "system deletion bookkeeping when reached without an explicit delete"
        case .deleteInApp: "delete in the invoicing app"
        case .finalizeLines: "let line engines finalize lines"
        case .finalizeInApp: "finalize in the invoicing app"
        case .bookCharges: "book charges"
        case .bookAuthorization: "book authorization"
        case .bookAuthorizationAndSettlement: "book authorization then settlement"
        case .bookSettlement: "book settlement"
        }
    }
}

extension OpenMeterStatus {
    package var actionsOnEnter: [OpenMeterEntryAction] { Self.entryActions[self] ?? [] }

    private static let entryActions: [OpenMeterStatus: [OpenMeterEntryAction]] = [
        .draftCreated: [.recalculate],
        .draftCollecting: [.snapshotQuantities, .recalculate],
        .draftUpdating: [.recalculate, .validate],
        .draftValidating: [.recalculate, .validate],
        .draftSyncing: [.pushDraft],
        .deleting: [.markDeleted],
        .deleteSyncing: [.noteSystemDeletion, .deleteInApp],
        .finalizingLines: [.finalizeLines],
        .issueSyncing: [.finalizeInApp],
        .bookingCharges: [.bookCharges],
        .bookingAuthorized: [.bookAuthorization],
        .bookingPaid: [.bookAuthorizationAndSettlement],
        .bookingSettled: [.bookSettlement],
    ]
}
