/// What can be configured: one row a setting. The file, the environment, the options, `info` and
/// the messages all derive from it.
package enum SettingKey: String, Sendable, CaseIterable {
    case ledger
    case actor
    case theme
    case color
    case ascii
    case ambiguousWidth

    /// The kinds of value that the file may hold.
    package enum Kind: Sendable {
        case text
        case choice([String])
        case flag
    }

    package var kind: Kind {
        switch self {
        case .ledger, .actor, .theme: .text
        case .color: .choice(["auto", "always", "never"])
        case .ascii: .flag
        case .ambiguousWidth: .choice(["narrow", "wide"])
        }
    }

    package var summary: String {
        switch self {
        case .ledger: "the ledger to work in"
        case .actor: "who acts: the name under which changes are journalled"
        case .theme: "the colours, by the name of a theme"
        case .color: "whether output is coloured"
        case .ascii: "draw with ASCII characters only"
        case .ambiguousWidth: "the width of characters that East Asian terminals draw wide"
        }
    }

    /// The environment variable that sets it, and the value that the variable's text stands for.
    package var environmentVariable: (name: String, value: @Sendable (String) -> String?)? {
        switch self {
        case .ledger: ("DAYBOOK_LEDGER", { $0.isEmpty ? nil : $0 })
        case .color: ("NO_COLOR", { $0.isEmpty ? nil : "never" })
        case .actor, .theme, .ascii, .ambiguousWidth: nil
        }
    }
}

/// A value that holds, and where it comes from.
package struct Setting: Hashable, Sendable {
    package let value: String
    package let origin: Origin

    package enum Origin: Hashable, Sendable {
        case option(String)
        case environment(String)
        case file(line: Int)
        case standard
    }

    package init(value: String, origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

extension Setting.Origin: CustomStringConvertible {
    package var description: String {
        switch self {
        case .option(let name): "option \(name)"
        case .environment(let name): "environment \(name)"
        case .file(let line): "config file, line \(line)"
        case .standard: "default"
        }
    }
}
