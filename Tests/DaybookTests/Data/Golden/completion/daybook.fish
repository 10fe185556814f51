# fish completion of daybook, written by `daybook completion fish`.

# The words that may follow a path, with their meaning.
function __daybook_words
    switch "$argv"
        case ''
            printf '%s\t%s\n' \
                demo 'Open the console on a ledger of sample data' \
                init 'Make a new ledger' \
                info 'Show which ledger this is' \
                doctor 'Check the set-up' \
                themes 'List the themes' \
                customers 'The companies that we sell to' \
                invoices 'Documents with lines; drafts until they are issued' \
                events 'Facts of usage' \
                credits 'Money to use up first' \
                bench 'Measure the program\'s speed' \
                completion 'Print a completion script' \
                manual 'Print the manual' \
                help 'Show help'
        case 'customers'
            printf '%s\t%s\n' \
                list 'List customers' \
                show 'Show one customer'
        case 'invoices'
            printf '%s\t%s\n' \
                list 'List invoices' \
                show 'Show one invoice' \
                approve 'Approve drafts'
        case 'events'
            printf '%s\t%s\n' \
                ingest 'Read events into the ledger'
        case 'credits'
            printf '%s\t%s\n' \
                grant 'Grant a credit'
    end
end

# The options of a command, with their meaning.
function __daybook_options
    switch "$argv"
        case ''
            printf '%s\t%s\n' \
                --safe 'Leave the settings aside' \
                --calm 'Draw without animation'
        case 'demo'
            printf '%s\t%s\n' \
                --safe 'Leave the settings aside'
        case 'init'
            printf '%s\t%s\n' \
                --currency 'Bill in this currency' \
                --zone 'Date in this time zone' \
                --from 'Take the organisation from this folder' \
                --start 'Begin the books on this day'
        case 'doctor'
            printf '%s\t%s\n' \
                --fix 'Repair [what: can], isn\'t "$HOME" or \\x' \
                -f 'Repair [what: can], isn\'t "$HOME" or \\x'
        case 'customers list'
            printf '%s\t%s\n' \
                --filter 'Show only what fits the filter' \
                --sort 'Sort by these fields; a dash reverses' \
                --limit 'Show at most so many' \
                -n 'Show at most so many' \
                --after 'Continue after this place' \
                --columns 'Show these columns'
        case 'invoices list'
            printf '%s\t%s\n' \
                --filter 'Show only what fits the filter' \
                --sort 'Sort by these fields; a dash reverses' \
                --limit 'Show at most so many' \
                -n 'Show at most so many' \
                --after 'Continue after this place' \
                --columns 'Show these columns'
        case 'invoices approve'
            printf '%s\t%s\n' \
                --dry-run 'Say what would change, and change nothing'
        case 'events ingest'
            printf '%s\t%s\n' \
                --format 'Read this format' \
                --where 'Take only such events' \
                --keep-valid 'Store what is right although something is wrong' \
                --dry-run 'Say what would change, and change nothing'
        case 'credits grant'
            printf '%s\t%s\n' \
                --expires 'Let it expire then'
        case 'bench'
            printf '%s\t%s\n' \
                --runs 'Measure so often' \
                -n 'Measure so often'
    end
end

function __daybook_globals
    printf '%s\t%s\n' \
        --ledger 'Work in this ledger' \
        --config 'Read the settings from this file' \
        --read-only 'Refuse every change to the ledger' \
        --as 'Act as this user of the ledger' \
        --now 'Take this instant for the present, for tests and replays' \
        --json 'Print one JSON object instead of a table' \
        --jsonl 'Print one JSON object a line, for long output' \
        --csv 'Print comma-separated values' \
        --quiet 'Print nothing but results and errors' \
        --no-color 'Print without colours' \
        --ascii 'Draw with ASCII characters only' \
        --theme 'Use this colour theme' \
        --help 'Show help for these words and stop' \
        -h 'Show help for these words and stop' \
        --version 'Show the program\'s version and stop'
end

# What the value of an option may be; nothing for a flag.
function __daybook_value
    switch "$argv"
        case '* --currency'
            echo 'text'
        case '* --zone'
            echo 'text'
        case '* --from'
            echo 'folder'
        case '* --start'
            echo 'text'
        case '* --filter'
            echo 'text'
        case '* --sort'
            echo 'text'
        case '* --limit'
            echo 'text'
        case '* -n'
            echo 'text'
        case '* --after'
            echo 'text'
        case 'customers list --columns'
            echo 'list key name country'
        case 'invoices list --columns'
            echo 'list number customer due'
        case '* --format'
            echo 'words ndjson json csv'
        case '* --where'
            echo 'text'
        case '* --expires'
            echo 'text'
        case '* --runs'
            echo 'text'
        case '* --ledger'
            echo 'file'
        case '* --config'
            echo 'file'
        case '* --as'
            echo 'text'
        case '* --now'
            echo 'text'
        case '* --theme'
            echo 'text'
    end
end

# What the argument at a place of a command may be.
function __daybook_argument
    switch "$argv"
        case 'events ingest 0'
            echo 'file'
        case 'completion 0'
            echo 'words bash zsh fish'
        case 'help *'
            echo 'topic'
    end
end

# Prints what an offer has for a text; the third argument goes before each.
function __daybook_offer --argument-names offer current before
    set -l words (string split ' ' -- $offer)
    switch "$words[1]"
        case file
            string join \n -- "$before"(__fish_complete_path "$current")
        case folder
            string join \n -- "$before"(__fish_complete_directories "$current")
        case words
            string join \n -- "$before"$words[2..]
        case list
            set -l head (string match -r '.*,' -- $current)
            string join \n -- "$before$head"$words[2..]
    end
end

function __daybook_complete
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
                set offer (__daybook_value "$path $parts[1]")
            end
        else if test -n "$settled"
            set count (math $count + 1)
        else
            set -a path $word
            test -z "$(__daybook_words $path)"; and set settled 1
            if test -z "$topic"; and test "$(__daybook_argument "$path 0")" = topic
                set topic 1
                set path
                set settled
            end
        end
    end
    if test -n "$offer"
        __daybook_offer $offer "$current"
    else if test -z "$ended"; and string match -q -- '-*=*' $current
        set -l parts (string split -m 1 = -- $current)
        set -l value (__daybook_value "$path $parts[1]")
        test -n "$value"; and __daybook_offer $value "$parts[2]" "$parts[1]="
    else if test -z "$ended"; and string match -q -- '-*' $current
        test -n "$topic"; or __daybook_options $path
        __daybook_globals
    else if test -n "$settled"
        test -n "$topic"; and return
        set -l value (__daybook_argument "$path $count")
        test -n "$value"; and __daybook_offer $value "$current"
    else
        __daybook_words $path
    end
end

complete -c daybook -f -a '(__daybook_complete)'
