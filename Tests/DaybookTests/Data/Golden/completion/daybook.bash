# bash completion of daybook, written by `daybook completion bash`.
# shellcheck shell=bash disable=SC2034,SC2207

# The words that may follow a path.
_daybook_words() {
    REPLY=
    case $1 in
    '') REPLY='demo init info doctor themes customers invoices events credits bench completion manual help' ;;
    'customers') REPLY='list show' ;;
    'invoices') REPLY='list show approve' ;;
    'events') REPLY='ingest' ;;
    'credits') REPLY='grant' ;;
    esac
}

# The options of a command.
_daybook_options() {
    REPLY=
    case $1 in
    '') REPLY='--safe --calm' ;;
    'demo') REPLY='--safe' ;;
    'init') REPLY='--currency --zone --from --start' ;;
    'doctor') REPLY='--fix -f' ;;
    'customers list') REPLY='--filter --sort --limit -n --after --columns' ;;
    'invoices list') REPLY='--filter --sort --limit -n --after --columns' ;;
    'invoices approve') REPLY='--dry-run' ;;
    'events ingest') REPLY='--format --where --keep-valid --dry-run' ;;
    'credits grant') REPLY='--expires' ;;
    'bench') REPLY='--runs -n' ;;
    esac
}

# What the value of an option may be; nothing for a flag.
_daybook_value() {
    REPLY=
    case $1 in
    *' --currency') REPLY='text' ;;
    *' --zone') REPLY='text' ;;
    *' --from') REPLY='folder' ;;
    *' --start') REPLY='text' ;;
    *' --filter') REPLY='text' ;;
    *' --sort') REPLY='text' ;;
    *' --limit') REPLY='text' ;;
    *' -n') REPLY='text' ;;
    *' --after') REPLY='text' ;;
    'customers list --columns') REPLY='list key name country' ;;
    'invoices list --columns') REPLY='list number customer due' ;;
    *' --format') REPLY='words ndjson json csv' ;;
    *' --where') REPLY='text' ;;
    *' --expires') REPLY='text' ;;
    *' --runs') REPLY='text' ;;
    *' --ledger') REPLY='file' ;;
    *' --config') REPLY='file' ;;
    *' --as') REPLY='text' ;;
    *' --now') REPLY='text' ;;
    *' --theme') REPLY='text' ;;
    esac
}

# What the argument at a place of a command may be.
_daybook_argument() {
    REPLY=
    case $1 in
    'events ingest 0') REPLY='file' ;;
    'completion 0') REPLY='words bash zsh fish' ;;
    'help '*) REPLY='topic' ;;
    esac
}

# Fills COMPREPLY with what an offer has for the text $2; $1 is the offer, $3 goes before.
_daybook_offer() {
    case $1 in
    file)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -P "$3" -f -- "$2") ;;
    folder)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -P "$3" -d -- "$2") ;;
    words\ *)
        COMPREPLY=($(compgen -P "$3" -W "${1#* }" -- "$2")) ;;
    list\ *)
        local head=
        [[ $2 == *,* ]] && head=${2%,*},
        compopt -o nospace 2>/dev/null
        COMPREPLY=($(compgen -P "$3$head" -W "${1#* }" -- "${2##*,}")) ;;
    esac
}

_daybook() {
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
            _daybook_value "$path ${word%%=*}"
            [[ $word == *=* ]] || offer=$REPLY
        elif [[ $settled ]]; then
            ((++count))
        else
            path=${path:+$path }$word
            _daybook_words "$path"
            [[ $REPLY ]] || settled=1
            _daybook_argument "$path 0"
            [[ ! $topic && $REPLY == topic ]] && topic=1 path= settled=
        fi
    done
    COMPREPLY=()
    if [[ $offer ]]; then
        _daybook_offer "$offer" "$cur"
    elif [[ ! $ended && $cur == -*=* ]]; then
        _daybook_value "$path ${cur%%=*}"
        _daybook_offer "$REPLY" "${cur#*=}" "${cur%%=*}="
    elif [[ ! $ended && $cur == -* ]]; then
        REPLY=
        [[ $topic ]] || _daybook_options "$path"
        COMPREPLY=($(compgen -W "$REPLY --ledger --config --read-only --as --now --json --jsonl --csv --quiet --no-color --ascii --theme --help -h --version" -- "$cur"))
    elif [[ $settled ]]; then
        [[ $topic ]] && return
        _daybook_argument "$path $count"
        _daybook_offer "$REPLY" "$cur"
    else
        _daybook_words "$path"
        COMPREPLY=($(compgen -W "$REPLY" -- "$cur"))
    fi
    # Only what follows the last = or : is replaced on the line.
    [[ $raw == [=:] ]] && raw=
    COMPREPLY=("${COMPREPLY[@]#"${cur%"$raw"}"}")
}

complete -F _daybook daybook
