internal import Glibc

/// Where things lie on this machine: the user's folders, and what ships with the program.
package struct Locations: Sendable {
    private let environment: [String: String]

    package init(environment: [String: String]) {
        self.environment = environment
    }

    package var defaultLedger: String { folder("XDG_DATA_HOME", ".local/share") + "/ledger.db" }
    package var defaultConfig: String { folder("XDG_CONFIG_HOME", ".config") + "/config.json" }
    package var userThemes: String { folder("XDG_CONFIG_HOME", ".config") + "/themes" }

    /// A folder of the XDG base directories; a relative one is ignored, as their text asks.
    private func folder(_ variable: String, _ fallback: String) -> String {
        if let folder = environment[variable], folder.hasPrefix("/") { return folder + "/daybook" }
        return "\(environment["HOME"] ?? ".")/\(fallback)/daybook"
    }

    /// A folder that ships with the program: beside the sources while it is being built, in
    /// `share/daybook` where it is installed.
    package func shipped(_ name: String) -> String? {
        guard let program = Self.programPath else { return nil }
        var folder = Substring(program)
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            for candidate in ["\(folder)/\(name)", "\(folder)/share/daybook/\(name)"] {
                if Self.isFolder(candidate) { return candidate }
            }
        }
        return nil
    }

    private static var programPath: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
