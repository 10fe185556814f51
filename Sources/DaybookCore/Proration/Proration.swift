/// Part of an amount for part of a time.
package enum Proration {
    /// `amount` × `share`, rounded once.
    package static func part(
        of amount: PreciseAmount,
        _ share: TimeRatio,
        scale: Int,
        _ rule: RoundingRule = .halfAwayFromZero,
    ) throws(NumberError) -> PreciseAmount {
        if share.numerator == share.denominator { return amount.rounded(toScale: scale, rule) }
        return try amount.multiplied(by: PreciseAmount(Int(share.numerator)))
            .divided(by: PreciseAmount(Int(share.denominator)), scale: scale, rounding: rule)
    }

    /// The share of a full period of service that was served, in the unit that the profile
    /// counts in. What takes no time is served whole: a moment, or a full period without any.
    package static func share(
        of service: Period<Instant>,
        in full: Period<Instant>,
        zone: ZoneRules,
        _ grain: ArithmeticProfile.ProrationGrain,
    ) throws(TimeError) -> TimeRatio {
        if service.isEmpty { return TimeRatio(1, over: 1) }
        switch grain {
        case .time: return service.share(of: full) ?? TimeRatio(1, over: 1)
        case .day:
            let days = try full.days(in: zone).lengthDays
            guard days > 0 else { return TimeRatio(1, over: 1) }
            return TimeRatio(Int64(try service.days(in: zone).lengthDays), over: Int64(days))
        }
    }
}

/// A flat amount of which a part is charged, as part of its period was served.
package struct ProratedAmount: Hashable, Sendable {
    package let whole: PreciseAmount
    /// In the unit that the profile counts in: 11 of 31 days.
    package let share: TimeRatio
    package let part: PreciseAmount
}

extension Period where Bound == Instant {
    /// The civil days from the day of the start to the day of the end, that one exclusive.
    package func days(in zone: ZoneRules) throws(TimeError) -> Period<CivilDate> {
        try Period<CivilDate>(from: zone.date(of: from), to: zone.date(of: to))
    }
}

/// What a commitment is short of, where it holds for part of its period only: both amounts are
/// prorated and rounded, then subtracted, because both stand on the invoice.
package enum CommitmentTrueUp {
    package static func missing(
        of minimum: PreciseAmount,
        after billed: PreciseAmount,
        _ share: TimeRatio,
        scale: Int,
        _ rule: RoundingRule = .halfAwayFromZero,
    ) throws(NumberError) -> PreciseAmount {
        let minimum = try Proration.part(of: minimum, share, scale: scale, rule)
        let billed = try Proration.part(of: billed, share, scale: scale, rule)
        return max(.zero, try minimum.subtracting(billed))
    }
}
