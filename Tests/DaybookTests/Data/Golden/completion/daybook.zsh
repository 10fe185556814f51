#compdef daybook
# zsh completion of daybook, written by `daybook completion zsh`.

# The words that may follow a path.
_daybook_words() {
    local -a words_below
    case $1 in
    '') words_below=(
        'demo:Open the console on a ledger of sample data'
        'init:Make a new ledger'
        'info:Show which ledger this is'
        'doctor:Check the set-up'
        'themes:List the themes'
        'customers:The companies that we sell to'
        'invoices:Documents with lines; drafts until they are issued'
        'events:Facts of usage'
        'credits:Money to use up first'
        'bench:Measure the program'\''s speed'
        'completion:Print a completion script'
        'manual:Print the manual'
        'help:Show help'
    ) ;;
    'customers') words_below=(
        'list:List customers'
        'show:Show one customer'
    ) ;;
    'invoices') words_below=(
        'list:List invoices'
        'show:Show one invoice'
        'approve:Approve drafts'
    ) ;;
    'events') words_below=(
        'ingest:Read events into the ledger'
    ) ;;
    'credits') words_below=(
        'grant:Grant a credit'
    ) ;;
    esac
    _describe -t commands command words_below
}

# The options and arguments of a command.
_daybook_command() {
    case $1 in
    'demo')
        _arguments -S $globals \
            '--safe[Leave the settings aside]' ;;
    'init')
        _arguments -S $globals \
            '--currency=[Bill in this currency]:CODE: ' \
            '--zone=[Date in this time zone]:NAME: ' \
            '--from=[Take the organisation from this folder]:FOLDER:_files -/' \
            '--start=[Begin the books on this day]:DATE: ' ;;
    'info')
        _arguments -S $globals ;;
    'doctor')
        _arguments -S $globals \
            '(--fix -f)--fix[Repair \[what\: can\], isn'\''t "$HOME" or \\x]' \
            '(--fix -f)-f[Repair \[what\: can\], isn'\''t "$HOME" or \\x]' ;;
    'themes')
        _arguments -S $globals ;;
    'customers list')
        _arguments -S $globals \
            '--filter=[Show only what fits the filter]:EXPR: ' \
            '--sort=[Sort by these fields; a dash reverses]:FIELD[,-FIELD]: ' \
            '(--limit -n)--limit=[Show at most so many]:N: ' \
            '(--limit -n)-n[Show at most so many]:N: ' \
            '--after=[Continue after this place]:CURSOR: ' \
            '--columns=[Show these columns]:A,B:_values -s , A,B key name country' ;;
    'customers show')
        _arguments -S $globals \
            '1:ID: ' ;;
    'invoices list')
        _arguments -S $globals \
            '--filter=[Show only what fits the filter]:EXPR: ' \
            '--sort=[Sort by these fields; a dash reverses]:FIELD[,-FIELD]: ' \
            '(--limit -n)--limit=[Show at most so many]:N: ' \
            '(--limit -n)-n[Show at most so many]:N: ' \
            '--after=[Continue after this place]:CURSOR: ' \
            '--columns=[Show these columns]:A,B:_values -s , A,B number customer due' ;;
    'invoices show')
        _arguments -S $globals \
            '1:ID: ' ;;
    'invoices approve')
        _arguments -S $globals \
            '--dry-run[Say what would change, and change nothing]' \
            '*:ID: ' ;;
    'events ingest')
        _arguments -S $globals \
            '--format=[Read this format]:FORMAT:(ndjson json csv)' \
            '*--where=[Take only such events]:KEY=VALUE: ' \
            '(--dry-run)--keep-valid[Store what is right although something is wrong]' \
            '(--keep-valid)--dry-run[Say what would change, and change nothing]' \
            '1::FILE:_files' ;;
    'credits grant')
        _arguments -S $globals \
            '--expires=[Let it expire then]:INSTANT: ' \
            '1:ACCOUNT: ' \
            '2:AMOUNT: ' ;;
    'bench')
        _arguments -S $globals \
            '(--runs -n)--runs=[Measure so often]:N: ' \
            '(--runs -n)-n[Measure so often]:N: ' \
            '*:NAME: ' ;;
    'completion')
        _arguments -S $globals \
            '1:SHELL:(bash zsh fish)' ;;
    'manual')
        _arguments -S $globals ;;
    'help')
        _arguments -S $globals \
            '*:: :_daybook_topic' ;;
    esac
}

# The words of a command, where they are an argument.
_daybook_topic() {
    if ((CURRENT == 1)); then
        _daybook_words ''
    elif ((CURRENT == 2)); then
        _daybook_words $words[1]
    fi
}

_daybook() {
    local curcontext=$curcontext context state state_descr line noun
    typeset -A opt_args
    local -a globals=(
        '--ledger=[Work in this ledger]:PATH:_files'
        '--config=[Read the settings from this file]:PATH:_files'
        '--read-only[Refuse every change to the ledger]'
        '--as=[Act as this user of the ledger]:NAME: '
        '--now=[Take this instant for the present, for tests and replays]:INSTANT: '
        '(--jsonl --csv)--json[Print one JSON object instead of a table]'
        '(--json --csv)--jsonl[Print one JSON object a line, for long output]'
        '(--json --jsonl)--csv[Print comma-separated values]'
        '--quiet[Print nothing but results and errors]'
        '--no-color[Print without colours]'
        '--ascii[Draw with ASCII characters only]'
        '--theme=[Use this colour theme]:NAME: '
        '(--help -h)--help[Show help for these words and stop]'
        '(--help -h)-h[Show help for these words and stop]'
        '--version[Show the program'\''s version and stop]'
    )
    _arguments -C -S $globals \
            '--safe[Leave the settings aside]' \
            '--calm[Draw without animation]' \
            '1: :->first' \
            '*:: :->rest'
    case $state in
    first) _daybook_words '' ;;
    rest)
        case $words[1] in
        customers | invoices | events | credits)
            noun=$words[1] state=
            _arguments -C -S $globals '1: :->verb' '*:: :->rest'
            case $state in
            verb) _daybook_words $noun ;;
            rest) _daybook_command "$noun $words[1]" ;;
            esac ;;
        *) _daybook_command $words[1] ;;
        esac ;;
    esac
}

# Autoloaded from a folder of functions, the file is the function; sourced, it is not.
if [[ $funcstack[1] == _daybook ]]; then
    _daybook "$@"
else
    compdef _daybook daybook
fi
