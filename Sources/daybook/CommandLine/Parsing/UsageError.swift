/// A command line that cannot be read: what was found, where, and what was perhaps meant.
struct UsageError: Error, Equatable, Sendable {
    enum Problem: Equatable, Sendable {
        case unknownCommand
        /// A noun with options but without one of these verbs.
        case missingVerb([String])
        case unknownOption
        /// The option of some command, before that command's words.
        case earlyOption
        /// An option without its value, and the option-like word that stands there instead.
        case missingValue(String, next: String?)
        /// A flag that was given a value.
        case surplusValue(String)
        case badValue(name: String, expected: String, isEntry: Bool)
        case missingArgument(String)
        /// One argument more than these.
        case surplusArgument([String])
        case missingOption(String)
        case repeatedOption
        case exclusiveOptions
    }

    let program: String
    /// The words of the command as far as it was named.
    let command: [String]
    let problem: Problem
    /// The words that are wrong, as they were given.
    let found: [String]
    /// Which word is wrong, counted from 1; one past the last when something is missing.
    let place: Int
    /// What was perhaps meant, nearest first. Mostly one, often none.
    let suggestions: [String]

    /// The command line that shows the right usage.
    var help: String {
        ([program, "help"] + command).joined(separator: " ")
    }
}
