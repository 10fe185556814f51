import Glibc
import TestRigs
import Testing

/// A shell in a terminal of its own, which can be typed into and looked at.
final class TmuxSession {
    private let scratch: ScratchFolder
    private let tmux: ProgramRunner
    private let socket: String
    /// What the shell says when it waits.
    static let prompt = "ready>"

    init(columns: Int, rows: Int, path: String) throws {
        scratch = try ScratchFolder()
        socket = scratch.path + "/tmux"
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": scratch.path, "LC_ALL": "C.UTF-8",
            "TMPDIR": scratch.path, "DAYBOOK": path,
            "TMUX_TMPDIR": scratch.path,
        ]
        tmux = ProgramRunner(program: "/usr/bin/tmux", environment: environment)
        let rules = try scratch.file("rules", containing: "PS1='\(Self.prompt)'\n")
        try run([
            "-f", "/dev/null", "new-session", "-d", "-c", scratch.path, "-x", "\(columns)", "-y",
            "\(rows)",
            "bash --noprofile --rcfile \(rules) -i",
        ])
        try run(["set-option", "-g", "window-size", "manual"])
        try waitFor(Self.prompt)
    }

    deinit {
        _ = try? run(["kill-server"])
    }

    @discardableResult
    func run(_ words: [String]) throws -> String {
        let result = try tmux.run(["-S", socket] + words, in: scratch)
        try #require(result.exitCode == 0, "tmux \(words): \(result.transcript)")
        return result.output
    }

    func type(_ keys: String...) throws {
        for key in keys { try run(["send-keys", key]) }
    }

    var screen: String {
        get throws { try run(["capture-pane", "-p"]) }
    }

    /// What tmux knows of the terminal: whether a program has it for itself, what it listens to.
    func flags() throws -> String {
        try run([
            "display-message", "-p",
            "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag}",
        ])
    }

    /// Looks until the screen shows a text, or no longer shows it.
    func waitFor(_ text: String, isGone: Bool = false) throws {
        try waitFor("\(text)\(isGone ? " to go" : "")") { $0.contains(text) != isGone }
    }

    /// Looks until the screen is as wanted. Half a minute of anything else is a fault.
    func waitFor(_ what: String, _ isThere: (String) -> Bool) throws {
        for _ in 0..<1500 {
            if isThere(try screen) { return }
            // Another process draws: there is nothing to wait for but its picture.
            _ = poll(nil, 0, 20)
        }
        throw TestFailure("waited for \(what):\n\(try screen)")
    }

    func names(in folder: String) -> [String] { scratch.names.filter { $0.hasPrefix(folder) } }

    func content(of name: String) throws -> String { try readText(at: "\(scratch.path)/\(name)") }
}
