/// What is wrong with the keys of a configuration.
package enum KeyProblem: Error, Hashable, Sendable {
    case unknownCommand(String, line: Int)
    case unknownKey(String, command: String, line: Int)
    /// Two commands on one key, or on keys of which one begins the other. The first one named
    /// goes without.
    case clash(String, ConsoleCommand, with: String, ConsoleCommand, line: Int)
    /// Nobody could leave, or ask for help: the standard keys stay.
    case unreachable(ConsoleCommand, line: Int)

    package var line: Int {
        switch self {
        case .unknownCommand(_, let line), .unknownKey(_, _, let line), .unreachable(_, let line),
            .clash(_, _, _, _, let line):
            line
        }
    }
}
