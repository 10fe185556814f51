/// What decides how far an invoice advances by itself in OpenMeter.
package struct OpenMeterCircumstances: Hashable, Sendable {
    package var isCollectionTimeReached: Bool
    package var autoAdvances: Bool
    package var isDraftPeriodOver: Bool
    /// Found by a validation; warnings are none.
    package var hasCriticalIssues: Bool
    package var isEveryLineDeleted: Bool
    /// The invoicing app has not yet taken the draft, or the final invoice.
    package var appHoldsDraft = false
    package var appHoldsIssue = false
    /// The statuses whose action on entering raises an error.
    package var failing: Set<OpenMeterStatus> = []

    package init(
        isCollectionTimeReached: Bool = true,
        autoAdvances: Bool = true,
        isDraftPeriodOver: Bool = false,
        hasCriticalIssues: Bool = false,
        isEveryLineDeleted: Bool = false,
    ) {
        self.isCollectionTimeReached = isCollectionTimeReached
        self.autoAdvances = autoAdvances
        self.isDraftPeriodOver = isDraftPeriodOver
        self.hasCriticalIssues = hasCriticalIssues
        self.isEveryLineDeleted = isEveryLineDeleted
    }

    fileprivate var withoutIssues: OpenMeterCircumstances {
        var cleared = self
        cleared.hasCriticalIssues = false
        cleared.failing = []
        return cleared
    }
}

extension OpenMeterStatus {
    /// The statuses that an invoice goes through by itself from this one, which it has just
    /// entered, to the one where it rests.
    package func path(under circumstances: OpenMeterCircumstances) -> [OpenMeterStatus] {
        var path = [self]
        while let last = path.last, let next = last.successor(under: circumstances) {
            precondition(!path.contains(next), "no invoice advances in a circle")
            path.append(next)
        }
        return path
    }

    private func successor(under circumstances: OpenMeterCircumstances) -> OpenMeterStatus? {
        // A validation that finds a critical issue fails as an action does that raises an error.
        let fails =
            circumstances.failing.contains(self)
            || (circumstances.hasCriticalIssues && actionsOnEnter.contains(.validate))
        let failure = fails ? target(of: .failed, under: circumstances) : nil
        return failure ?? target(of: .next, under: circumstances)
    }

    /// Where a trigger leads at once, or nil where it cannot fire.
    package func target(
        of trigger: OpenMeterTrigger,
        under circumstances: OpenMeterCircumstances,
    ) -> OpenMeterStatus? {
        Self.graph.transition(
            from: self,
            on: trigger,
            before: circumstances,
            after: circumstances
        )?.to
    }

    /// Where the invoice rests after a trigger and all that advances by itself, if nothing fails:
    /// OpenMeter promises it with each action that it offers.
    package func result(
        of trigger: OpenMeterTrigger,
        under circumstances: OpenMeterCircumstances,
    ) -> OpenMeterStatus? {
        let cleared = circumstances.withoutIssues
        return target(of: trigger, under: cleared)?.path(under: cleared).last
    }
}
