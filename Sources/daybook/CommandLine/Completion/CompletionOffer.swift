/// What a shell offers where a value stands.
enum CompletionOffer: Equatable {
    case nothing
    case files
    case folders
    case words([String])
    /// Words parted by commas.
    case list([String])
    /// The words of a command.
    case topic

    init(_ kind: ValueKind) {
        switch kind {
        case .text, .integer, .date, .instant, .moment, .amount, .currency: self = .nothing
        case .path(.file): self = .files
        case .path(.folder): self = .folders
        case .choice(let words): self = .words(words)
        case .topic: self = .topic
        case .list(of: .choice(let words)): self = .list(words)
        case .list: self = .nothing
        }
    }

    /// The offer as one text, for the scripts that pass it from function to function.
    var code: String {
        switch self {
        case .nothing: "text"
        case .files: "file"
        case .folders: "folder"
        case .topic: "topic"
        case .words(let words): "words " + words.joined(separator: " ")
        case .list(let words): "list " + words.joined(separator: " ")
        }
    }
}

/// What the value of an option may be.
struct OptionValueRow {
    /// The command whose option it is; nothing when all commands with such an option agree.
    let command: String?
    let spelling: String
    let offer: CompletionOffer
}

/// What an argument of a command may be.
struct ArgumentRow {
    let command: String
    /// Counted from 0; nothing for all places from here on.
    let place: Int?
    let offer: CompletionOffer
}

extension CommandTable {
    /// The nodes that have words below them: the program and its nouns.
    var branches: [CommandNode] { [.program] + nouns.map { .noun($0) } }

    var commandsWithOptions: [Command] { commands.filter { !$0.options.isEmpty } }

    /// A row for each way to write an option with a value, the globals last.
    ///
    /// Most options mean the same everywhere. One row for all of them keeps the scripts short, and
    /// a shell reads its script at every start.
    var optionValueRows: [OptionValueRow] {
        var spellings: [String] = []
        var uses: [String: [(command: String, offer: CompletionOffer?)]] = [:]
        for command in commands {
            for option in command.options {
                for spelling in option.spellings {
                    if uses[spelling] == nil { spellings.append(spelling) }
                    let offer = option.value.map { CompletionOffer($0.kind) }
                    uses[spelling, default: []].append((command.key, offer))
                }
            }
        }
        let own = spellings.flatMap { rows(of: $0, in: uses[$0] ?? []) }
        return own
            + globals.flatMap { option in
                option.spellings.compactMap { spelling in
                    option.value.map {
                        OptionValueRow(
                            command: nil,
                            spelling: spelling,
                            offer: CompletionOffer($0.kind),
                        )
                    }
                }
            }
    }

    /// One row when all uses agree, else one for each use that has a value.
    private func rows(
        of spelling: String,
        in uses: [(command: String, offer: CompletionOffer?)],
    ) -> [OptionValueRow] {
        let doAgree = uses.allSatisfy { $0.offer == uses[0].offer }
        let rows = doAgree ? uses.prefix(1) : uses[...]
        return rows.compactMap { use in
            use.offer.map {
                OptionValueRow(command: doAgree ? nil : use.command, spelling: spelling, offer: $0)
            }
        }
    }

    /// A row for each argument for which a shell has something to offer.
    var argumentRows: [ArgumentRow] {
        commands.flatMap { command in
            command.arguments.enumerated().compactMap { index, argument in
                let offer = CompletionOffer(argument.kind)
                if offer == .nothing { return nil }
                let place = argument.isRepeated ? nil : index
                return ArgumentRow(command: command.key, place: place, offer: offer)
            }
        }
    }
}

extension Command {
    /// The path as one text, as the scripts compare it; empty for the bare program.
    var key: String { path.joined(separator: " ") }
}

extension CommandNode {
    var key: String { path.joined(separator: " ") }
}
