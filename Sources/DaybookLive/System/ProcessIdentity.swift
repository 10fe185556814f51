package import DaybookStore

/// What tells this process from every other one, also from a later one of the same number: the
/// machine, its start, the number and the moment at which the process began, as Linux tells them.
package enum ProcessIdentity {
    /// As whoever holds a job.
    package static var holder: JobHolder {
        JobHolder(name: own ?? "", isThere: isThere)
    }

    private static var own: String? {
        guard let machine, let stat = stat(of: "self") else { return nil }
        return "\(machine) \(stat.number) \(stat.begin)"
    }

    /// `host boot`
    private static var machine: String? {
        let names = ["hostname", "random/boot_id"].map { line("/proc/sys/kernel/\($0)") }
        guard let host = names[0], let boot = names[1] else { return nil }
        return "\(host) \(boot)"
    }

    /// Of another machine nobody here can tell: what it does is believed to go on.
    private static func isThere(_ name: String) -> Bool {
        let parts = name.split(separator: " ").map(String.init)
        guard parts.count == 4, let machine else { return true }
        let own = machine.split(separator: " ").map(String.init)
        if parts[0] != own[0] { return true }
        if parts[1] != own[1] { return false }
        guard let stat = stat(of: parts[2]) else { return false }
        return stat.begin == parts[3] && !stat.hasEnded
    }

    private struct Stat {
        let number: String
        let begin: String
        /// It is dead, and nobody has looked at how it ended.
        let hasEnded: Bool
    }

    private static func stat(of process: String) -> Stat? {
        guard let text = line("/proc/\(process)/stat"),
            let number = text.split(separator: " ").first,
            // The name of the program stands in brackets and may hold anything.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > beginField else { return nil }
        return Stat(
            number: String(number),
            begin: String(fields[beginField]),
            hasEnded: ["Z", "X"].contains(fields[0])
        )
    }

    /// Counted behind the name: the state is the first.
    private static var beginField: Int { 19 }

    private static func line(_ path: String) -> String? {
        guard let bytes = try? FileSource.content(of: path, limit: 1 << 16) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n").first.map(String.init)
    }
}
