import DaybookConsole
import DaybookLive

/// What is wrong with configured keys, in words.
enum KeyWords {
    static func sentence(_ problem: KeyProblem) -> String {
        switch problem {
        case .unknownCommand(let name, _):
            let known = ConsoleCommand.allCases.map(\.rawValue)
            return "there is no command \(Words.quoted(name))"
                + FailureReport.meant(name, among: known)
        case .unknownKey(let key, let command, _):
            return "\(command): \(Words.quoted(key)) is no key; write `j`, `G`, `ctrl-p`, `g g`"
        case .clash(let key, let loser, let other, let winner, _):
            let keys = key == other ? "the key \(key)" : "the keys \(key) and \(other)"
            return "\(keys) cannot be for both \(winner.rawValue) and \(loser.rawValue)"
        case .unreachable(let command, _):
            return "\(command.rawValue) needs a key: it keeps its own"
        }
    }
}

extension Session {
    /// The keys that the configuration gives to commands.
    func keyBindings() throws -> [KeyBinding] {
        try settings().keys.map(\.binding)
    }
}

extension KeySetting {
    /// As the console takes it.
    var binding: KeyBinding { KeyBinding(command: command, keys: keys, line: line) }
}
