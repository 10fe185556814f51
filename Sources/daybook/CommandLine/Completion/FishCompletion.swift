/// The completion script for fish: tables (functions of one `switch` each, which print their
/// answer) and one function that walks over the words and offers what fits.
///
/// One rule with one call is much faster than a rule for every option, whose conditions fish would
/// run one after another at each key.
struct FishCompletion {
    let table: CommandTable

    private var name: String { table.program.name }

    /// The whole script.
    var script: String {
        var text = ScriptText()
        text.add("# fish completion of \(name), written by `\(name) completion fish`.")
        addWords(to: &text)
        addOptions(to: &text)
        addValues(to: &text)
        addArguments(to: &text)
        text.block(walk)
        text.add("")
        text.add("complete -c \(name) -f -a '(__\(name)_complete)'")
        return text.text
    }

    private func addWords(to text: inout ScriptText) {
        addTable("words", "The words that may follow a path, with their meaning.", to: &text) {
            text in
            for node in table.branches {
                let words = table.children(of: node).map {
                    (word: $0.path.last ?? "", meaning: $0.summary ?? "")
                }
                text.add("case '\(node.key)'", indent: 2)
                addOffers(words, indent: 3, to: &text)
            }
        }
    }

    private func addOptions(to text: inout ScriptText) {
        addTable("options", "The options of a command, with their meaning.", to: &text) { text in
            for command in table.commandsWithOptions {
                text.add("case '\(command.key)'", indent: 2)
                addOffers(words(of: command.options), indent: 3, to: &text)
            }
        }
        text.add("")
        text.add("function __\(name)_globals")
        addOffers(words(of: table.globals), indent: 1, to: &text)
        text.add("end")
    }

    private func addValues(to text: inout ScriptText) {
        addTable("value", "What the value of an option may be; nothing for a flag.", to: &text) {
            text in
            for row in table.optionValueRows {
                addCase("\(row.command ?? "*") \(row.spelling)", row.offer, to: &text)
            }
        }
    }

    private func addArguments(to text: inout ScriptText) {
        addTable("argument", "What the argument at a place of a command may be.", to: &text) {
            text in
            for row in table.argumentRows {
                let place = row.place.map { "\($0)" } ?? "*"
                addCase("\(row.command) \(place)", row.offer, to: &text)
            }
        }
    }
}

// MARK: - Lines

extension FishCompletion {
    private func addTable(
        _ function: String,
        _ meaning: String,
        to text: inout ScriptText,
        rows: (inout ScriptText) -> Void,
    ) {
        text.add("")
        text.add("# \(meaning)")
        text.add("function __\(name)_\(function)")
        text.add("switch \"$argv\"", indent: 1)
        rows(&text)
        text.add("end", indent: 1)
        text.add("end")
    }

    private func addCase(_ pattern: String, _ offer: CompletionOffer, to text: inout ScriptText) {
        text.add("case '\(pattern)'", indent: 2)
        text.add("echo '\(offer.code)'", indent: 3)
    }

    private func words(of options: [OptionSpec]) -> [(word: String, meaning: String)] {
        options.flatMap { option in
            option.spellings.map { (word: $0, meaning: option.summary) }
        }
    }

    /// Words with their meaning, as fish shows them beside each other.
    private func addOffers(
        _ words: [(word: String, meaning: String)],
        indent: Int,
        to text: inout ScriptText,
    ) {
        text.add("printf '%s\\t%s\\n' \\", indent: indent)
        for (index, row) in words.enumerated() {
            let end = index + 1 < words.count ? " \\" : ""
            text.add("\(row.word) \(quoted(row.meaning))\(end)", indent: indent + 1)
        }
    }

    /// Within single quotes fish knows two escapes, of the quote and of the backslash.
    private func quoted(_ text: String) -> String {
        var quoted = "'"
        for character in text {
            if character == "'" || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
        return quoted + "'"
    }

    /// The part of the script that is the same for every table. It walks over the words before the
    /// cursor as the parser does; fish parts them only at blanks.
    private var walk: String {
        """

        # Prints what an offer has for a text; the third argument goes before each.
        function __\(name)_offer --argument-names offer current before
            set -l words (string split ' ' -- $offer)
            switch "$words[1]"
                case file
                    string join \\n -- "$before"(__fish_complete_path "$current")
                case folder
                    string join \\n -- "$before"(__fish_complete_directories "$current")
                case words
                    string join \\n -- "$before"$words[2..]
                case list
                    set -l head (string match -r '.*,' -- $current)
                    string join \\n -- "$before$head"$words[2..]
            end
        end

        function __\(name)_complete
            set -l current (commandline -ct)
            set -l path
            set -l offer
            set -l count 0
            set -l ended
            set -l settled
            set -l topic
            for word in (commandline -opc)[2..]
                if test -n "$offer"
                    set offer
                else if test -z "$ended"; and test "$word" = --
                    set ended 1
                else if test -z "$ended"; and string match -q -- '-?*' $word
                    set -l parts (string split -m 1 = -- $word)
                    if test (count $parts) -eq 1
                        set offer (__\(name)_value "$path $parts[1]")
                    end
                else if test -n "$settled"
                    set count (math $count + 1)
                else
                    set -a path $word
                    test -z "$(__\(name)_words $path)"; and set settled 1
                    if test -z "$topic"; and test "$(__\(name)_argument "$path 0")" = topic
                        set topic 1
                        set path
                        set settled
                    end
                end
            end
            if test -n "$offer"
                __\(name)_offer $offer "$current"
            else if test -z "$ended"; and string match -q -- '-*=*' $current
                set -l parts (string split -m 1 = -- $current)
                set -l value (__\(name)_value "$path $parts[1]")
                test -n "$value"; and __\(name)_offer $value "$parts[2]" "$parts[1]="
            else if test -z "$ended"; and string match -q -- '-*' $current
                test -n "$topic"; or __\(name)_options $path
                __\(name)_globals
            else if test -n "$settled"
                test -n "$topic"; and return
                set -l value (__\(name)_argument "$path $count")
                test -n "$value"; and __\(name)_offer $value "$current"
            else
                __\(name)_words $path
            end
        end
        """
    }
}
