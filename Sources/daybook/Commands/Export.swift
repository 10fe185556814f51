import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let export = Command(
        ["export"],
        summary: "Write the books as an accounting journal, or as a folder of records",
        discussion: """
            As a journal, every document becomes a transaction of double entries: invoices, \
            credit notes, payments and what they pay, refunds, write-offs, bad debts, credits, \
            and revenue on the last day of the month in which it is earned. With --from, the \
            journal begins with the balances brought forward.

            As a folder, there is a file for each kind of record, tables as CSV and the rest as \
            an object a line; `import` reads it, into this ledger or a new one. What a folder has \
            no place for, such as events and users, is named at the end.

            A file and a folder are whole or not there.
            """,
        arguments: [
            ArgumentSpec("PATH", "Where to write it; `-` is standard output", kind: .path(.file))
        ],
        options: [
            .value(
                "format",
                "FORMAT",
                .choice(JournalFormat.all.map(\.name) + [folderFormat]),
                JournalFormat.all.map { "\($0.name): \($0.summary), " }.joined()
                    + "\(folderFormat): all records as files",
                isRequired: true
            ),
            .value("from", "DATE", .date, "The first day; all from the beginning without it"),
            .value(
                "to",
                "DATE",
                .date,
                "The first day that is not in it",
                default: .described("tomorrow")
            ),
            .value("customer", "CUSTOMER", .text, "Only of this customer's accounts"),
            .flag("replace", "Take the place of an older file of that name"),
        ],
        examples: [
            Example("daybook export books.journal --format hledger", "For hledger"),
            Example(
                "daybook export 2026.csv --format csv --from 2026-01-01",
                "This year as a table"
            ),
            Example("daybook export books --format folder", "All records as files"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such ledger or customer"),
            ExitNote(.conflict, "there is such a file or folder"),
            ExitNote(.ledgerDamaged, "the postings of a document do not add up"),
            ExitNote(.stopped),
        ],
        run: { session in
            let path = session.invocation.argument("PATH")
            if session.invocation.text("format") == folderFormat {
                return try session.exportFolder(to: path)
            }
            let request = try JournalRequest(session)
            Interrupts.hold()
            if path == "-" {
                _ = try request.run { try session.write(journal: $0) }
                return
            }
            let file = try request.begin(path)
            let totals = try request.run { try file.append($0) }
            try file.finish()
            try request.report(totals, path)
        }
    )

    private static let folderFormat = "folder"
}

extension Session {
    /// A journal as it is for a pipe; on a terminal nothing in it is obeyed.
    fileprivate func write(journal piece: [UInt8]) throws {
        guard output.isTerminal else { return try output.write(piece) }
        for line in piece.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast()
        { try output.write(Words.line(String(decoding: line, as: UTF8.self)) + "\n") }
    }
}

/// A journal as the command line asks for it.
private struct JournalRequest {
    private let session: Session
    private let format: JournalFormat
    private let from: CivilDate?
    private let to: CivilDate
    private let customer: RecordID?
    private let organisation: Organisation
    private let zone: ZoneRules

    init(_ session: Session) throws {
        self.session = session
        guard let format = session.invocation.text("format").flatMap(JournalFormat.named) else {
            preconditionFailure("the parser knows which formats there are")
        }
        self.format = format
        let word = session.invocation.text("customer")
        let (from, to) = (try session.date("from"), try session.date("to"))
        (customer, self.to, organisation) = try session.read { connection in
            let customer = try word.map { word in
                guard let found = try Session.inAnyCase(word, CustomerRepository(connection).find)
                else {
                    throw Failure.notFound("customer", word, list: "customers list")
                }
                return found.id
            }
            let end = try to ?? session.today(connection).adding(days: 1)
            return (customer, end, try OrganisationRepository(connection).get())
        }
        if let from, from >= self.to {
            throw Failure(
                .wrongUsage,
                "--from: expected a day before \(self.to.iso8601), found \(from.iso8601)"
            )
        }
        self.from = from
        zone = try session.organisationZone()
    }

    /// Begins the file, which takes the place of an older journal at the most: not of a ledger.
    func begin(_ path: String) throws -> WholeFile {
        let isReplacing = session.invocation.flag("replace")
        do {
            if isReplacing, try Self.isDatabase(path) {
                throw Failure(
                    .conflict,
                    "\(path) exists, and is a ledger or another database",
                    advice: "name another file",
                    instance: path
                )
            }
            return try WholeFile(path, replacing: isReplacing)
        } catch let error as FileError where error.isTaken {
            throw Failure(
                .conflict,
                "\(path) exists already",
                advice: "name another file, or give --replace",
                instance: path
            )
        }
    }

    /// Whether a file begins as those of SQLite do, or as their logs.
    private static func isDatabase(_ path: String) throws -> Bool {
        guard let path = try Files.replaceable(path) else { return false }
        var start: [UInt8] = []
        _ = try FileSource(opening: path).append(upTo: 16, to: &start)
        return start.starts(with: "SQLite format 3".utf8) || start.starts(with: [0x37, 0x7F, 0x06])
    }

    /// Writes everything, in large pieces.
    func run(_ write: ([UInt8]) throws -> Void) throws -> PostingTotals {
        var line = ProgressLine(session)
        let heading = JournalHeading(
            organisation: organisation.legalName,
            currency: organisation.currency,
            from: from,
            to: to
        )
        let export = JournalExport(
            of: try session.ledger(),
            format,
            heading,
            zone: zone,
            customer: customer
        )
        let totals = try export.write(
            check: { try ProgressLine.checkInterrupt("stopped; no journal was written") },
            progress: { try line.show("rows", $0, of: $1) },
            write
        )
        try line.clear()
        return totals
    }

    func report(_ totals: PostingTotals, _ path: String) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            return try session.writeJSON([
                "file": .string(path),
                "format": .string(format.name),
                "from": from.map { .string($0.iso8601) } ?? .null,
                "to": .string(to.iso8601),
                "transactions": .integer(totals.transactions),
                "postings": .integer(totals.postings),
                "totals": .array(
                    totals.totals.map { total in
                        [
                            "currency": .string(total.amount.currency.code),
                            "count": .integer(total.postings),
                            "amount": .string(total.amount.amount.description),
                        ]
                    }
                ),
            ])
        }
        if session.invocation.flag("quiet") { return }
        let counts =
            "\(Texts.count(totals.transactions, "transaction")), "
            + Texts.count(totals.postings, "posting")
        try session.write(Words.line("wrote \(path): \(counts)") + "\n")
        for total in totals.totals {
            let postings = Texts.count(total.postings, "posting")
            try session.write(Words.line("    \(Texts.money(total.amount)) in \(postings)") + "\n")
        }
    }
}
