/// Where an invoice stands in OpenMeter, which tells more statuses apart than our states do.
///
/// This folder holds what OpenMeter's statuses, of invoices and of subscriptions, mean and lead to.
/// Our own life of an invoice does not depend on it.
package enum OpenMeterStatus: String, CaseIterable, Sendable {
    /// Pending lines; outside of the graph, and never advanced.
    case gathering
    case draftCreated = "draft.created"
    case draftWaitingForCollection = "draft.waiting_for_collection"
    case draftCollecting = "draft.collecting"
    case draftUpdating = "draft.updating"
    case draftManualApprovalNeeded = "draft.manual_approval_needed"
    case draftValidating = "draft.validating"
    case draftInvalid = "draft.invalid"
    case draftSyncing = "draft.syncing"
    case draftSyncFailed = "draft.sync_failed"
    case draftWaitingAutoApproval = "draft.waiting_auto_approval"
    case draftReadyToIssue = "draft.ready_to_issue"
    case deleting = "delete.in_progress"
    case deleteSyncing = "delete.syncing"
    case deleteFailed = "delete.failed"
    case deleted
    case finalizingLines = "issuing.line_finalization"
    case finalizingLinesFailed = "issuing.line_finalization_failed"
    case issueSyncing = "issuing.syncing"
    case issueFailed = "issuing.failed"
    case bookingCharges = "issuing.charge_booking"
    case bookingChargesFailed = "issuing.charge_booking_failed"
    case issued
    case paymentPending = "payment_processing.pending"
    case bookingAuthorized = "payment_processing.booking_authorized"
    case bookingAuthorizedFailed = "payment_processing.booking_authorized_failed"
    case bookingPaid = "payment_processing.booking_authorized_and_settled"
    case bookingPaidFailed = "payment_processing.booking_authorized_and_settled_failed"
    case paymentAuthorized = "payment_processing.authorized"
    case paymentFailed = "payment_processing.failed"
    case paymentActionRequired = "payment_processing.action_required"
    case bookingSettled = "payment_processing.booking_settled"
    case bookingSettledFailed = "payment_processing.booking_settled_failed"
    case overdue
    case paid
    case uncollectible
    case voided

    package static let initial = OpenMeterStatus.draftCreated

    /// What stands before the dot.
    package var shortStatus: String {
        rawValue.split(separator: ".").first.map(String.init) ?? rawValue
    }

    /// Our state; nil where the invoice is deleted or about to be.
    package var invoiceState: InvoiceState? {
        switch self {
        case .gathering: .gathering
        case .draftCreated, .draftWaitingForCollection, .draftCollecting, .draftUpdating,
            .draftManualApprovalNeeded, .draftValidating, .draftInvalid, .draftSyncing,
            .draftSyncFailed, .draftWaitingAutoApproval:
            .draft
        // Approved, and on its way to a number that it does not have yet.
        case .draftReadyToIssue, .finalizingLines, .finalizingLinesFailed, .issueSyncing,
            .issueFailed, .bookingCharges, .bookingChargesFailed:
            .approved
        case .deleting, .deleteSyncing, .deleteFailed, .deleted: nil
        // OpenMeter knows no part of a payment; overdue follows from the due date with us.
        case .issued, .paymentPending, .bookingAuthorized, .bookingAuthorizedFailed, .bookingPaid,
            .bookingPaidFailed, .paymentAuthorized, .paymentFailed, .paymentActionRequired,
            .bookingSettled, .bookingSettledFailed, .overdue:
            .issued
        case .paid: .paid
        case .uncollectible: .uncollectible
        case .voided: .void
        }
    }
}

extension OpenMeterStatus {
    /// Whether a step failed and waits for somebody. An invalid draft does not count as failed.
    package var isFailed: Bool { Self.failedStatuses.contains(self) }

    /// Whether OpenMeter calls it done. An uncollectible invoice is, and can still be paid.
    package var isFinal: Bool { Self.finalStatuses.contains(self) }

    private static let failedStatuses: Set<OpenMeterStatus> = [
        .draftSyncFailed, .finalizingLinesFailed, .issueFailed, .bookingChargesFailed,
        .deleteFailed, .bookingAuthorizedFailed, .bookingPaidFailed, .paymentFailed,
        .bookingSettledFailed,
    ]

    private static let finalStatuses: Set<OpenMeterStatus> = [
        .deleted, .paid, .uncollectible, .voided,
    ]

    package var isInGraph: Bool { self != .gathering }
    package var isTerminal: Bool { Self.graph.isTerminal(self) }
    package var isEditable: Bool { Self.graph.knows(.updated, in: self) }
    package var isImmutable: Bool { !isEditable }
    package var isDeletable: Bool { Self.graph.knows(.delete, in: self) }
    package var isRetryable: Bool { Self.graph.knows(.retry, in: self) }
    package var isApprovable: Bool { Self.graph.knows(.approve, in: self) }
    package var isVoidable: Bool { Self.graph.knows(.void, in: self) }
    package var advancesAutomatically: Bool { Self.graph.knows(.next, in: self) }
}
