extension Keymap {
    static var standardSequences: [ConsoleCommand: [KeySequence]] {
        var sequences: [ConsoleCommand: [KeySequence]] = [:]
        for entry in CommandEntry.all {
            sequences[entry.command] = entry.keys.map { text in
                guard let sequence = KeySequence(text) else {
                    preconditionFailure("the command table names keys that exist: \(text)")
                }
                return sequence
            }
        }
        return sequences
    }

    /// The standard keys with those of a configuration in their place. What is wrong there is
    /// told, and the rest holds: a console with an odd key is better than none.
    package static func load(_ bindings: [KeyBinding]) -> (keymap: Keymap, problems: [KeyProblem]) {
        var loading = Loading()
        for binding in bindings { loading.take(binding) }
        loading.keepReachable()
        loading.settleClashes()
        return (Keymap(loading.sequences), loading.problems)
    }
}

private struct Loading {
    var sequences = Keymap.standardSequences
    var problems: [KeyProblem] = []
    /// Where a command was given its keys.
    private var lines: [ConsoleCommand: Int] = [:]

    mutating func take(_ binding: KeyBinding) {
        guard let command = ConsoleCommand(rawValue: binding.command) else {
            problems.append(.unknownCommand(binding.command, line: binding.line))
            return
        }
        sequences[command] = binding.keys.compactMap { text in
            if let sequence = KeySequence(text) { return sequence }
            problems.append(.unknownKey(text, command: binding.command, line: binding.line))
            return nil
        }
        lines[command] = binding.line
    }

    /// Without keys to leave and to ask for help nobody could find out how to mend the rest.
    mutating func keepReachable() {
        for command in [ConsoleCommand.quit, .help] where sequences[command, default: []].isEmpty {
            problems.append(.unreachable(command, line: lines[command] ?? 0))
            sequences[command] = Keymap.standardSequences[command]
        }
    }

    /// A key belongs to one command: to the one that was configured, else to the first.
    mutating func settleClashes() {
        let order =
            CommandEntry.all.map(\.command).filter { lines[$0] != nil }
            + CommandEntry.all.map(\.command).filter { lines[$0] == nil }
        var owners: [(sequence: KeySequence, command: ConsoleCommand)] = []
        for command in order {
            var kept: [KeySequence] = []
            for sequence in sequences[command, default: []] {
                let rival = owners.first { Self.clash($0.sequence, sequence) }
                if let rival {
                    let line = lines[command] ?? lines[rival.command]
                    problems.append(
                        .clash(
                            sequence.name,
                            command,
                            with: rival.sequence.name,
                            rival.command,
                            line: line ?? 0,
                        )
                    )
                } else {
                    kept.append(sequence)
                    owners.append((sequence, command))
                }
            }
            sequences[command] = kept
        }
    }

    /// Equal, or the one begins the other, which then could never be finished.
    private static func clash(_ one: KeySequence, _ other: KeySequence) -> Bool {
        one.starts(with: other.keys) || other.starts(with: one.keys)
    }
}
