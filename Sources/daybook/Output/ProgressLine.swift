import DaybookLive
import TerminalKit

/// The line on a terminal that tells how far something long is. It is gone when the command ends.
struct ProgressLine {
    private let errors = OutputStream.standardError()
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var shownAt: ContinuousClock.Instant?

    init(_ session: Session) {
        isShown = errors.isTerminal && !session.invocation.flag("quiet")
        start = clock.now
    }

    /// - Parameter total: nil where nobody knows it.
    mutating func show(_ label: String, _ done: Int, of total: Int?) throws {
        let now = clock.now
        if let shownAt, shownAt.duration(to: now) < .milliseconds(100) { return }
        shownAt = now
        guard isShown else { return }
        var parts = [label, CountText.grouped(done)]
        if let total, total > 0 {
            let elapsed = start.duration(to: now) / .seconds(1)
            let share = Double(done) / Double(total)
            parts[1] = CountText.part(done, of: total)
            parts.append("\(Int(share * 100)) %")
            if elapsed >= 1 && share > 0 {
                parts.append("\(Int(elapsed / share - elapsed))s left")
            }
        }
        try errors.write("\r\(Words.line(parts.joined(separator: "  ")))\u{1b}[K")
        try errors.flush()
    }

    func clear() throws {
        guard isShown, shownAt != nil else { return }
        try errors.write("\r\u{1b}[K")
        try errors.flush()
    }

    /// Ends a command between two steps when the user wants it to end.
    static func checkInterrupt(_ words: String) throws {
        if Interrupts.isPending { throw Failure(.stopped, words) }
    }
}
