/// How a balance came about: window by window, and segment by segment.
package struct MeteredHistory: Hashable, Sendable {
    package let windows: [BalanceWindow]
    package let segments: [BurnDownSegment]
}

extension MeteredEntitlement {
    /// What happened between two instants, in windows on the wall clock of a zone. Windows that
    /// begin before usage is measured are left out.
    ///
    /// Without a start it begins at the last reset that somebody asked for, or with everything.
    package func history(
        from start: Instant? = nil,
        to end: Instant,
        _ size: BalanceWindow.Size,
        in zone: ZoneRules,
        usage: UsageSeries,
    ) throws -> MeteredHistory {
        let start = start ?? resets.last?.at ?? measuresFrom
        guard start >= measuresFrom else {
            throw EntitlementError.beforeMeasurement(start: measuresFrom)
        }
        guard start <= end else { throw EntitlementError.historyReversed }
        let range = try Period(from: start.minute, to: end.roundedUpToMinute())
        let windows = try size.windows(covering: range, in: zone)
            .filter { $0.from >= measuresFrom }
        // The first window begins before the range where that does not begin with a window.
        let first = min(range.from, windows.first?.from ?? range.from)
        let run = try run(from: snapshot(at: first, usage), until: range.to, usage)
        let segments = try run.result().segments
        return MeteredHistory(
            windows: try run.windows(windows, of: segments),
            segments: segments,
        )
    }
}
