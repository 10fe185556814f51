/// Why the console cannot open on what it was started in.
package enum TerminalProblem: Error, Hashable, Sendable {
    /// Standard input or output is a file or a pipe.
    case noTerminal
    /// TERM is empty, or the system has no description of it.
    case unknownType
    /// It cannot place its cursor: `dumb`, or a terminal that knows nothing of ANSI.
    case tooSimple
    case failed
}
