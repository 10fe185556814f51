import DaybookLive
import Glibc

/// What a program left behind: its exit code and both of its outputs.
package struct ProgramResult: Sendable {
    /// The exit code, or 128 + the signal that ended it.
    package let exitCode: Int32
    package let output: String
    package let errors: String

    /// Everything that a golden text should show.
    package var transcript: String {
        var text = "exit \(exitCode)\n"
        if !output.isEmpty { text += "-- output\n\(output)" }
        if !errors.isEmpty { text += "-- errors\n\(errors)" }
        return text
    }
}

/// Runs a program with arguments, an environment of its own and given standard input.
package struct ProgramRunner: Sendable {
    package let program: String
    package var environment: [String: String]

    package init(program: String, environment: [String: String]) {
        self.program = program
        self.environment = environment
    }

    /// Runs to the end. Outputs go through files, so that no pipe can fill up and block.
    package func run(
        _ arguments: [String],
        input: String = "",
        in scratch: ScratchFolder,
    ) throws -> ProgramResult {
        let input = try scratch.file("stdin", containing: input)
        let output = scratch.path + "/stdout"
        let errors = scratch.path + "/stderr"
        let pid = try spawn(arguments, input: input, output: output, errors: errors)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        return ProgramResult(
            exitCode: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: try readText(at: output),
            errors: try readText(at: errors),
        )
    }

    private func spawn(
        _ arguments: [String],
        input: String,
        output: String,
        errors: String,
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        let creating = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, creating, 0o644)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, creating, 0o644)
        var argv: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map {
            unsafe strdup($0)
        }
        var envp: [UnsafeMutablePointer<CChar>?] = unsafe environment.sorted { $0.key < $1.key }
            .map { unsafe strdup("\($0.key)=\($0.value)") }
        defer { unsafe (argv + envp).forEach { unsafe free($0) } }
        unsafe argv.append(nil)
        unsafe envp.append(nil)
        var pid: pid_t = 0
        var attributes = Self.listening()
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let code = unsafe posix_spawn(&pid, program, &actions, &attributes, argv, envp)
        guard code == 0 else { throw TestFileError(path: program, code: code) }
        return pid
    }

    /// A test runs on a thread that no signal reaches, and a program that it starts would inherit
    /// that: a server could not be ended.
    private static func listening() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        return attributes
    }
}

/// A folder of its own for one test, removed when the test lets go of it.
package final class ScratchFolder: Sendable {
    package let path: String

    package init() throws {
        // Always here, so that paths are of one length and tables in golden texts of one width.
        let parent = "/tmp"
        var template = Array("\(parent)/daybook-test-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw TestFileError(path: parent, code: errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        removeTree(path)
    }

    /// Writes a file into the folder and answers its path.
    @discardableResult
    package func file(_ name: String, containing text: String) throws -> String {
        let path = "\(path)/\(name)"
        try writeBytes(Array(text.utf8), to: path)
        return path
    }

    /// The names in the folder, sorted.
    package var names: [String] { folderNames(path) }
}

private func folderNames(_ path: String) -> [String] {
    (try? Folders.names(in: path, endingIn: "")) ?? []
}

private func removeTree(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
        for name in folderNames(path) { removeTree("\(path)/\(name)") }
        unsafe rmdir(path)
    } else {
        unsafe unlink(path)
    }
}
