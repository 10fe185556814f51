// What lives in this folder: long and bulk work as a value. What holds a job while it runs, and
// where it is kept, is for others to know.

/// A command as it was asked for, so that it can be given again: its words, without those that say
/// for which ledger, who acts, or how the answer looks.
package struct CommandRequest: Hashable, Sendable {
    /// The words that name it: `bill run`.
    package let command: String
    package var arguments: [String]
    /// By their long names, in the order of these; a flag has no values.
    package var options: [String: [String]]

    package init(
        _ command: String,
        arguments: [String] = [],
        options: [String: [String]] = [:],
    ) {
        self.command = command
        self.arguments = arguments
        self.options = options
    }

    /// The words of the command line that asks for it. A value that begins with a dash is taken as
    /// one, whatever it says.
    package var words: [String] {
        var words = command.split(separator: " ").map(String.init)
        for (name, values) in options.sorted(by: { $0.key < $1.key }) {
            if values.isEmpty { words.append("--\(name)") }
            words += values.map { "--\(name)=\($0)" }
        }
        return arguments.isEmpty ? words : words + ["--"] + arguments
    }

    /// The same with a text in the place of another.
    package func replacing(_ mark: String, with text: String) -> CommandRequest {
        CommandRequest(
            command,
            arguments: arguments.map { $0.replacing(mark, with: text) },
            options: options.mapValues { values in
                values.map { $0.replacing(mark, with: text) }
            }
        )
    }

    /// The same for some of the records alone, by what these are called; nil where the command is
    /// about all or nothing.
    func limited(to subjects: [String]) -> CommandRequest? {
        var limited = self
        if command == "bill run" {
            limited.options["account"] = subjects
        } else if command.hasPrefix("invoices "), options["each"] != nil {
            limited.options["filter"] = nil
            limited.arguments = subjects
        } else {
            return nil
        }
        return limited
    }
}
