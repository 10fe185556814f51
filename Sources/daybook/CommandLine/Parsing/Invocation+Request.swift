import DaybookCore

extension Invocation {
    /// The command with all that was said of it, so that it can be given again.
    ///
    /// - Parameter folder: where it is given, so that files are found from elsewhere too
    func request(in folder: String?) -> CommandRequest {
        var request = CommandRequest(command.path.joined(separator: " "))
        for spec in command.arguments {
            let words =
                switch spec.count {
                case .required: [argument(spec.name)]
                case .optional: [optionalArgument(spec.name)].compactMap(\.self)
                case .repeated, .atLeastOne: argumentList(spec.name)
                }
            request.arguments += words.map { Self.place($0, spec.kind, folder) }
        }
        for option in command.options where isGiven(option.name) {
            guard let value = option.value else {
                request.options[option.name] = []
                continue
            }
            let words = option.isList ? list(option.name) : [text(option.name) ?? ""]
            request.options[option.name] = words.map { Self.place($0, value.kind, folder) }
        }
        return request
    }

    /// A dash alone means standard input.
    private static func place(_ word: String, _ kind: ValueKind, _ folder: String?) -> String {
        guard case .path = kind, let folder, word != "-", !word.hasPrefix("/") else { return word }
        return "\(folder)/\(word)"
    }
}
