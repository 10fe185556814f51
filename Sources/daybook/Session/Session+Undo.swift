import DaybookCore
import DaybookStore
import DaybookWire

extension Session {
    /// Takes the last change of whoever acts back, or does it again.
    func cancelNext(_ direction: UndoSearch.Direction) throws {
        let (actor, now) = (try actor(), try now())
        guard let undone = try ledger().cancelNext(direction, by: actor, at: now) else {
            let word = direction == .undo ? "take back" : "do again"
            throw Failure(
                .notFound,
                "\(Words.quoted(actor)) has nothing to \(word)",
                advice: "`daybook journal list` shows what was changed; --as says who you are"
            )
        }
        try report(undone)
    }

    /// Says what was taken back.
    func report(_ undone: Undone) throws {
        if invocation.flag("json") || invocation.flag("jsonl") {
            try writeJSON([
                "cancels": .integer(undone.cancelled),
                "action": .string(undone.act.action),
                "journal": undone.entry.map { .integer($0) } ?? .null,
            ])
        } else if !invocation.flag("quiet") {
            let verb = undone.act.cause == .redo ? "did again" : "took back"
            let entry = undone.entry.map { ", entry \($0)" } ?? ", nothing was to be changed"
            try write(
                "\(verb) entry \(undone.cancelled), \(undone.act.action)\(entry)\n"
            )
        }
    }
}
