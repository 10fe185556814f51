import DaybookCore

extension Invocation {
    /// The command with all that was said of it, so that it can be given again.
    var request: CommandRequest {
        var request = CommandRequest(command.path.joined(separator: " "))
        for spec in command.arguments {
            switch spec.count {
            case .required: request.arguments.append(argument(spec.name))
            case .optional: request.arguments += [optionalArgument(spec.name)].compactMap(\.self)
            case .repeated, .atLeastOne: request.arguments += argumentList(spec.name)
            }
        }
        for option in command.options where isGiven(option.name) {
            request.options[option.name] =
                option.value == nil
                ? [] : option.isList ? list(option.name) : [text(option.name) ?? ""]
        }
        return request
    }
}
