import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let sample = Command(
        ["sample"],
        summary: "Make up a ledger of any size",
        discussion: """
            The same seed, sizes and day give the same books: customers with accounts in five \
            currencies, a plan and contracts, invoices in every state, and usage of the last sixty \
            days. Nothing in them is later than now. The file is whole or not there.
            """,
        arguments: [ArgumentSpec("FILE", "The ledger to make", kind: .path(.file))],
        options: [
            .value(
                "seed",
                "N",
                .integer(0...Int.max),
                "The number that everything is made up from",
                isRequired: true
            ),
            .value(
                "customers",
                "N",
                .integer(1...10_000_000),
                "How many customers; one in seven has two accounts",
                default: .value("100")
            ),
            .value(
                "invoices",
                "N",
                .integer(0...100_000_000),
                "How many invoices, with one to five lines each",
                default: .value("1000")
            ),
            .value(
                "events",
                "N",
                .integer(0...1_000_000_000),
                "How many events of usage",
                default: .value("10000")
            ),
        ],
        examples: [
            Example("daybook sample --seed 7 try.db", "Make books to try things in"),
            Example(
                "daybook sample --seed 7 --customers 9000 --invoices 90000 large.db",
                "Make large ones"
            ),
        ],
        exits: [ExitNote(.conflict, "there is such a file"), ExitNote(.stopped)],
        run: { session in
            try session.requireWriting()
            let path = session.invocation.argument("FILE")
            let books = try SampleBooks(
                seed: session.invocation.certainInteger("seed"),
                SampleSize(
                    customers: session.invocation.certainInteger("customers"),
                    invoices: session.invocation.certainInteger("invoices"),
                    events: session.invocation.certainInteger("events")
                ),
                now: session.now(),
                zone: ZoneLibrary().rules(named: "Europe/Berlin")
            )
            try Folders.makeParent(of: path)
            Interrupts.hold()
            var line = ProgressLine(session)
            try SampleLedger(books, by: try session.act("ledger.create")) { progress in
                try line.show(progress.part.rawValue, progress.done, of: progress.total)
                try ProgressLine.checkInterrupt("stopped; nothing was written")
            }.create(at: path)
            try line.clear()
            try report(path, session)
        }
    )

    /// Counts what is there, not what was to be.
    private static func report(_ path: String, _ session: Session) throws {
        let names = ["customers", "accounts", "contracts", "invoices", "lines", "events"]
        let counts = try Ledger(opening: path, .readOnly).read { connection in
            try names.map { Int(try connection.integer("SELECT count(*) FROM \($0)")) }
        }
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            let members = zip(names, counts).map { JSONValue.Member($0, .integer($1)) }
            try session.writeJSON(
                .object([.init("ledger", .string(path))] + members)
            )
        } else if !session.invocation.flag("quiet") {
            let words = zip(names, counts).map { "\(Texts.count($1)) \($0)" }
            try session.write(
                Words.line("made \(path): \(words.joined(separator: ", "))") + "\n"
            )
        }
    }
}
