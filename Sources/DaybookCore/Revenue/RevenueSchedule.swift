/// What of an invoiced amount is earned in which month. Its entries and what is deferred always
/// add up to what was invoiced.
package struct RevenueSchedule: Hashable, Sendable {
    package let invoiced: Money
    /// In order of time; a month may earn nothing.
    package private(set) var entries: [RevenueEntry]

    package init(
        of invoiced: Money,
        over service: Period<CivilDate>,
        in zone: ZoneRules,
        _ rule: RecognitionRule,
    ) throws(RevenueError) {
        guard !service.isEmpty else { throw .emptyPeriod }
        self.invoiced = invoiced
        let months = service.months
        switch rule {
        case .immediate:
            entries = [RevenueEntry(month: service.from.startOfMonth, amount: invoiced)]
        case .daily:
            entries = try Self.spread(invoiced, months.map { ($0.from, $0.lengthDays) })
        case .perSecond:
            entries = try Self.spread(invoiced, Self.seconds(months, zone))
        case .evenMonths:
            let starts = Self.evenMonths(of: service)
            entries = try Self.spread(invoiced, starts.map { ($0, 1) })
        case .byUsage(let usage): entries = try Self.byUsage(invoiced, months, usage)
        case .byMilestone(let milestones):
            entries = try Self.byMilestone(invoiced, milestones)
        }
    }

    /// What is earned up to the end of the month of a day.
    package func recognised(throughMonthOf date: CivilDate) throws(NumberError) -> Money {
        var sum = Money.zero(invoiced.currency)
        for entry in entries where entry.month <= date.startOfMonth {
            sum = try sum.adding(entry.amount)
        }
        return sum
    }

    package func deferred(throughMonthOf date: CivilDate) throws(NumberError) -> Money {
        try invoiced.subtracting(recognised(throughMonthOf: date))
    }

    /// What a daily straight line has earned after a number of its days.
    package static func recognised(
        of amount: Money,
        afterDays count: Int,
        of days: Int,
    ) throws(RevenueError) -> Money {
        guard days > 0 else { throw .emptyPeriod }
        let served = min(max(count, 0), days)
        do throws(NumberError) {
            let parts = try amount.allocatedInOrder(by: [
                PreciseAmount(served), PreciseAmount(days - served),
            ])
            return parts[0]
        } catch {
            throw .number(error)
        }
    }

    /// A credit note takes revenue back in the month in which it is issued; what was closed stays.
    package mutating func addContra(_ amount: Money, issuedOn date: CivilDate) {
        let entry = RevenueEntry(month: date.startOfMonth, amount: amount.negated, isContra: true)
        let place = entries.firstIndex { $0.month > entry.month } ?? entries.count
        entries.insert(entry, at: place)
    }

    // MARK: - The rules

    private static func spread(
        _ amount: Money,
        _ months: [(start: CivilDate, weight: Int)],
    ) throws(RevenueError) -> [RevenueEntry] {
        do throws(NumberError) {
            let parts = try amount.allocatedInOrder(by: months.map { PreciseAmount($0.weight) })
            return zip(months, parts).map { RevenueEntry(month: $0.start.startOfMonth, amount: $1) }
        } catch {
            throw .number(error)
        }
    }

    private static func seconds(
        _ months: [Period<CivilDate>],
        _ zone: ZoneRules,
    ) throws(RevenueError) -> [(CivilDate, Int)] {
        do throws(TimeError) {
            var weights: [(CivilDate, Int)] = []
            for month in months {
                let length = try month.instants(in: zone).lengthMicroseconds
                weights.append((month.from, Int(length / Microseconds.inSecond)))
            }
            return weights
        } catch {
            throw .time(error)
        }
    }

    /// The months of a service counted from its first day: 15 January to 14 April is three, which
    /// earn in January, February and March.
    private static func evenMonths(of service: Period<CivilDate>) -> [CivilDate] {
        var starts: [CivilDate] = []
        while let start = try? service.from.adding(months: starts.count, monthEnd: .clamp),
            start < service.to
        {
            starts.append(start)
        }
        return starts
    }

    private static func byUsage(
        _ amount: Money,
        _ months: [Period<CivilDate>],
        _ usage: [CivilDate: PreciseAmount],
    ) throws(RevenueError) -> [RevenueEntry] {
        let starts = months.map(\.from.startOfMonth)
        for (month, _) in usage where !starts.contains(month.startOfMonth) {
            throw .usageOutsidePeriod(month)
        }
        let weights = starts.map { usage[$0] ?? .zero }
        guard weights.contains(where: \.isPositive) else { throw .noUsage }
        do throws(NumberError) {
            let parts = try amount.allocatedInOrder(by: weights)
            return zip(starts, parts).map { RevenueEntry(month: $0, amount: $1) }
        } catch {
            throw .number(error)
        }
    }

    private static func byMilestone(
        _ amount: Money,
        _ milestones: [RecognitionRule.Milestone],
    ) throws(RevenueError) -> [RevenueEntry] {
        let hundred = PreciseAmount(100)
        let reached = milestones.filter { $0.reachedOn != nil }
            .sorted { ($0.reachedOn ?? .latest) < ($1.reachedOn ?? .latest) }
        do throws(NumberError) {
            var (earned, open) = (PreciseAmount.zero, hundred)
            for milestone in milestones {
                guard !milestone.percent.isNegative else { throw .unusableWeights }
                open = try open.subtracting(milestone.percent)
            }
            guard !open.isNegative else { throw .unusableWeights }
            for milestone in reached { earned = try earned.adding(milestone.percent) }
            let weights = reached.map(\.percent) + [try hundred.subtracting(earned)]
            let parts = try amount.allocatedInOrder(by: weights)
            return zip(reached, parts).map {
                RevenueEntry(month: ($0.reachedOn ?? .latest).startOfMonth, amount: $1)
            }
        } catch NumberError.unusableWeights {
            throw .milestonesNotWhole
        } catch {
            throw .number(error)
        }
    }
}

/// What is earned in a month.
package struct RevenueEntry: Hashable, Sendable {
    /// Its first day.
    package let month: CivilDate
    package let amount: Money
    /// It takes back what a credit note gave.
    package let isContra: Bool

    init(month: CivilDate, amount: Money, isContra: Bool = false) {
        self.month = month
        self.amount = amount
        self.isContra = isContra
    }
}

extension Period where Bound == CivilDate {
    /// The period cut at the first of each month.
    package var months: [Period<CivilDate>] {
        var (months, from) = ([Period<CivilDate>](), from)
        while from < to {
            let next = min(to, (try? from.startOfMonth.adding(months: 1, monthEnd: .clamp)) ?? to)
            guard let month = try? Period(from: from, to: next), !month.isEmpty else { break }
            months.append(month)
            from = next
        }
        return months
    }
}
