/// A terminal as the loop of a program sees it: bytes in, bytes out, and a clock.
///
/// The live one talks to a terminal of the system; that of the tests plays a script.
package protocol Terminal: AnyObject {
    var size: GridSize { get }
    /// Milliseconds since some moment; they never run backwards.
    var nowMilliseconds: Int { get }

    /// Writes all of the bytes. That the terminal is gone is told by the next `wait`.
    func write(_ bytes: [UInt8])

    /// Waits until there is news, at most so long; without a limit for as long as it takes.
    func wait(atMostMilliseconds limit: Int?) -> TerminalNews

    /// Gives the terminal back, stops the process, and returns when it goes on.
    func suspend()
}

/// Why a wait is over.
package enum TerminalNews: Hashable, Sendable {
    case input([UInt8])
    /// The window has another size.
    case resized
    /// Somebody has called for the loop: there is something in its mailbox.
    case woken
    /// The process was stopped by somebody else and goes on: the screen is to be drawn anew.
    case resumed
    case timedOut
    case ended(TerminalEnd)
}

/// Why there is no terminal any more.
package enum TerminalEnd: Hashable, Sendable {
    /// Its window was closed, its connection lost.
    case closed
    /// Somebody asked the process to end, by the signal of this number.
    case signalled(Int32)
}
