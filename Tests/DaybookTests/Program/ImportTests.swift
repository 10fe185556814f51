import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct ImportTests {
    private let folder: ProgramFolder

    init() throws {
        folder = try ProgramFolder()
    }

    // MARK: - What is wrong

    @Test func eachWrongFileIsNamedWithItsPlaceAndStoresNothing() throws {
        let ledger = try ledger("wrong.db")
        try run(ledger, ["customers", "create", "acme", "--name", "Acme"])
        try run(ledger, ["customers", "create", "zoe"])
        let end = try end(ledger)
        for row in try TestFolder().rows("import-errors.tsv") {
            let place = try ScratchFolder()
            try writeBytes(row.bytes(2), to: "\(place.path)/\(row[1])")
            let words = ["--ledger", ledger, "import", "\(place.path)/\(row[1])", "--json"]
            let result = try folder.run(words + ProgramFolder.clock)
            #expect([2, 5].contains(result.exitCode), "\(row)\n\(result.transcript)")
            let problems = try JSONDocument(result.output).root.required("problems").elements()
            let found = try problems.map { try Self.words($0) }.joined(separator: " | ")
            #expect(found == row[3], "\(row.file):\(row.line) \(row[0])")
        }
        #expect(try self.end(ledger) == end)
    }

    private static func words(_ problem: JSONNode) throws -> String {
        var words = try problem.required("file").string()
        if let line = problem["line"] { words += ", line \(try line.integer())" }
        if let field = problem["field"] { words += ": \(try field.string())" }
        return words + ": \(try problem.required("problem").string())"
    }

    // MARK: - A story

    @Test func aFinancePersonBringsCustomersInvoicesAndPayments() throws {
        let ledger = try ledger("ledger.db")
        try makeStoryFiles()
        var said: [String] = []
        for row in try TestFolder().rows("import-story.tsv") {
            let words = row[1].split(separator: " ").map { String($0).replacing("%20", with: " ") }
            let result = try folder.run(words + ProgramFolder.clock)
            said.append("== \(row[0])\n$ \(row[1])\n\(folder.transcript(result))")
        }
        expectGolden(said.joined(separator: "\n"), named: "import-story.txt")
        #expect(try health(ledger) == [])
    }

    private func makeStoryFiles() throws {
        let files = [
            // As a spreadsheet of a country with a decimal comma saves it, with a mark in front.
            "list.csv": "\u{FEFF}key;name;currency;address.lines;address.city;address.country\r\n"
                + "anna;\"Anna; & Co\";EUR;\"Kai 1\nHof\";Kiel;de\r\n"
                + "bert;Bert;USD;;;US\r\n\r\ncarl;;;;;\r\n",
            "changed.csv": "key,name,note\nanna,Anna AG,new\nbert,Bert,\n",
            "mixed.csv": "key,currency\ndora,EUR\nemil,XXX1\nfred,EUR\nanna,USD\n",
            "invoices.csv": """
            number,account,state,periodFrom,periodTo,issuedOn,dueOn,net,tax,paid
            R-2026-0007,anna,issued,2026-09-01,2026-10-01,2026-10-02,2026-11-01,100,19,
            R-2026-0008,anna,paid,2026-10-01,2026-11-01,2026-11-02,2026-12-01,"50.00",9.50,59.5

            """,
            "invoice-lines.csv": """
            invoice,description,amount,taxRate,quantity,unitPrice
            R-2026-0007,Support,60,0.19,2,30
            R-2026-0007,"Setup, once",40,0.19,,
            R-2026-0008,Support,50,0.19,,

            """,
            "payments.csv": """
            account,amount,reference,received,invoices
            anna,100,B-1,2026-11-10,R-2026-0007
            bert,5,B-2,2026-11-11,

            """,
            "drafts.jsonl": """
            {"account":"anna","from":"2026-11-01","to":"2026-12-01",\
            "lines":[{"title":"Desk","amount":"90","tax":19}],"note":"soon"}
            {"account":"anna","from":"2026-11-01","to":"2026-12-01",\
            "lines":[{"title":"Desk","amount":"90","tax":19}],"note":"later"}

            """,
            "late.jsonl": """
            {"number":"R-2026-0009","account":"anna","issuedOn":"2026-10-30",\
            "dueOn":"2026-12-01","net":"1","tax":"0",\
            "lines":[{"description":"x","amount":"1","taxRate":"0"}]}

            """,
            "late-payments.csv": "account,amount,reference,received\nanna,1,B-3,2026-10-31\n",
            "other/invoices.csv": """
            number,account,issuedOn,dueOn,net,tax
            R-2026-0020,nobody,2026-11-02,2026-12-01,5,0
            R-2026-0021,anna,2026-11-02,2026-12-01,6,0
            R-2026-0022,anna,2026-11-02,2026-12-01,7,0

            """,
            "other/invoice-lines.csv": """
            invoice,description,amount,taxRate
            R-2026-0022,c,7,0
            R-2026-0023,d,8,0
            R-2026-0020,a,5,0
            R-2026-0021,b,6,0

            """,
            "wrong/costumers.csv": "key\na\n",
            "empty/README.md": "nothing\n",
        ]
        for (name, text) in files { try folder.scratch.file(name, containing: text) }
    }

    // MARK: - There and back

    @Test func theSampleLedgerComesBackAsItWent() throws {
        try run(folder.path("sample.db"), ["init", "--sample"])
        let books = try export("sample.db")
        let root = TestFolder.projectRoot() + "/sample-data"
        for name in ["organisation.json", "customers.jsonl", "invoices.jsonl", "accounts.csv"] {
            #expect(try readBytes(at: "\(books)/\(name)") == readBytes(at: "\(root)/\(name)"))
        }
        try expectSame(books)
        #expect(try health(folder.path("again.db")) == [])
    }

    @Test func booksWithEveryKindOfRecordComeBackAsTheyWent() throws {
        let ledger = try fullBooks()
        let books = try export("full.db")
        try expectSame(books)
        let again = folder.path("again.db")
        // The usage that was billed comes by itself; then nothing is missing.
        try run(again, ["events", "ingest", folder.path("usage.ndjson")])
        let check = try folder.run(["--ledger", again, "check"])
        #expect(check.exitCode == 0, "\(check.transcript)")
        let preview = ["bill", "preview", "--as-of", "2027-01-01"]
        let (one, other) = (try run(ledger, preview), try run(again, preview))
        #expect(one.output == other.output)
        // Numbers go on behind those that came.
        let issue = ["--as", "carl", "invoices"]
        for path in [ledger, again] {
            try run(path, issue + ["approve", "--filter", "status:draft"])
            try run(path, issue + ["issue", "--filter", "status:approved"])
        }
        #expect(try numbers(ledger) == numbers(again))
        #expect(try health(again) == [])
    }

    @Test func importedNumbersAreFollowedByASeriesThatHasBegun() throws {
        let ledger = try ledger("series.db")
        try run(ledger, ["customers", "create", "acme"])
        let draft = ["invoices", "create", "--account", "acme", "--line", "title=A,amount=1,tax=0"]
        try run(ledger, draft)
        try run(ledger, ["--as", "carl", "invoices", "approve", "--filter", "status:draft"])
        try run(ledger, ["--as", "carl", "invoices", "issue", "--filter", "status:approved"])
        let behind = try importInvoices(ledger, [3, 2])
        #expect(behind.exitCode == 0, "\(behind.transcript)")
        let gap = try importInvoices(ledger, [5])
        #expect(gap.exitCode == 2)
        #expect(gap.output.contains("INV-2026-… stand at 3 here, so that 5 would leave a gap"))
        try run(ledger, draft)
        try run(ledger, ["--as", "carl", "invoices", "approve", "--filter", "status:draft"])
        try run(ledger, ["--as", "carl", "invoices", "issue", "--filter", "status:approved"])
        #expect(
            try numbers(ledger) == (1...4).map { "INV-2026-000\($0)" }
        )
        #expect(try health(ledger) == [])
    }

    private func importInvoices(_ ledger: String, _ numbers: [Int]) throws -> ProgramResult {
        let lines = numbers.map { number in
            #"{"number":"INV-2026-000\#(number)","account":"acme","issuedOn":"2026-11-20","#
                + #""dueOn":"2026-12-20","net":"0","tax":"0"}"#
        }
        let path = folder.path("invoices-\(numbers.map(String.init).joined()).jsonl")
        try writeBytes(Array(lines.joined(separator: "\n").utf8), to: path)
        return try folder.run(["--ledger", ledger, "import", path] + ProgramFolder.clock)
    }

    @Test func whatTakesTwoPeopleIsNotImportedByOne() throws {
        let ledger = try ledger("four-eyes.db")
        try run(ledger, ["customers", "create", "acme"])
        try run(ledger, ["settings", "set", "approve.credits_from", "100 EUR"])
        try run(ledger, ["settings", "set", "approve.plans", "yes"])
        try folder.scratch.file(
            "credits.csv",
            containing: "account,amount,effective\nacme,99,2026-11-01\nacme,100,2026-11-01\n"
        )
        try folder.scratch.file(
            "plans.jsonl",
            containing: #"{"key":"p","name":"P","currencies":["EUR"],"billingCadence":"P1M","#
                + #""effectiveFrom":"2026-01-01T00:00:00Z","phases":[{"key":"a","rateCards":[]}]}"#
        )
        for file in ["credits.csv", "plans.jsonl"] {
            let words = ["--ledger", ledger, "import", folder.path(file)]
            let result = try folder.run(words + ProgramFolder.clock)
            #expect(result.exitCode == 2, "\(result.transcript)")
            let reasons = ["needs a second person", "takes two people"]
            #expect(reasons.contains { result.output.contains($0) }, "\(result.transcript)")
        }
    }

    // MARK: - Rigs

    private func ledger(_ name: String) throws -> String {
        let path = folder.path(name)
        try run(path, ["init", "--name", "Harbour", "--country", "DE"])
        return path
    }

    @discardableResult
    private func run(
        _ ledger: String,
        _ words: [String],
        at clock: [String] = ProgramFolder.clock,
    ) throws -> ProgramResult {
        let result = try folder.run(["--ledger", ledger] + words + clock)
        try #require(result.exitCode == 0, "\(words): \(result.transcript)")
        return result
    }

    private func export(_ name: String) throws -> String {
        let books = folder.path("\(name).books")
        try run(folder.path(name), ["export", "--format", "folder", books])
        return books
    }

    /// A new ledger takes the folder, gives the same one, and takes nothing of it again.
    private func expectSame(_ books: String) throws {
        let again = folder.path("again.db")
        try run(again, ["init", "--name", "Nobody"])
        try run(again, ["import", books])
        let other = try export("again.db")
        let names = try Folders.names(in: books, endingIn: "")
        #expect(try Folders.names(in: other, endingIn: "") == names)
        for name in names {
            let (here, there) = (
                try readBytes(at: "\(books)/\(name)"), try readBytes(at: "\(other)/\(name)")
            )
            #expect(here == there, "\(name)")
        }
        let end = try end(again)
        try run(again, ["import", books])
        #expect(try self.end(again) == end)
        #expect(try Ledger(opening: again, .readOnly).verifyJournal().fault == nil)
    }

    /// Books with a record of every kind, made by commands.
    private func fullBooks() throws -> String {
        let path = folder.path("full.db")
        try folder.scratch.file("flow.json", containing: Self.flow)
        try folder.scratch.file("seats.json", containing: Self.seats)
        let events = (0..<40).map { number in
            #"{"specversion":"1.0","id":"\#(number)","source":"s","type":"transfer","#
                + #""subject":"acme","time":"2026-10-\#(10 + number % 20)T10:00:00Z","#
                + #""data":{"bytes":\#(number),"region":"eu"}}"#
        }
        try folder.scratch.file("usage.ndjson", containing: events.joined(separator: "\n"))
        for row in try TestFolder().rows("full-books.tsv") {
            let words = row[1].split(separator: " ").map { Self.unquoted($0) }
            try run(path, words, at: ["--now", "\(row[0])T12:00:00Z"])
        }
        let credits = try JSONDocument(try run(path, ["credits", "list", "--json"]).output).root
        for credit in try credits.required("items").elements()
        where try credit.required("account").string() == "acme-us" {
            try run(path, ["credits", "void", credit.required("id").string()])
        }
        return path
    }

    private static func unquoted(_ word: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = word.utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(Substring(rest.prefix(2)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let flow = """
        {"key": "flow", "name": "Flow", "currencies": ["EUR", "USD"], "billingCadence": "P1M",
         "addOns": [{"key": "seats", "fromPhase": "only"}],
         "phases": [{"key": "only", "rateCards": [
           {"key": "fee", "name": "Fee", "cadence": "P1M",
            "prices": {"EUR": {"type": "flat", "amount": "49.90"},
                       "USD": {"type": "flat", "amount": "49.90"}}},
           {"key": "usage", "name": "Bytes", "product": "bytes", "cadence": "P1M",
            "prices": {"EUR": {"type": "unit", "amount": "0.01"},
                       "USD": {"type": "unit", "amount": "0.01"}}}]}]}
        """

    private static let seats = """
        {"key": "seats", "name": "Seats", "multiple": true, "rateCards": [
           {"key": "seat", "name": "Seat", "cadence": "P1M",
            "prices": {"EUR": {"type": "flat", "amount": "7"},
                       "USD": {"type": "flat", "amount": "7"}}}]}
        """

    private func end(_ path: String) throws -> JournalRepository.End {
        try Ledger(opening: path, .readOnly).read { try JournalRepository($0).end() }
    }

    private func health(_ path: String) throws -> [String] {
        try Ledger(opening: path, .readOnly).read { try LedgerHealth($0).problems }
    }

    private func numbers(_ path: String) throws -> [String] {
        try Ledger(opening: path, .readOnly).read { connection in
            try connection.all("SELECT number FROM invoices WHERE number IS NOT NULL ORDER BY 1") {
                $0.text(0)
            }
        }
    }
}
