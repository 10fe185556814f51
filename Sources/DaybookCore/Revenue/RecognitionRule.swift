/// When an amount that was invoiced is earned.
package enum RecognitionRule: Hashable, Sendable {
    /// All of it, on the first day.
    case immediate
    /// The same for each day of the service; the last day closes the sum.
    case daily
    /// The same for each second, so that a day of 23 hours earns less.
    case perSecond
    /// The same for each month of the service, whatever its length.
    case evenMonths
    /// By what was used in each month, of all that is to be used.
    case byUsage([CivilDate: PreciseAmount])
    /// By acts, each a share in percent; what no act has earned stays deferred.
    case byMilestone([Milestone])

    package struct Milestone: Hashable, Sendable {
        package let percent: PreciseAmount
        /// When it was reached; nil while it is not.
        package let reachedOn: CivilDate?

        package init(percent: PreciseAmount, reachedOn: CivilDate?) {
            self.percent = percent
            self.reachedOn = reachedOn
        }
    }
}

/// Why an amount cannot be spread over time.
package enum RevenueError: Error, Hashable, Sendable {
    /// The service covers no day.
    case emptyPeriod
    /// Nothing was or is to be used.
    case noUsage
    /// Usage lies in a month that the service does not touch.
    case usageOutsidePeriod(CivilDate)
    /// The milestones' shares are below zero or above 100 percent together.
    case milestonesNotWhole
    case number(NumberError)
    case time(TimeError)
}
