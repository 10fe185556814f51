/// Which times a query counts, at whole seconds: the fraction of a second decides nothing.
struct MeterRange: Sendable {
    /// The first second that counts, and the first that no longer does.
    private let from: Int64?
    private let to: Int64?
    /// For running totals: from where on earlier seconds are part of them.
    private let carriedFrom: Int64?

    enum Place {
        case outside, before, inside
    }

    init(_ query: MeterQuery, _ meter: Meter) throws(TimeError) {
        let lower = [query.from, meter.eventFrom].compactMap { $0?.seconds }.max()
        from = lower
        to = query.to?.seconds
        guard meter.aggregation.isCumulative, let start = query.from else {
            carriedFrom = lower
            return
        }
        let stretch = try meter.reset.stretch(containing: start, in: query.zone)
        carriedFrom = max(stretch.from, meter.eventFrom ?? .earliest).seconds
    }

    func place(of time: Instant) -> Place {
        let second = time.seconds
        if let to, second >= to { return .outside }
        guard let from, second < from else { return .inside }
        guard let carriedFrom, second >= carriedFrom else { return .outside }
        return .before
    }
}
