import DaybookLive
import Glibc

/// Another program that is measured beside ours, where it is installed.
struct PeerProgram {
    private let path: String

    init?(_ name: String) {
        let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        let paths = folders.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = paths.first(where: { unsafe access($0, X_OK) == 0 }) else { return nil }
        path = found
    }

    /// Runs it to its end; what it has written, or nil where it failed.
    func run(_ arguments: [String], in folder: String) throws -> String? {
        let output = folder + "/output"
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(
            &actions,
            1,
            output,
            O_WRONLY | O_CREAT | O_TRUNC,
            0o600
        )
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, path, &actions, nil, &words, environ)
        guard code == 0 else { return nil }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        guard status == 0 else { return nil }
        return String(decoding: try FileSource.content(of: output), as: UTF8.self)
    }
}
