/// A share of a metered amount, event by event where parts of it count per event.
package struct PercentagePrice: Hashable, Sendable {
    package let percent: PreciseAmount
    /// Added to the share of each event that is charged.
    package internal(set) var fixedPerEvent: PreciseAmount?
    /// Bounds of what one event costs; the fixed part lies within them.
    package internal(set) var minimumPerEvent: PreciseAmount?
    package internal(set) var maximumPerEvent: PreciseAmount?
    /// The first events, and the first part of the amount, that cost nothing. Where both are
    /// given, what is used up first ends the allowance; see `allowedEvents`.
    package let freeEvents: Int?
    package let freeAmount: PreciseAmount?

    package init(
        percent: PreciseAmount,
        fixedPerEvent: PreciseAmount? = nil,
        minimumPerEvent: PreciseAmount? = nil,
        maximumPerEvent: PreciseAmount? = nil,
        freeEvents: Int? = nil,
        freeAmount: PreciseAmount? = nil,
    ) throws(PriceError) {
        try PriceError.requireNotNegative(percent, "ratePercent")
        try PriceError.requireNotNegative(fixedPerEvent, "fixedPerEvent")
        try PriceError.requireNotNegative(minimumPerEvent, "perEventMinimum")
        try PriceError.requireNotNegative(maximumPerEvent, "perEventMaximum")
        try PriceError.requireNotNegative(freeAmount, "freeAmount")
        if let freeEvents, freeEvents < 0 { throw PriceError("freeEvents", .negative) }
        if let minimumPerEvent, let maximumPerEvent, minimumPerEvent > maximumPerEvent {
            throw PriceError("perEventMinimum", .minimumAboveMaximum)
        }
        self.percent = percent
        self.fixedPerEvent = fixedPerEvent
        self.minimumPerEvent = minimumPerEvent
        self.maximumPerEvent = maximumPerEvent
        self.freeEvents = freeEvents
        self.freeAmount = freeAmount
    }

    /// The count that ends the allowance. Nought frees nothing, and where each event has bounds,
    /// an amount that is free is used up however many events that takes.
    var allowedEvents: Int? {
        let hasBounds = minimumPerEvent != nil || maximumPerEvent != nil
        if hasBounds && allowedAmount != nil { return nil }
        return freeEvents == 0 ? nil : freeEvents
    }

    var allowedAmount: PreciseAmount? { freeAmount.flatMap { $0.isZero ? nil : $0 } }

    var freesEvents: Bool { allowedEvents != nil || allowedAmount != nil }

    /// Whether a total is not enough to compute it: each event counts.
    package var countsEvents: Bool {
        fixedPerEvent != nil || minimumPerEvent != nil || maximumPerEvent != nil
            || freeEvents != nil
    }
}
