@testable import daybook

extension Request {
    /// The request as the tables of the tests write it.
    var text: String {
        switch self {
        case .version: "version"
        case .help(let node): (["help"] + node.path).joined(separator: " ")
        case .run(let invocation): invocation.text
        }
    }
}

extension Invocation {
    /// The words, the options that were given and the arguments, all by way of the typed access.
    var text: String {
        let options = (command.options + table.globals).filter { isGiven($0.name) }
        let words =
            ["run"] + command.path + options.map(text(of:))
            + command.arguments.compactMap(text(of:))
        return words.joined(separator: " ")
    }

    private func text(of option: OptionSpec) -> String {
        guard let value = option.value else { return flag(option.name) ? option.name : "?" }
        if option.isList { return "\(option.name)=\(list(option.name))" }
        if case .integer = value.kind {
            return "\(option.name)=\(certainInteger(option.name))"
        }
        return "\(option.name)=<\(certainText(option.name))>"
    }

    private func text(of spec: ArgumentSpec) -> String? {
        switch spec.count {
        case .required: "\(spec.name)=<\(argument(spec.name))>"
        case .optional: optionalArgument(spec.name).map { "\(spec.name)=<\($0)>" }
        case .repeated, .atLeastOne: "\(spec.name)=\(argumentList(spec.name))"
        }
    }
}

extension CommandTable {
    /// What a command line comes to: the request or the error, as one line.
    func outcome(of words: [String]) -> String {
        do {
            return try parse(words).text
        } catch {
            return "\(error)"
        }
    }
}
