/// The disk under ledgers. There is one, the system's; tests put another in its place on which
/// calls fail.
package struct Disk: Sendable {
    /// What Daybook itself asks of the file system, beside what SQLite does.
    package enum Call: Hashable, Sendable {
        case look(String)
        /// Whether files can be made in a folder.
        case tryWriting(String)
        case copy(String)
        case sync(String)
        case rename(from: String, to: String)
        case link(from: String, to: String)
    }

    /// The name of SQLite's layer of files; nil for the system's.
    package let layer: String?
    /// Asked before each call: nought lets it happen, another number is the system's code for the
    /// failure.
    package let refusal: @Sendable (Call) -> Int32

    package init(layer: String?, refusal: @escaping @Sendable (Call) -> Int32) {
        self.layer = layer
        self.refusal = refusal
    }

    // Of the task, not of the process: tests run side by side.
    @TaskLocal package static var current = Disk(layer: nil) { _ in 0 }

    /// Whether a call may be made; if not, the reason is in `code`.
    static func refuses(_ call: Call, _ code: inout Int32) -> Bool {
        let refusal = current.refusal(call)
        if refusal != 0 { code = refusal }
        return refusal != 0
    }
}
