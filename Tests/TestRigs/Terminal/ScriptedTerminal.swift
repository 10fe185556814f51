import Glibc
import Synchronization
package import TerminalKit
import Testing

/// A terminal that plays a script to a real loop, on a clock of its own.
///
/// A step is taken only when the loop has nothing left to do: no work under way, no news, nothing
/// to paint. So nothing here waits for time, and every run is the same.
package final class ScriptedTerminal: Terminal {
    package enum Step: Sendable {
        case input([UInt8])
        case resize(GridSize)
        /// Lets the clock run on, in steps as the loop wants to be woken.
        case pass(milliseconds: Int)
        case end(TerminalEnd)
        case stop
        /// Something happens elsewhere, and the loop is told of it.
        case news(@Sendable () -> Void)
        /// Keeps what the screen shows.
        case look
    }

    package private(set) var size: GridSize
    package private(set) var nowMilliseconds = 1000
    package private(set) var screen: EmulatedScreen
    /// How many bytes each input was answered with, in order.
    package private(set) var answers: [Int] = []
    package private(set) var suspensions = 0
    package private(set) var looks: [EmulatedScreen] = []

    private var steps: ArraySlice<Step>
    private let isIdle: () -> Bool
    private let bell = Bell()
    private var unwritten = 0
    /// When the step under way ends that lets time pass.
    private var passesUntil: Int?
    /// The script has just said how much time passes.
    private var hasPassed = false

    /// - Parameter isIdle: whether the loop's workers have nothing under way.
    package init(size: GridSize, _ steps: [Step], isIdle: @escaping () -> Bool) {
        self.size = size
        self.steps = steps[...]
        self.isIdle = isIdle
        screen = EmulatedScreen(columns: size.columns, rows: size.rows)
    }

    /// What workers call when they have news.
    package var wake: @Sendable () -> Void {
        let bell = bell
        return { bell.ring() }
    }

    package func write(_ bytes: [UInt8]) {
        screen.feed(bytes)
        unwritten += bytes.count
    }

    package func suspend() {
        suspensions += 1
        screen = EmulatedScreen(columns: size.columns, rows: size.rows)
    }

    package func wait(atMostMilliseconds limit: Int?) -> TerminalNews {
        if bell.wasRung { return .woken }
        if !isIdle() {
            bell.await()
            return .woken
        }
        if let passesUntil { return pass(until: passesUntil, limit) }
        // Between two steps all that waits for time is given it, unless the script says how much
        // time passes between them.
        if let limit, !hasPassed, !passesNext {
            nowMilliseconds += limit
            return .timedOut
        }
        hasPassed = false
        return next()
    }

    private var passesNext: Bool {
        if case .pass = steps.first { true } else { false }
    }

    private func pass(until end: Int, _ limit: Int?) -> TerminalNews {
        let step = min(limit ?? .max, end - nowMilliseconds)
        nowMilliseconds += step
        if nowMilliseconds >= end {
            passesUntil = nil
            hasPassed = true
        }
        return .timedOut
    }

    private func next() -> TerminalNews {
        while let step = steps.popFirst() {
            switch step {
            case .look: looks.append(screen)
            case .input(let bytes):
                answers.append(unwritten)
                unwritten = 0
                return .input(bytes)
            case .resize(let size):
                self.size = size
                screen = EmulatedScreen(columns: size.columns, rows: size.rows)
                return .resized
            case .pass(let milliseconds):
                passesUntil = nowMilliseconds + milliseconds
                return .timedOut
            case .stop: return .resumed
            case .news(let happen):
                happen()
                bell.await()
                return .woken
            case .end(let end): return .ended(end)
            }
        }
        answers.append(unwritten)
        return .ended(.closed)
    }
}

/// A sound that one thread waits for and others make.
private final class Bell: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() {
        var ends: [Int32] = [0, 0]
        precondition(unsafe pipe(&ends) == 0, "a pipe can be made")
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    func ring() {
        var byte: UInt8 = 1
        _ = unsafe Glibc.write(ends.write, &byte, 1)
    }

    /// Whether it was rung since somebody last asked.
    var wasRung: Bool {
        var bytes = [UInt8](repeating: 0, count: 256)
        return unsafe read(ends.read, &bytes, bytes.count) > 0
    }

    /// Returns when it is rung. Other tests may keep all threads of tasks busy
    /// for a while; minutes without a sound are a fault of what was to ring.
    func await() {
        var end = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
        if unsafe poll(&end, 1, 1_800_000) == 0 { Issue.record("nobody wakes the loop") }
        _ = wasRung
    }
}
