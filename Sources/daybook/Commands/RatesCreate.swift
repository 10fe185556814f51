import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let ratesCreate = Command(
        ["rates", "create"],
        summary: "Add an exchange rate, or a table of them",
        discussion: """
            A rate holds from its day until the next one of the two currencies.

            With --file it is a CSV table: with the columns `date`, `base`, `quote`, `rate` and \
            perhaps `source`, as `rates list --csv` writes it, or with a column for each currency \
            beside `date`, as the European Central Bank publishes it: all of them for one of \
            --base. Rates that are there already are passed over; one that says otherwise \
            refuses the whole table.
            """,
        arguments: [
            ArgumentSpec("PAIR", "Two currencies, such as EUR/USD", count: .optional),
            ArgumentSpec("RATE", "What one of the first costs in the second", count: .optional),
        ],
        options: [
            .value("from", "DATE", .date, "The first day", default: .described("today")),
            .value("source", "TEXT", .text, "Who says so"),
            .value("file", "FILE", .path(.file), "A table of rates; `-` reads standard input"),
            .value(
                "data",
                "JSON",
                .text,
                "One rate as JSON, with the members pair, rate, from and source"
            ),
            .value(
                "base",
                "CODE",
                .currency,
                "The currency that a table with a column each is for",
                default: .value("EUR")
            ),
            .value("since", "DATE", .date, "Of a table only what is of this day or later"),
            .flag("dry-run", "Check the rates and add none"),
        ],
        exclusive: [["from", "file"], ["data", "file"]],
        examples: [
            Example("daybook rates create EUR/USD 1.0921 --from 2026-01-05 --source ECB", "One"),
            Example(
                "daybook rates create --file ecb.csv --source ECB --since 2026-01-01",
                "A year's"
            ),
        ],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not change rates"),
            ExitNote(.conflict, "there is another rate of this day"),
        ],
        run: { session in
            let isTable = session.invocation.isGiven("file")
            let pair = session.invocation.optionalArgument("PAIR")
            if isTable {
                if pair != nil { throw Failure(.wrongUsage, "name a rate or a file, not both") }
                return try RateImport(session).run()
            }
            let members = ["pair", "rate", "from", "source"]
            let input = try RecordInput(session, members: members, hasOptions: false)
            let number = try session.invocation.optionalArgument("RATE") ?? input.word("rate")
            guard let pair = try pair ?? input.word("pair"), let number else {
                throw Failure(
                    .wrongUsage,
                    "a rate is two currencies and a number",
                    advice: "write them as EUR/USD 1.0921, or name a table with --file"
                )
            }
            try session.createRate(pair, number, input)
        }
    )
}

extension Session {
    fileprivate func createRate(
        _ pair: String,
        _ number: String,
        _ input: RecordInput,
    ) throws {
        let (id, now) = (try newID(), try now())
        let changed = try changing("rate.create") { connection in
            let rate = try ExchangeRate(
                try self.pair(pair, connection),
                from: try date("from") ?? input.date("from") ?? today(connection),
                rate: try rateNumber(number),
                source: try invocation.text("source") ?? input.optionalText("source", nil) ?? ""
            )
            let stored = try RateRepository(connection).insert(rate, id: id, at: now)
            return (rate, try WrittenRecord(stored, connection))
        }
        let (rate, written) = changed.answer
        try report("added \(rate.sentence)", written, entry: changed.entry)
    }
}

/// A table of rates on its way into the ledger: all of it or nothing.
private struct RateImport {
    let session: Session
    let path: String

    /// An entry of the journal tells of each rate: more are for several tables.
    private static let mostRates = 50_000

    init(_ session: Session) throws {
        self.session = session
        path = session.invocation.certainText("file")
    }

