import DaybookLive
import DaybookStore
import TerminalKit

/// The line on a terminal that tells how far an ingest is.
struct IngestProgress {
    private let errors = OutputStream.standardError()
    private let isShown: Bool
    private let total: Int?
    private let start = ContinuousClock().now
    /// What an earlier run had read: it says nothing of how fast this one is.
    private let readBefore: Int
    private let endBefore: Int
    private var isDrawn = false

    init(_ session: Session, _ ingest: EventIngest, total: Int?) {
        (readBefore, endBefore) = (ingest.counts.read, ingest.end)
        isShown = errors.isTerminal && !session.invocation.flag("quiet")
        self.total = total.flatMap { $0 > 0 ? $0 : nil }
    }

    mutating func show(_ ingest: EventIngest) throws {
        guard isShown else { return }
        let elapsed = start.duration(to: ContinuousClock().now) / .seconds(1)
        var parts = ["\(CountText.grouped(ingest.counts.read)) events"]
        if elapsed >= 1 {
            let rate = Double(ingest.counts.read - readBefore) / elapsed
            parts.append("\(CountText.grouped(Int(rate)))/s")
        }
        if let total {
            parts.append("\(min(ingest.end * 100 / total, 100)) %")
            let done = Double(ingest.end - endBefore)
            if elapsed >= 1 && done > 0 {
                let left = Double(max(total - ingest.end, 0)) * elapsed / done
                parts.append("\(Int(left))s left")
            }
        }
        try errors.write("\r\(parts.joined(separator: "  "))\u{1b}[K")
        try errors.flush()
        isDrawn = true
    }

    func clear() throws {
        guard isDrawn else { return }
        try errors.write("\r\u{1b}[K")
        try errors.flush()
    }
}
