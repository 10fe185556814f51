extension OpenMeterStatus {
    package typealias Graph = StateGraph<OpenMeterStatus, OpenMeterTrigger, OpenMeterGuard>
    private typealias Row = Graph.Transition

    /// OpenMeter's life of an invoice. What can be edited, deleted or voided is read from it.
    package static let graph = Graph(
        advancing + failing + retrying + edits + deletions + voids + payments
    )

    private static let advancing: [Row] = [
        next(.draftCreated, .draftWaitingForCollection),
        next(.draftWaitingForCollection, .draftCollecting, [.collectionTimeReached]),
        Row(from: .draftWaitingForCollection, .forceCollect, to: .draftCollecting),
        next(.draftCollecting, .draftValidating),
        next(.draftUpdating, .draftWaitingForCollection),
        next(.draftValidating, .draftSyncing, [.noCriticalIssues]),
        next(
            .draftSyncing,
            .draftManualApprovalNeeded,
            [.autoAdvanceOff, .noCriticalIssues, .appReleasesDraft]
        ),
        next(
            .draftSyncing,
            .draftWaitingAutoApproval,
            [.autoAdvanceOn, .noCriticalIssues, .appReleasesDraft]
        ),
        // A person may approve before the draft period is over, and past a critical issue.
        Row(from: .draftWaitingAutoApproval, .approve, to: .draftReadyToIssue),
        next(.draftWaitingAutoApproval, .draftReadyToIssue, [.draftPeriodOver, .noCriticalIssues]),
        Row(
            from: .draftManualApprovalNeeded,
            .approve,
            to: .draftReadyToIssue,
            guards: [.noCriticalIssues]
        ),
        next(.draftReadyToIssue, .deleteSyncing, [.everyLineDeleted]),
        next(.draftReadyToIssue, .finalizingLines, [.someLineKept]),
        next(.deleting, .deleteSyncing),
        next(.deleteSyncing, .deleted),
        next(.finalizingLines, .issueSyncing),
        next(.issueSyncing, .bookingCharges, [.appReleasesIssue]),
        next(.bookingCharges, .issued),
        next(.issued, .paymentPending),
        next(.bookingAuthorized, .paymentAuthorized),
        next(.bookingPaid, .paid),
        next(.bookingSettled, .paid),
    ]

    private static let failing: [Row] = [
        fail(.draftCreated, .draftInvalid),
        fail(.draftCollecting, .draftInvalid),
        fail(.draftUpdating, .draftInvalid),
        fail(.draftValidating, .draftInvalid),
        fail(.draftSyncing, .draftSyncFailed),
        fail(.deleting, .deleteFailed),
        fail(.deleteSyncing, .deleteFailed),
        fail(.finalizingLines, .finalizingLinesFailed),
        fail(.issueSyncing, .issueFailed),
        fail(.bookingCharges, .bookingChargesFailed),
        fail(.bookingAuthorized, .bookingAuthorizedFailed),
        fail(.bookingPaid, .bookingPaidFailed),
        fail(.bookingSettled, .bookingSettledFailed),
    ]

    private static let retrying: [Row] = [
        retry(.draftInvalid, .draftValidating),
        retry(.draftSyncFailed, .draftValidating),
        retry(.finalizingLinesFailed, .finalizingLines),
        retry(.issueFailed, .issueSyncing),
        retry(.bookingChargesFailed, .bookingCharges),
        retry(.bookingAuthorizedFailed, .bookingAuthorized),
        retry(.bookingPaidFailed, .bookingPaid),
        retry(.bookingSettledFailed, .bookingSettled),
        retry(.paymentFailed, .paymentPending),
        retry(.paymentActionRequired, .paymentPending),
        retry(.overdue, .paymentPending),
    ]

    private static let edits = rows(
        .updated,
        to: .draftUpdating,
        from: [
            .draftCreated, .draftWaitingForCollection, .draftCollecting, .draftValidating,
            .draftInvalid, .draftSyncFailed, .draftWaitingAutoApproval,
            .draftManualApprovalNeeded, .draftReadyToIssue,
        ],
    )

    private static let deletions = rows(
        .delete,
        to: .deleting,
        from: [
            .draftCreated, .draftWaitingForCollection, .draftCollecting, .draftUpdating,
            .draftValidating, .draftInvalid, .draftSyncing, .draftSyncFailed,
            .draftReadyToIssue, .draftWaitingAutoApproval, .draftManualApprovalNeeded,
            .finalizingLines, .finalizingLinesFailed, .issueSyncing, .issueFailed,
            .bookingCharges, .bookingChargesFailed, .deleteFailed,
        ],
    )

    /// Not from overdue, yet from uncollectible.
    private static let voids = rows(
        .void,
        to: .voided,
        from: [
            .issued, .paymentPending, .bookingAuthorized, .bookingAuthorizedFailed, .bookingPaid,
            .bookingPaidFailed, .paymentAuthorized, .bookingSettled, .bookingSettledFailed,
            .paymentFailed, .paymentActionRequired, .uncollectible,
        ],
    )

    private static let payments: [Row] =
        rows(.authorized, to: .bookingAuthorized, from: unpaid + [.uncollectible])
        + rows(.paid, to: .bookingPaid, from: unpaid + [.uncollectible])
        + rows(.paid, to: .bookingSettled, from: [.paymentAuthorized])
        + rows(.failed, to: .paymentFailed, from: without(.paymentFailed))
        + rows(.actionRequired, to: .paymentActionRequired, from: without(.paymentActionRequired))
        + rows(.paymentOverdue, to: .overdue, from: without(.overdue))
        + rows(.paymentUncollectible, to: .uncollectible, from: unpaid + [.paymentAuthorized])

    /// The money is neither there nor promised.
    private static let unpaid: [OpenMeterStatus] = [
        .paymentPending, .paymentFailed, .paymentActionRequired, .overdue,
    ]

    /// All in which a payment is waited for, but the one that a row leads to.
    private static func without(_ status: OpenMeterStatus) -> [OpenMeterStatus] {
        (unpaid + [.paymentAuthorized]).filter { $0 != status }
    }

    private static func rows(
        _ trigger: OpenMeterTrigger,
        to target: OpenMeterStatus,
        from statuses: [OpenMeterStatus],
    ) -> [Row] {
        statuses.map { Row(from: $0, trigger, to: target) }
    }

    private static func next(
        _ from: OpenMeterStatus,
        _ to: OpenMeterStatus,
        _ guards: [OpenMeterGuard] = [],
    ) -> Row {
        Row(from: from, .next, to: to, guards: guards)
    }

    private static func fail(_ from: OpenMeterStatus, _ to: OpenMeterStatus) -> Row {
        Row(from: from, .failed, to: to)
    }

    private static func retry(_ from: OpenMeterStatus, _ to: OpenMeterStatus) -> Row {
        Row(from: from, .retry, to: to)
    }
}
