/// The instants at which the clocks of a zone show a local time.
package enum LocalResolution: Hashable, Sendable {
    /// They show it once.
    case unique(Instant)
    /// They go back, and show it twice.
    case ambiguous(earlier: Instant, later: Instant)
    /// They go forward and never show it. `transition` is the first instant after the gap,
    /// `shifted` the instant at which clocks that had not gone forward would show the time.
    case gap(transition: Instant, shifted: Instant)
}
