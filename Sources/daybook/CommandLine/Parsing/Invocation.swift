/// A command line that was read: the command and the values of its options and arguments.
///
/// Asking for a name that the command does not declare, or for a kind that it does not have, is a
/// mistake in the program and traps with the rule it breaks; nothing that a user types can trap.
struct Invocation: Sendable {
    /// The table that the words were read with, for the commands that speak of it.
    let table: CommandTable
    let command: Command
    /// The values by long name: none for a flag, the entries of a list.
    private let options: [String: [String]]
    private let arguments: [String: [String]]

    init(
        table: CommandTable,
        command: Command,
        options: [String: [String]],
        arguments: [String: [String]],
    ) {
        self.table = table
        self.command = command
        self.options = options
        self.arguments = arguments
    }

    /// True when the option stands on the command line; a default does not count.
    func isGiven(_ name: String) -> Bool {
        _ = spec(name)
        return options[name] != nil
    }
}

// MARK: - Options

extension Invocation {
    /// True when the flag was given.
    func flag(_ name: String) -> Bool {
        require(spec(name).value == nil, "`--\(name)` takes a value: it is no flag")
        return options[name] != nil
    }

    /// The value of an option as text, or its default.
    func text(_ name: String) -> String? {
        let option = spec(name)
        require(option.value != nil, "`--\(name)` is a flag: it has no text")
        require(!option.isList, "`--\(name)` has several values: ask for its list")
        return values(of: option).first
    }

    /// The text of an option that always has one.
    func certainText(_ name: String) -> String {
        certain(text(name), name)
    }

    /// The value of an option for whole numbers, or its default.
    func integer(_ name: String) -> Int? {
        guard case .integer? = spec(name).value?.kind else {
            misuse("`--\(name)` is not an option for whole numbers")
        }
        return text(name).flatMap { Int($0) }
    }

    /// The number of an option that always has one.
    func certainInteger(_ name: String) -> Int {
        certain(integer(name), name)
    }

    /// The values of an option that takes a list or may be repeated; none when it has none.
    func list(_ name: String) -> [String] {
        let option = spec(name)
        require(option.isList, "`--\(name)` has one value: ask for its text")
        return values(of: option)
    }

    /// What was given, else the default that the table fills in.
    private func values(of option: OptionSpec) -> [String] {
        if let given = options[option.name] { return given }
        guard case .value(let text)? = option.standing else { return [] }
        return option.value?.kind.parts(of: text) ?? []
    }

    /// The option of a name. There are few, and a loop over them beats a dictionary.
    private func spec(_ name: String) -> OptionSpec {
        for option in command.options where option.name == name { return option }
        for option in table.globals where option.name == name { return option }
        misuse("`--\(name)` is not declared")
    }

    private func certain<Value>(_ value: Value?, _ name: String) -> Value {
        guard let value else { misuse("`--\(name)` is neither required nor has it a default") }
        return value
    }
}

// MARK: - Arguments

extension Invocation {
    /// The word of a required argument.
    func argument(_ name: String) -> String {
        require(argumentSpec(name).count == .required, "\(name) is not exactly one word")
        guard let word = arguments[name]?.first else {
            misuse("\(name) was not filled by the parser")
        }
        return word
    }

    /// The word of an optional argument.
    func optionalArgument(_ name: String) -> String? {
        require(argumentSpec(name).count == .optional, "\(name) is not optional")
        return arguments[name]?.first
    }

    /// The words of a repeated argument.
    func argumentList(_ name: String) -> [String] {
        require(argumentSpec(name).isRepeated, "\(name) is not repeated")
        return arguments[name] ?? []
    }

    private func argumentSpec(_ name: String) -> ArgumentSpec {
        for spec in command.arguments where spec.name == name { return spec }
        misuse("the argument \(name) is not declared")
    }
}

// MARK: - Misuse

extension Invocation {
    private func require(_ holds: Bool, _ rule: @autoclosure () -> String) {
        if !holds { misuse(rule()) }
    }

    /// Stops the program. `fatalError` rather than `preconditionFailure`: only it prints its
    /// message in a release build too.
    private func misuse(_ rule: String) -> Never {
        let words = command.path.isEmpty ? table.program.name : command.path.joined(separator: " ")
        fatalError("command `\(words)`: \(rule)")
    }
}

extension OptionSpec {
    /// True when the option can have more than one value.
    var isList: Bool {
        if isRepeatable { return true }
        guard case .list? = value?.kind else { return false }
        return true
    }
}
