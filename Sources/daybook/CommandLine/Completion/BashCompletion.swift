/// The completion script for bash, which needs nothing but bash itself (4.4 or later).
///
/// It has tables (functions of one `case` each, with their answer in REPLY) and one function that
/// walks over the words.
struct BashCompletion {
    let table: CommandTable

    private var name: String { table.program.name }

    /// The whole script.
    var script: String {
        var text = ScriptText()
        text.add("# bash completion of \(name), written by `\(name) completion bash`.")
        text.add("# shellcheck shell=bash disable=SC2034,SC2207")
        addWords(to: &text)
        addOptions(to: &text)
        addValues(to: &text)
        addArguments(to: &text)
        text.block(walk)
        text.add("")
        text.add("complete -F _\(name) \(name)")
        return text.text
    }

    private func addWords(to text: inout ScriptText) {
        addTable("words", "The words that may follow a path.", to: &text) { text in
            for node in table.branches {
                let words = table.children(of: node).compactMap(\.path.last)
                addRow("'\(node.key)'", words.joined(separator: " "), to: &text)
            }
        }
    }

    private func addOptions(to text: inout ScriptText) {
        addTable("options", "The options of a command.", to: &text) { text in
            for command in table.commandsWithOptions {
                let spellings = command.options.flatMap(\.spellings)
                addRow("'\(command.key)'", spellings.joined(separator: " "), to: &text)
            }
        }
    }

    private func addValues(to text: inout ScriptText) {
        addTable("value", "What the value of an option may be; nothing for a flag.", to: &text) {
            text in
            for row in table.optionValueRows {
                let pattern = row.command.map { "'\($0) \(row.spelling)'" } ?? "*' \(row.spelling)'"
                addRow(pattern, row.offer.code, to: &text)
            }
        }
    }

    private func addArguments(to text: inout ScriptText) {
        addTable("argument", "What the argument at a place of a command may be.", to: &text) {
            text in
            for row in table.argumentRows {
                let pattern = row.place.map { "'\(row.command) \($0)'" } ?? "'\(row.command) '*"
                addRow(pattern, row.offer.code, to: &text)
            }
        }
    }

    private func addTable(
        _ function: String,
        _ meaning: String,
        to text: inout ScriptText,
        rows: (inout ScriptText) -> Void,
    ) {
        text.add("")
        text.add("# \(meaning)")
        text.add("_\(name)_\(function)() {")
        text.add("REPLY=", indent: 1)
        text.add("case $1 in", indent: 1)
        rows(&text)
        text.add("esac", indent: 1)
        text.add("}")
    }

    /// A row of a table. Answers are bare words, which the table's own test sees to.
    private func addRow(_ pattern: String, _ answer: String, to text: inout ScriptText) {
        text.add("\(pattern)) REPLY='\(answer)' ;;", indent: 1)
    }
}

extension BashCompletion {
    /// The part of the script that is the same for every table.
    ///
    /// It walks over the words before the cursor as the parser does. What bash calls a word is not
    /// always one: it parts them at the characters of `COMP_WORDBREAKS`, so the walk first puts
    /// together what stands together on the line, and in the end takes off what is there already.
    private var walk: String {
        """

        # Fills COMPREPLY with what an offer has for the text $2; $1 is the offer, $3 goes before.
        _\(name)_offer() {
            case $1 in
            file)
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -P "$3" -f -- "$2") ;;
            folder)
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -P "$3" -d -- "$2") ;;
            words\\ *)
                COMPREPLY=($(compgen -P "$3" -W "${1#* }" -- "$2")) ;;
            list\\ *)
                local head=
                [[ $2 == *,* ]] && head=${2%,*},
                compopt -o nospace 2>/dev/null
                COMPREPLY=($(compgen -P "$3$head" -W "${1#* }" -- "${2##*,}")) ;;
            esac
        }

        _\(name)() {
            local raw=${COMP_WORDS[COMP_CWORD]} line=$COMP_LINE words=() i word
            # bash parts words at = and : too; those that stand together belong together.
            for ((i = 0; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if ((i > 0)) && [[ -n $line && $line != [[:space:]]* ]]; then
                    words[-1]+=$word
                else
                    words+=("$word")
                fi
                line=${line#"${line%%[![:space:]]*}"}
                line=${line#"$word"}
            done
            local cur=${words[-1]} path= offer= count=0 ended= settled= topic= REPLY
            for word in "${words[@]:1:${#words[@]}-2}"; do
                if [[ $offer ]]; then
                    offer=
                elif [[ ! $ended && $word == -- ]]; then
                    ended=1
                elif [[ ! $ended && $word == -?* ]]; then
                    _\(name)_value "$path ${word%%=*}"
                    [[ $word == *=* ]] || offer=$REPLY
                elif [[ $settled ]]; then
                    ((++count))
                else
                    path=${path:+$path }$word
                    _\(name)_words "$path"
                    [[ $REPLY ]] || settled=1
                    _\(name)_argument "$path 0"
                    [[ ! $topic && $REPLY == topic ]] && topic=1 path= settled=
                fi
            done
            COMPREPLY=()
            if [[ $offer ]]; then
                _\(name)_offer "$offer" "$cur"
            elif [[ ! $ended && $cur == -*=* ]]; then
                _\(name)_value "$path ${cur%%=*}"
                _\(name)_offer "$REPLY" "${cur#*=}" "${cur%%=*}="
            elif [[ ! $ended && $cur == -* ]]; then
                REPLY=
                [[ $topic ]] || _\(name)_options "$path"
                COMPREPLY=($(compgen -W "$REPLY \(globals)" -- "$cur"))
            elif [[ $settled ]]; then
                [[ $topic ]] && return
                _\(name)_argument "$path $count"
                _\(name)_offer "$REPLY" "$cur"
            else
                _\(name)_words "$path"
                COMPREPLY=($(compgen -W "$REPLY" -- "$cur"))
            fi
            # Only what follows the last = or : is replaced on the line.
            [[ $raw == [=:] ]] && raw=
            COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
        }
        """
    }

    private var globals: String {
        table.globals.flatMap(\.spellings).joined(separator: " ")
    }
}
