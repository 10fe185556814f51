import DaybookCore

/// What help and manual say of filters, as far as it is the same for all lists.
enum FilterLanguage {
    static let discussion = """
        Every list takes a filter: after `--filter` on the command line, after `/` in the console. \
        Terms stand side by side, and a record is listed for which all of them hold. The help of a \
        list, as in `daybook help invoices list`, names the fields that its filters can ask for.

        A filter can be saved under a name for everybody who works in the ledger; `@name` then \
        stands for it in any filter of its list.
        """

    static let tables = [
        HelpTable("Terms", terms), HelpTable("Values of a field", values),
        HelpTable("Days", days), HelpTable("Words for days", words),
    ]

    private static let terms = [
        ("acme gmbh", "both words, anywhere in the texts of the record, whatever case and accents"),
        ("\"acme gmbh\"", "this text; in it a backslash takes the meaning from what follows"),
        ("field:value", "what the field has, as in is:overdue"),
        ("field:a,b", "one of several values"),
        ("-term", "records for which the term does not hold, as in -cust:acme"),
        ("a | b c", "a, or both b and c"),
        ("(a | b) c", "alternatives within a filter"),
        ("has:note", "records that have a value there"),
        ("re:/^INV-2026/", "a pattern that one of the texts fits"),
        ("@late", "the saved filter of this name; -@late what it does not let through"),
    ]

    private static let values = [
        ("customer:acme", "a text has this in it"),
        ("customer:=Acme", "a text is this, whatever case and accents"),
        ("customer:\"Acme AG\"", "with spaces or commas, in quotes"),
        ("number:/^INV-2026/", "a text fits a pattern"),
        ("status:open,paid", "one of the words of the field, or several"),
        ("amount:>500", "an amount in any currency; also <, <=, >= and 100..500"),
        ("amount:>500EUR", "in one currency; also EUR500"),
        ("amount:5354.41", "no signs between digits: a comma parts values"),
        ("late:>30d", "so many days, weeks (w), months (m) or years (y) ago; also 1m..3m"),
        ("accounts:>1", "a whole number"),
        ("due:<today", "a day; see below"),
    ]

    private static let days = [
        ("2026-11-30", "a day"),
        ("2026-11, 2026-q4, 2026", "all days of a month, a quarter, a year"),
        ("+30d, -2w, +6m, -1y", "so long after or before today"),
        ("<today, >=2026-11", "before a day; in a month or after it"),
        ("2026-10..2026-11", "from the first through the last; ..2026-11 and 2026-10.. are open"),
    ]

    /// Three words in a row belong together.
    private static let words = [
        "a day", "from Monday to Sunday", "the days of a month", "of a quarter", "of a year",
        "the last day of this month, of this quarter, of this year",
    ].enumerated().map { place, meaning in
        let three = FilterDay.Word.allCases.dropFirst(place * 3).prefix(3).map(\.rawValue)
        return (term: three.joined(separator: ", "), meaning: meaning)
    }
}

extension Command {
    /// The fields that filters of its list can ask for, as a page of help names them.
    var fieldTable: HelpTable? {
        list.map { list in
            let rows = list.fields.all.map { (term: "\($0.name):", meaning: $0.helpMeaning) }
            return HelpTable("Fields of --filter", rows)
        }
    }

    /// The same as one sentence.
    var fieldSentence: String? {
        list.map { list in
            let names = list.fields.names.map { "`\($0)`" }.joined(separator: ", ")
            return "The fields of its filters are \(names)."
        }
    }
}

extension FilterField {
    /// What the field is, which words it takes, and what it is called besides.
    fileprivate var helpMeaning: String {
        let others = aliases.isEmpty ? "" : " (also \(aliases.joined(separator: ", ")))"
        // What is said of the state is said again as `is:`.
        guard case .choice(let choices) = kind, name != "is" else { return summary + others }
        return "\(summary)\(others): \(choices.map(\.word).joined(separator: ", "))"
    }
}
