/// A place in the tree of words: the program, a noun, or a command. It is also what a page of help
/// is about.
enum CommandNode: Sendable {
    case program
    case noun(Noun)
    case command(Command)

    /// The words that lead here from the program's name.
    var path: [String] {
        switch self {
        case .program: []
        case .noun(let noun): [noun.name]
        case .command(let command): command.path
        }
    }

    var summary: String? {
        switch self {
        case .program: nil
        case .noun(let noun): noun.summary
        case .command(let command): command.summary
        }
    }
}
