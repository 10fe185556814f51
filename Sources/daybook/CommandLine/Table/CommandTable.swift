/// The one table of the program, from which parsing, help, completion and the manual derive.
struct CommandTable: Sendable {
    let program: ProgramNote
    let globals: [OptionSpec]
    /// Names of global options of which at most one may be given, one set for each group.
    let exclusive: [[String]]
    let groups: [CommandGroup]

    init(
        program: ProgramNote = .daybook,
        globals: [OptionSpec] = GlobalOptions.all,
        exclusive: [[String]] = GlobalOptions.exclusive,
        groups: [CommandGroup],
    ) {
        self.program = program
        self.globals = globals
        self.exclusive = exclusive
        self.groups = groups
    }

    var commands: [Command] { groups.flatMap(\.commands) }

    var nouns: [Noun] { groups.flatMap(\.nouns) }

    /// The command that runs when no word names another.
    var bareCommand: Command? { command(at: []) }

    /// The command of these words. The table is small, so it is searched as it is: an index would
    /// take longer to build at every start than this takes to look through.
    func command(at path: [String]) -> Command? {
        for group in groups {
            if let command = group.commands.first(where: { $0.path == path }) { return command }
        }
        return nil
    }

    /// The nodes one word further, in the order in which the table names them first.
    func children(of node: CommandNode) -> [CommandNode] {
        switch node {
        case .program:
            return groups.flatMap(topNodes(of:))
        case .noun(let noun):
            return commands.filter { $0.path.count == 2 && $0.path[0] == noun.name }
                .map { .command($0) }
        case .command:
            return []
        }
    }

    /// The node that `word` leads to from `node`.
    func child(of node: CommandNode, named word: String) -> CommandNode? {
        switch node {
        case .program:
            for group in groups {
                if let noun = group.nouns.first(where: { $0.name == word }) { return .noun(noun) }
            }
            return command(at: [word]).map { .command($0) }
        case .noun(let noun):
            return command(at: [noun.name, word]).map { .command($0) }
        case .command:
            return nil
        }
    }

    /// The options that may be given at a node, the command's own first.
    func options(at node: CommandNode) -> [OptionSpec] {
        switch node {
        case .program: (bareCommand?.options ?? []) + globals
        case .noun: globals
        case .command(let command): command.options + globals
        }
    }

    /// A group's nouns and commands of one word, in the order of their first commands. The order of
    /// the table's rows is the order everywhere: in help, in completion, in the manual.
    func topNodes(of group: CommandGroup) -> [CommandNode] {
        var nodes: [CommandNode] = []
        var seen: Set<String> = []
        for command in group.commands {
            guard let word = command.path.first, seen.insert(word).inserted else { continue }
            if command.path.count == 1 {
                nodes.append(.command(command))
            } else if let noun = group.nouns.first(where: { $0.name == word }) {
                nodes.append(.noun(noun))
            }
        }
        return nodes
    }
}