    func run() throws {
        let file = path == "-" ? "/dev/stdin" : path
        let bytes = try FileSource.content(of: file, limit: 64 << 20)
        let (now, since) = (try session.now(), try session.date("since"))
        let changed = try session.changing("rate.create") { connection in
            var counts = Counts()
            var reader = CSVReader(MemorySource(bytes))
            guard let (_, header) = try fields(&reader) else {
                throw Failure(.wrongUsage, "\(name) is empty")
            }
            let table = try table(header, connection)
            counts.passedOver = table.passedOver
            while let (line, fields) = try fields(&reader) {
                for rate in try rates(in: fields, line, table) {
                    if let since, rate.from < since { continue }
                    try add(rate, line, now, &counts, connection)
                }
            }
            return counts
        }
        try report(changed.answer, entry: changed.entry)
    }

    private struct Counts {
        var added = 0
        var known = 0
        var passedOver: [String] = []
    }

    private var name: String { path == "-" ? "standard input" : path }

    /// The next line's number and fields.
    private func fields(_ reader: inout CSVReader) throws -> (Int, [String])? {
        switch try reader.next() {
        case .fields(let line, let fields)?: return (line, fields)
        case .failure(let error)?: throw Failure(.wrongUsage, "\(name), \(error)", instance: path)
        case nil: return nil
        }
    }

    private func table(_ header: [String], _ connection: Connection) throws -> RateTable {
        let base = session.invocation.certainText("base").uppercased()
        _ = try session.currency(base, connection)
        do {
            return try RateTable(
                header: header,
                base: base,
                source: session.invocation.text("source") ?? ""
            ) { code in
                try Currency(iso: code) ?? CurrencyRepository(connection).find(code) != nil
            }
        } catch let error as RateTableError {
            throw Failure(
                .wrongUsage,
                "\(name), line 1: "
                    + (error == .noDates ? "no column is called date" : "no column has rates"),
                advice: "begin it with date,base,quote,rate or with date and codes of currencies",
                instance: path
            )
        }
    }

    private func rates(
        in fields: [String],
        _ line: Int,
        _ table: RateTable,
    ) throws -> [ExchangeRate] {
        do {
            return try table.rates(in: fields) { try CivilDate(iso8601: $0) }
        } catch {
            throw placed(error, line)
        }
    }

    private func add(
        _ rate: ExchangeRate,
        _ line: Int,
        _ now: Instant,
        _ counts: inout Counts,
        _ connection: Connection,
    ) throws {
        let repository = RateRepository(connection)
        do {
            for code in [rate.pair.base, rate.pair.quote] {
                _ = try session.currency(code, connection)
            }
            if let known = try repository.find(rate.pair, from: rate.from) {
                if known.rate.rate != rate.rate { throw RateError.exists(known.rate) }
                counts.known += 1
                return
            }
            try repository.insert(rate, id: try session.newID(), at: now)
        } catch let error as RateError {
            throw placed(error, line)
        }
        counts.added += 1
        if counts.added > Self.mostRates {
            throw Failure(
                .wrongUsage,
                "\(name) has more than \(Texts.count(Self.mostRates)) new rates",
                advice: "leave out the older ones with --since"
            )
        }
    }

    private func placed(_ error: any Error, _ line: Int) -> Failure {
        let failure = FailureReport.failure(of: error)
        return Failure(
            failure.kind,
            "\(name), line \(line): \(failure.detail)",
            advice: failure.advice,
            instance: path
        )
    }

    private func report(_ counts: Counts, entry: Int?) throws {
        var words = "added \(Texts.count(counts.added, "rate"))"
        if counts.known > 0 { words += "; known already: \(Texts.count(counts.known))" }
        if !counts.passedOver.isEmpty {
            words += "; passed over " + counts.passedOver.joined(separator: ", ")
        }
        try session.report(
            words,
            [
                .init("added", .integer(counts.added)), .init("known", .integer(counts.known)),
                .init("passedOver", .array(counts.passedOver.map { .string($0) })),
            ],
            entry: entry
        )
    }
}
