/// The completion script for zsh. It leaves the reading of options to zsh's own `_arguments`,
/// which knows of values, repetition and exclusion.
struct ZshCompletion {
    let table: CommandTable

    private var name: String { table.program.name }

    /// The whole script.
    var script: String {
        var text = ScriptText()
        text.add("#compdef \(name)")
        text.add("# zsh completion of \(name), written by `\(name) completion zsh`.")
        addWords(to: &text)
        addCommands(to: &text)
        text.block(walk)
        return text.text
    }

    private func addWords(to text: inout ScriptText) {
        text.add("")
        text.add("# The words that may follow a path.")
        text.add("_\(name)_words() {")
        text.add("local -a words_below", indent: 1)
        text.add("case $1 in", indent: 1)
        for node in table.branches {
            text.add("'\(node.key)') words_below=(", indent: 1)
            for child in table.children(of: node) {
                let word = child.path.last ?? ""
                text.add(quoted("\(word):\(child.summary ?? "")"), indent: 2)
            }
            text.add(") ;;", indent: 1)
        }
        text.add("esac", indent: 1)
        text.add("_describe -t commands command words_below", indent: 1)
        text.add("}")
    }

    /// One call of `_arguments` for each command. Global options stand in each of them: zsh forgets
    /// what it read before the command's words.
    private func addCommands(to text: inout ScriptText) {
        text.add("")
        text.add("# The options and arguments of a command.")
        text.add("_\(name)_command() {")
        text.add("case $1 in", indent: 1)
        for command in table.commands where !command.path.isEmpty {
            var specs = command.options.flatMap { option in
                self.specs(of: option, exclusive: command.exclusive)
            }
            specs += command.arguments.enumerated().map { index, argument in
                spec(of: argument, place: index + 1)
            }
            text.add("'\(command.key)')", indent: 1)
            text.add(arguments(specs, of: "_arguments -S $globals") + " ;;", indent: 2)
        }
        text.add("esac", indent: 1)
        text.add("}")
    }

    /// A call with one specification a line.
    private func arguments(_ specs: [String], of call: String) -> String {
        ([call] + specs.map(quoted)).joined(separator: " \\\n            ")
    }

    /// The part of the script that leads from the words to a command.
    private var walk: String {
        let globals = table.globals.flatMap { specs(of: $0, exclusive: table.exclusive) }
        let own = table.bareCommand.map { command in
            command.options.flatMap { specs(of: $0, exclusive: command.exclusive) }
        }
        let first = arguments((own ?? []) + ["1: :->first", "*:: :->rest"], of: outerCall)
        return """

            # The words of a command, where they are an argument.
            _\(name)_topic() {
                if ((CURRENT == 1)); then
                    _\(name)_words ''
                elif ((CURRENT == 2)); then
                    _\(name)_words $words[1]
                fi
            }

            _\(name)() {
                local curcontext=$curcontext context state state_descr line noun
                typeset -A opt_args
                local -a globals=(
                    \(globals.map(quoted).joined(separator: "\n        "))
                )
                \(first)
                case $state in
                first) _\(name)_words '' ;;
                rest)
                    case $words[1] in
                    \(table.nouns.map(\.name).joined(separator: " | ")))
                        noun=$words[1] state=
                        \(outerCall) '1: :->verb' '*:: :->rest'
                        case $state in
                        verb) _\(name)_words $noun ;;
                        rest) _\(name)_command "$noun $words[1]" ;;
                        esac ;;
                    *) _\(name)_command $words[1] ;;
                    esac ;;
                esac
            }

            # Autoloaded from a folder of functions, the file is the function; sourced, it is not.
            if [[ $funcstack[1] == _\(name) ]]; then
                _\(name) "$@"
            else
                compdef _\(name) \(name)
            fi
            """
    }

    private var outerCall: String { "_arguments -C -S $globals" }
}

// MARK: - Specifications of _arguments

extension ZshCompletion {
    /// One specification for each way to write the option.
    private func specs(of option: OptionSpec, exclusive: [[String]]) -> [String] {
        var excluded = exclusive.filter { $0.contains(option.name) }.joined()
            .filter { $0 != option.name }
            .map { "--\($0)" }
        if !option.isRepeatable && option.letter != nil { excluded += option.spellings }
        let before = option.isRepeatable ? "*" : ""
        let exclusion = excluded.isEmpty ? "" : "(\(excluded.joined(separator: " ")))"
        let message = "[\(escaped(option.summary, also: "[]"))]"
        return option.spellings.map { spelling in
            let isLong = spelling.hasPrefix("--")
            let equals = option.value != nil && isLong ? "=" : ""
            let value =
                option.value.map { ":\(escaped($0.name)):\(action($0.kind, $0.name))" } ?? ""
            return exclusion + before + spelling + equals + message + value
        }
    }

    /// The specification of an argument at a place counted from 1.
    private func spec(of argument: ArgumentSpec, place: Int) -> String {
        let name = escaped(argument.name)
        switch argument.count {
        case .required: return "\(place):\(name):\(action(argument.kind, name))"
        case .optional: return "\(place)::\(name):\(action(argument.kind, name))"
        case .repeated, .atLeastOne:
            if argument.kind == .topic { return "*:: :_\(self.name)_topic" }
            return "*:\(name):\(action(argument.kind, name))"
        }
    }

    /// What `_arguments` does where a value stands; a blank only shows the value's name.
    private func action(_ kind: ValueKind, _ valueName: String) -> String {
        switch CompletionOffer(kind) {
        case .nothing, .topic: " "
        case .files: "_files"
        case .folders: "_files -/"
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .list(let words): "_values -s , \(valueName) \(words.joined(separator: " "))"
        }
    }

    /// Specifications are parted by colons and have their meaning in brackets.
    private func escaped(_ text: String, also more: String = "") -> String {
        var escaped = ""
        for character in text {
            if character == "\\" || character == ":" || more.contains(character) { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }

    /// Within single quotes zsh knows no escape: a quote ends them, stands alone, and begins anew.
    private func quoted(_ text: String) -> String {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'\(parts.joined(separator: "'\\''"))'"
    }
}
