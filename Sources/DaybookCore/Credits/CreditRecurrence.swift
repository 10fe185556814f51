/// That a credit is given anew period by period: the first period begins with the credit, and what
/// is left at the end of one goes on within bounds.
package struct CreditRecurrence: Hashable, Sendable {
    /// The first day on which it is not given anew: there the last period ends. Nil: it goes on.
    package let until: CivilDate?
    package let rollover: CreditRollover
    private let dates: DateRecurrence

    /// A hundred years of days. No agreement has more periods; a slip of the pen does.
    package static var periodLimit: Int { 36_525 }

    package init(
        from anchor: CivilDate,
        every interval: CalendarDuration,
        until: CivilDate? = nil,
        _ rollover: CreditRollover,
    ) throws(CreditError) {
        do throws(TimeError) {
            dates = try DateRecurrence(anchor: anchor, interval: interval)
        } catch {
            throw .unusableInterval(error)
        }
        if let until {
            guard until > anchor else { throw .neverRenewed }
            guard dates.index(containing: until) < Self.periodLimit else { throw .tooManyPeriods }
        }
        self.until = until
        self.rollover = rollover
    }

    /// So many periods.
    package init(
        from anchor: CivilDate,
        every interval: CalendarDuration,
        times: Int,
        _ rollover: CreditRollover,
    ) throws(CreditError) {
        guard times > 0 else { throw .neverRenewed }
        guard times <= Self.periodLimit else { throw .tooManyPeriods }
        let end: CivilDate
        do throws(TimeError) {
            end = try DateRecurrence(anchor: anchor, interval: interval).occurrence(times)
        } catch {
            throw .unusableInterval(error)
        }
        try self.init(from: anchor, every: interval, until: end, rollover)
    }

    package var anchor: CivilDate { dates.anchor }
    package var interval: CalendarDuration { dates.interval }

    // MARK: - Periods

    /// The end of a period.
    package struct Turn: Hashable, Sendable {
        package let on: CivilDate
        /// Whether it is given anew then; the end of the last period is none.
        package let isRenewal: Bool
    }

    /// The turn that ends period n, counted from zero. Nil behind the last one, and where the
    /// calendar ends.
    func turn(_ n: Int) -> Turn? {
        guard let day = try? dates.occurrence(n + 1) else { return nil }
        guard let until, until <= day else { return Turn(on: day, isRenewal: true) }
        // The period before this one must have begun before the end.
        guard let begin = try? dates.occurrence(n), begin < until else { return nil }
        return Turn(on: until, isRenewal: false)
    }

    /// The first turn after a day.
    package func turn(after day: CivilDate) -> Turn? {
        turn(max(0, dates.index(containing: max(day, anchor))))
    }

    /// How many periods begin before a day.
    func periodCount(before day: CivilDate) -> Int {
        let end = until.map { min($0, day) } ?? day
        guard end > anchor else { return 1 }
        let index = dates.index(containing: end)
        return (try? dates.occurrence(index)) == end ? index : index + 1
    }
}
