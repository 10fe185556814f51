import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let importBooks = Command(
        ["import"],
        summary: "Take over books from files: a folder, or one file of records",
        discussion: """
            A file is a table (`customers.csv`, with the names of the columns in its first line, \
            cells parted by commas, semicolons or tabs) or has an object a line \
            (`customers.jsonl`). Its name says what is in it, or `--kind` does. A folder may hold \
            any of them, as `export` writes it; they are read in the order of what they refer to.

            To bring customers from a spreadsheet, save it as CSV with columns such as `key`, \
            `name`, `email`, `currency`, `address.city` and `address.country`: only `key` is \
            needed. Each customer gets an account of the same key; `accounts.csv` beside it names \
            others. `--fields customers` lists the columns of a kind, `--fields all` the kinds.

            Everything is stored or, where anything is wrong, nothing; all problems are listed, \
            each with file, line and field. `--keep-valid` stores what is right. What is there \
            already and the same is counted and left alone, so that the same file can come again; \
            what is there and differs is refused, unless `--update` says to change it. Documents \
            and agreements are never changed that way.

            Invoices come as they were written elsewhere, with `invoice-lines` beside them; the \
            numbers go on behind the highest one. Payments with `allocations` are what their \
            invoices say is paid already; others pay what is open. Months that are closed take \
            nothing. Contracts are billed from their start on: let them start where Daybook is to \
            bill first. Usage comes by `events ingest`, also what was billed elsewhere by a \
            contract that a folder brings.
            """,
        arguments: [
            ArgumentSpec("PATH", "The folder, or the file", kind: .path(.folder), count: .optional)
        ],
        options: [
            .value("kind", "KIND", .choice(importKinds), "What is in the file"),
            .value(
                "fields",
                "KIND",
                .text,
                "List what a record of a kind may say; `all`: the kinds"
            ),
            .flag("keep-valid", "Store what is right, and list what is not"),
            .flag("update", "Change what is there and differs"),
            .flag("recognise", "Work out when what invoices charge is earned"),
            .flag("dry-run", "Say how it would go and store nothing"),
        ],
        exclusive: [["fields", "kind"]],
        examples: [
            Example("daybook import customers.csv --dry-run", "See what a spreadsheet would do"),
            Example("daybook import list.csv --kind customers", "A file of another name"),
            Example("daybook import --fields customers", "What its columns may be"),
            Example("daybook import old-books", "All files of a folder"),
        ],
        exits: [
            ExitNote(.wrongUsage, "records were refused; without --keep-valid nothing is stored"),
            ExitNote(.notAllowed, "whoever acts may not write a kind of record"),
            ExitNote(.conflict, "other records are there already, and all else is right"),
            ExitNote(.stopped, "nothing is stored"),
        ],
        run: { session in
            if let kind = session.invocation.text("fields") {
                return try session.writeFields(of: kind)
            }
            guard let path = session.invocation.optionalArgument("PATH") else {
                throw Failure(
                    .wrongUsage,
                    "there is nothing to import",
                    advice: "name a folder or a file, or see --fields all"
                )
            }
            try ImportRun(session, path: path).run()
        }
    )

    private static let importKinds = FolderKind.allCases.filter { $0.owner == nil }.map(\.rawValue)
}

extension Session {
    fileprivate func writeFields(of word: String) throws {
        if word == "all" { return try writeKinds() }
        guard let kind = FolderKind(rawValue: word) else {
            let kinds = FolderKind.allCases.map(\.rawValue)
            throw Failure(
                .wrongUsage,
                "--fields: no kind is called \(Words.quoted(word))"
                    + FailureReport.meant(word, among: kinds),
                advice: "there are \(kinds.joined(separator: ", "))"
            )
        }
        let rows = kind.fields.flatMap { field in
            field.columns.map { column in
                [column, field.isRequired ? "yes" : "", field.summary]
            }
        }
        try writeRows(["column", "needed", "what it is"], rows)
    }

    private func writeKinds() throws {
        let rows = FolderKind.allCases.map { kind in
            let needed = kind.fields.filter(\.isRequired).map(\.name)
            return [kind.rawValue, kind.fileName, needed.joined(separator: ", ")]
        }
        try writeRows(["kind", "file", "needed"], rows)
    }

    private func writeRows(_ titles: [String], _ rows: [[String]]) throws {
        if invocation.flag("json") || invocation.flag("jsonl") {
            let objects = rows.map { row in
                JSONValue.object(zip(titles, row).map { .init($0, .string($1)) })
            }
            return try writeJSON(["items": .array(objects)])
        }
        if invocation.flag("csv") {
            for row in [titles] + rows { try writeCSV(row) }
            return
        }
        var table = TextTable(
            titles.map { .init($0) },
            profile: try textProfile(),
            usesColor: try usesColor()
        )
        for row in rows { table.add(row.map { .init($0) }) }
        try write(table.text(width: nil))
    }
}
