internal import CTerminal
package import TerminalKit

/// The terminal of the process. There is one; it is taken by `init` and given back by `close`.
package final class CursesTerminal: Terminal {
    package let facts: TerminalFacts
    /// What came together with other news, in the order in which it is told.
    private var waiting: [TerminalNews] = []
    /// When the terminal was asked something that it has not answered yet.
    private var askedAt: Int?

    /// - Parameter type: the value of TERM.
    package init(type: String) throws(TerminalProblem) {
        var facts = cterminal_facts()
        switch unsafe cterminal_open(0, 1, &facts) {
        case cterminal_ready: break
        case cterminal_no_terminal: throw .noTerminal
        case cterminal_unknown_type: throw .unknownType
        case cterminal_too_simple: throw .tooSimple
        default: throw .failed
        }
        self.facts = TerminalFacts(
            colors: Int(facts.colors),
            hasTrueColor: facts.has_rgb,
            isUTF8: facts.is_utf8,
            abilities: TerminalAbilities(
                erasesWithGround: facts.erases_with_ground,
                erasesCharacters: facts.erases_characters,
                repeatsCharacters: facts.repeats_characters,
                scrollsRegions: facts.scrolls_regions,
                isUTF8: facts.is_utf8,
            ),
        )
        enter(asking: Self.answersQuestions(type))
    }

    /// Terminals that pass over a question that they do not know. Others print a part of it.
    private static func answersQuestions(_ type: String) -> Bool {
        [
            "xterm", "tmux", "foot", "kitty", "alacritty", "wezterm", "ghostty", "contour",
            "mintty", "iterm", "konsole", "vte", "gnome",
        ].contains { type.hasPrefix($0) }
    }

    // Pastes come marked, the mouse tells presses and its wheel, nothing wraps at the right edge.
    private static let greeting = "\u{1B}[?2004h\u{1B}[?1000h\u{1B}[?1006h\u{1B}[?7l"
    private static let farewell =
        "\u{1B}[0m\u{1B}[?7h\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?25h"
    /// Whether it can show a frame at once.
    private static let question = "\u{1B}[?2026$p"

    private func enter(asking: Bool = false) {
        let greeting = Self.greeting + (asking ? Self.question : "")
        if asking { askedAt = nowMilliseconds }
        unsafe cterminal_enter(greeting, Self.farewell)
    }

    /// Gives the terminal back as it was.
    package func close() {
        awaitAnswer()
        cterminal_close()
    }

    /// An answer that is on its way would be typed into the shell: it is waited for, but not long.
    private func awaitAnswer() {
        guard let askedAt, nowMilliseconds - askedAt < 500 else { return }
        var signal: Int32 = 0
        let flags = unsafe cterminal_wait(50, &signal)
        if flags & Int32(cterminal_news_input) != 0 { _ = read() }
    }

    /// Makes a wait return; may be called from any thread.
    package static func wake() {
        cterminal_wake()
    }

    // MARK: - Terminal

    package var size: GridSize {
        var columns: Int32 = 0
        var rows: Int32 = 0
        unsafe cterminal_size(&columns, &rows)
        return GridSize(columns: Int(columns), rows: Int(rows))
    }

    package var nowMilliseconds: Int { cterminal_now() }

    package func write(_ bytes: [UInt8]) {
        // That the terminal is gone comes out at the next wait.
        unsafe bytes.withUnsafeBufferPointer {
            unsafe _ = cterminal_write($0.baseAddress, $0.count)
        }
    }

    package func suspend() {
        cterminal_leave()
        cterminal_stop()
        enter()
    }

    package func wait(atMostMilliseconds limit: Int?) -> TerminalNews {
        if waiting.isEmpty { waiting = news(limit) }
        return waiting.removeFirst()
    }

    /// At least one.
    private func news(_ limit: Int?) -> [TerminalNews] {
        var signal: Int32 = 0
        let flags = unsafe cterminal_wait(limit.map { Int32(clamping: max($0, 0)) } ?? -1, &signal)
        var news: [TerminalNews] = []
        if flags & Int32(cterminal_news_ended) != 0 {
            return [.ended(.signalled(signal))]
        }
        if flags & Int32(cterminal_news_input) != 0 {
            guard let bytes = read() else { return [.ended(.closed)] }
            news.append(.input(bytes))
        }
        if flags & Int32(cterminal_news_woken) != 0 { news.append(.woken) }
        if flags & Int32(cterminal_news_stop) != 0 {
            suspend()
            news.append(.resumed)
        } else if flags & Int32(cterminal_news_continued) != 0 {
            // Whoever stopped the process may have used the terminal meanwhile.
            cterminal_leave()
            enter()
            news.append(.resumed)
        }
        if flags & Int32(cterminal_news_resized) != 0 { news.append(.resized) }
        if flags & Int32(cterminal_news_closed) != 0 { news.append(.ended(.closed)) }
        return news.isEmpty ? [.timedOut] : news
    }

    private func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe cterminal_read($0.baseAddress, $0.count)
        }
        if count < 0 { return nil }
        let read = bytes.prefix(count)
        // Every answer starts with this, and no key does.
        if read.starts(with: "\u{1B}[?".utf8) { askedAt = nil }
        return Array(read)
    }
}
