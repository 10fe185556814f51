import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import Glibc
import TestRigs
import Testing

/// A folder with every kind of file that the program can meet, and the program to run in it.
struct ProgramFolder {
    let scratch: ScratchFolder
    let runner: ProgramRunner

    init() throws {
        scratch = try ScratchFolder()
        runner = ProgramRunner(
            program: Self.program,
            environment: [
                "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
                "TMPDIR": scratch.path, "USER": "tester",
            ]
        )
    }

    /// The built program: the release that `scripts/test` names, or the one of this build.
    static var program: String {
        if let named = unsafe getenv("DAYBOOK_PROGRAM") { return unsafe String(cString: named) }
        return TestFolder.projectRoot() + "/.build/debug/daybook"
    }

    /// Runs a command line in which `FOLDER` stands for the folder and `%XX` for a byte.
    func run(_ words: [String], input: String = "") throws -> ProgramResult {
        let outputs = try ScratchFolder()
        return try runner.run(
            words.map { $0.replacing("FOLDER", with: scratch.path) },
            input: input,
            in: outputs
        )
    }

    /// The transcript without what differs from run to run.
    func transcript(_ result: ProgramResult) -> String {
        // Of an id that is made here, the time is one of the clock's and the rest is chance.
        let transcript = result.transcript.replacing(scratch.path, with: "FOLDER")
            .replacing(
                /\b01M(?:249TE00|5CC1T80|7WD7TG0|844DZG0|8997DG0|91R0800|94ACZ00)[0-9A-Z]{16}\b/,
                with: "NEW-ID"
            )
            .replacing(/\b01KJPTP8T0[0-9A-Z]{16}\b/, with: "NEW-ID")
        // The project may lie in a folder whose name is a part of other paths.
        var parts = transcript.components(separatedBy: TestFolder.projectRoot() + "/")
        let first = parts.removeFirst()
        return parts.reduce(first) { text, part in
            let isInsidePath = text.last.map { $0.isLetter || $0.isNumber || $0 == "." } ?? false
            return text + (isInsidePath ? TestFolder.projectRoot() : "PROJECT") + "/" + part
        }
    }

    private static let matrix = """
        {
          "type": "matrix", "dimensions": ["region", "size"], "defaultAmount": "0.5",
          "rows": [
            {"values": ["eu", "large"], "amount": "0.8"},
            {"values": ["eu", null], "amount": "0.4"}
          ]
        }
        """

    func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

    /// Makes all the files that the table of command lines names.
    func fill() throws {
        let sample = try Self.sample.get()
        try writeBytes(sample.bytes, to: path("sample.db"))
        try scratch.file("empty.db", containing: "")
        try scratch.file("matrix.json", containing: Self.matrix)
        try scratch.file("text.db", containing: "Number,Customer\n")
        let other = try Connection(path: path("other.db"), mode: .create)
        try other.script("CREATE TABLE t (a)")
        try makeNewer(sample.organisation)
        try makeDamaged()
        try makeHostile(sample.organisation)
        try scratch.file("broken.json", containing: "{\n  // not closed\n  \"theme\": \"paper\n}\n")
        try scratch.file(
            "wrong.json",
            containing: "{\n  \"them\": \"paper\",\n  \"color\": \"blue\",\n  \"ascii\": 1\n}\n"
        )
        try scratch.file(
            "keys.json",
            containing: """
                {
                  "keys": {
                    "quit": [],
                    "qit": "x",
                    "reload": "R",
                    "zoom": ["hyper-z", "k"],
                    "help": ["?", "g"]
                  }
                }
                """
        )
        try scratch.file("nokeys.json", containing: "{\n  \"keys\": {\"quit\": 1}\n}\n")
        try scratch.file(
            "good.json",
            containing: "{\n  // calm\n  \"theme\": \"paper\",\n  \"ascii\": true,\n}\n"
        )
        try makeThemes()
        try makeJournals()
        try writeBytes(sample.bytes, to: path("usage.db"))
        try makeEvents()
        try makePlans()
        try makePeople()
        try makeWork()
    }

    /// A ledger for work that goes by itself, and workflows: a good one, one that changes it, a bad
    /// one.
    private func makeWork() throws {
        try writeBytes(readBytes(at: path("sample.db")), to: path("work.db"))
        func workflow(_ purpose: String) -> String {
            """
            {
              // agreed in March
              "key": "big", "name": "Thanks for big ones", "trigger": "invoice.issue",
              "if": "amount:>1000EUR",
              "steps": [
                {"step": "grant", "amount": "50", "currency": "EUR", "expiresAfter": "P1Y",
                 "purpose": "\(purpose)"},
                {"step": "wait", "for": "P3D"},
                {"step": "stop", "if": "is:paid"},
                {"step": "note", "text": "reminded"}
              ]
            }
            """
        }
        try scratch.file("big.json", containing: workflow("thanks"))
        try scratch.file("big-other.json", containing: workflow("many thanks"))
        try scratch.file(
            "big-wrong.json",
            containing: """
                {
                  "key": "big", "name": "x", "trigger": "invoice.isue", "when": "now",
                  "if": "amont:>1", "of": "invoice",
                  "steps": [{"step": "grant", "amount": "-5", "currency": "EUR"},
                            {"step": "wait"}, {"step": "note", "text": "", "x": 1},
                            {"step": "aprove"}, {"step": "stop", "if": "is:big"}]
                }
                """
        )
    }

    /// A ledger for people, settings, rates and filters, and files of rates and of filters.
    private func makePeople() throws {
        try writeBytes(readBytes(at: path("sample.db")), to: path("people.db"))
        try scratch.file(
            "rates.csv",
            containing: "date,base,quote,rate,source\n2026-01-05,EUR,USD,1.0921,ECB\n"
                + "2026-01-05,EUR,GBP,0.8612,\n2026-01-06,GBP,USD,1.27,mine\n"
        )
        try scratch.file(
            "ecb.csv",
            containing: "Date, USD, JPY, CYP, \n2026-01-07, 1.0946, 159.2, N/A, \n"
                + "2026-01-06, 1.0953, N/A, N/A, \n2026-01-05, 1.0921, 157.97, N/A, \n"
        )
        try scratch.file(
            "rates-wrong.csv",
            containing: "date,base,quote,rate\n2026-01-08,EUR,USD,1.1\n2026-01-09,EUR,USX,1.1\n"
        )
        try scratch.file(
            "rates-other.csv",
            containing: "date,base,quote,rate\n2026-01-08,EUR,USD,1.1\n2026-01-05,EUR,USD,9\n"
        )
        try scratch.file(
            "filters.json",
            containing: """
                // agreed on the phone
                {
                  "invoices": {"late": "is:overdue", "worst": "@late amount:>500EUR"},
                  "customers": {"late": "has:open"}
                }
                """
        )
        try scratch.file(
            "filters-loop.json",
            containing: "{\"invoices\": {\"a\": \"@b\", \"b\": \"-@a\"}}\n"
        )
        try scratch.file(
            "filters-wrong.json",
            containing: "{\"invoices\": {\"a\": 1}, \"invoice\": {}}\n"
        )
    }

    /// A ledger with some changes, one whose journal was tampered with, and keys that sign.
    private func makeJournals() throws {
        try makeKey(".config/daybook/signing.key", mode: 0o600)
        try makeKey("open/signing.key", mode: 0o644)
        try makeKey("other/signing.key", of: "08", mode: 0o600)
        for name in ["open", "other"] {
            try scratch.file("\(name)/config.json", containing: "{}\n")
        }
        try writeBytes(readBytes(at: path("sample.db")), to: path("changed.db"))
        try change(path("changed.db"))
        try writeBytes(readBytes(at: path("changed.db")), to: path("tampered.db"))
        try writeBytes(readBytes(at: path("changed.db")), to: path("cut-off.db"))
        try Connection(path: path("tampered.db"), mode: .readWrite).script(
            """
            DROP TRIGGER journal_stays_when_changed;
            UPDATE journal SET entry = replace(entry, 'anna', 'bert') WHERE number = 2
            """
        )
        try Connection(path: path("cut-off.db"), mode: .readWrite).script(
            """
            DROP TRIGGER journal_stays; PRAGMA foreign_keys = OFF;
            DELETE FROM journal WHERE number > 3
            """
        )
    }

    private func makeKey(_ name: String, of digits: String = "07", mode: mode_t) throws {
        try scratch.file(name, containing: String(repeating: digits, count: 32) + "\n")
        unsafe chmod(path(name), mode)
    }

    private func change(_ path: String) throws {
        let ledger = try Ledger(opening: path)
        func act(_ actor: String, _ action: String, _ sql: String) throws {
            let at = try Instant(iso8601: "2026-11-20T11:00:00Z")
            let act = Act(actor: actor, at: at, cause: .console, action: action)
            try ledger.change(act) { try $0.run(sql) }
        }
        try act(
            "anna",
            "customer.update",
            "UPDATE customers SET note = 'calls on Mondays', email = NULL WHERE key = 'luluat'"
        )
        try act(
            "anna",
            "invoice.issue",
            """
            UPDATE invoices SET state = 'issued', number = 'INV-NEW', issued_on = '2026-11-20',
                due_on = '2026-12-20'
            WHERE row = (SELECT min(row) FROM invoices WHERE state = 'draft')
            """
        )
        try act(
            "x\u{1b}]52;c;x\u{7}\u{202e}\",\"ca",
            "customer.update",
            "UPDATE customers SET note = char(27) || '[2J' || char(8238) WHERE key = 'puddlewick'"
        )
    }

    /// Events of every kind: good ones, known and unknown subjects, and what is none.
    private func makeEvents() throws {
        func line(_ id: Int, _ type: String, _ subject: String, _ time: String, _ data: String)
            -> String
        {
            #"{"specversion":"1.0","id":"e\#(id)","source":"gateway","type":"\#(type)","#
                + #""subject":"\#(subject)","time":"2026-11-\#(time)Z","data":\#(data)}"#
        }
        let lines = [
            line(1, "api", "ACME-PROD", "19T09:10:00", #"{"bytes":1200,"region":"eu"}"#),
            line(2, "api", "ACME-PROD", "19T09:50:00", #"{"bytes":"0.5","region":"us"}"#),
            line(3, "api", "nobody\\u001b[2J", "19T10:00:00", #"{"bytes":7}"#),
            line(1, "api", "ACME-PROD", "19T09:10:00", #"{"region":"eu","bytes":1.2e3}"#),
            line(2, "api", "ACME-PROD", "19T09:50:00", #"{"bytes":9}"#),
            "{\"id\":\"e4\"}",
            line(5, "mail", "acme-staging", "20T00:00:00", "null"),
            "not JSON\u{1b}[31m",
            line(6, "api", "acme-staging", "20T00:00:00", #"{"bytes":"many"}"#),
        ]
        try scratch.file("usage.ndjson", containing: lines.joined(separator: "\n") + "\n")
        try scratch.file(
            "usage.csv",
            containing: "when,what,who,nr,bytes\n2026-11-19T11:00:00,api,acme-lab,1,64\n"
        )
    }

    /// A ledger without plans, and files with a plan: a good one, one that changes it, a bad one.
    private func makePlans() throws {
        try writeBytes(readBytes(at: path("sample.db")), to: path("billing.db"))
        try writeBytes(readBytes(at: path("sample.db")), to: path("papers.db"))
        try writeBytes(readBytes(at: path("sample.db")), to: path("credits.db"))
        try writeBytes(readBytes(at: path("sample.db")), to: path("verbs.db"))
        try writeBytes(readBytes(at: path("sample.db")), to: path("payments.db"))
        try scratch.file(
            "draft.json",
            containing: """
                // what was said on the phone
                {
                  "account": "tangfeld", "from": "2026-11-01", "to": "2026-12-01",
                  "lines": [
                    {"title": "Workshop", "quantity": 2, "unit": "days", "unitPrice": "900",
                     "tax": 19, "from": "2026-11-10", "to": "2026-11-12"},
                    {"title": "Handbook", "amount": "40.00", "tax": 7}
                  ],
                  "dueOn": "2026-12-24", "note": "Thank you."
                }
                """
        )
        func plan(_ fee: String, _ cadence: String = "P1M") -> String {
            """
            {
              "key": "flow", "name": "Flow", "currencies": ["EUR"], "billingCadence": "P1M",
              "phases": [{"key": "only", "rateCards": [
                {"key": "fee", "name": "Fee", "cadence": "P1M",
                 "prices": {"EUR": {"type": "flat", "amount": "\(fee)"}}},
                {"key": "usage", "name": "Bytes", "product": "bytes", "cadence": "\(cadence)",
                 "prices": {"EUR": {"type": "unit", "amount": "0.01"}}}
              ]}]
            }
            """
        }
        try makeAgreements()
        try makePrices()
        try scratch.file("flow.json", containing: plan("49.90"))
        try scratch.file("flow-dearer.json", containing: plan("59.90"))
        try scratch.file("flow-wrong.json", containing: plan("-1", "P45D"))
        try scratch.file("flow-uneven.json", containing: plan("49.90", "P45D"))
    }

    /// A plan with prices of several kinds, and what slips of the pen make of it.
    private func makePrices() throws {
        let plan = """
            {
              "key": "priced", "name": "Priced", "currencies": ["EUR", "USD"],
              "billingCadence": "P1M",
              "phases": [{"key": "only", "rateCards": [
                {"key": "calls", "product": "bytes", "cadence": "P1M", "prices": {
                  "EUR": {"type": "tiered", "mode": "volume", "tiers": [
                    {"upToAmount": "1000", "unitPrice": {"amount": "0.05"}},
                    {"unitPrice": {"amount": "0.025"}, "flatPrice": {"amount": "10"}}
                  ], "minimumAmount": "5"},
                  "USD": {"type": "tiered", "mode": "volume", "tiers": [
                    {"unitPrice": {"amount": "0.06"}}
                  ]}
                }},
                {"key": "space", "name": "Space", "product": "bytes", "cadence": "P1M",
                 "prices": {
                  "EUR": {"type": "package", "amount": "1.99", "quantityPerPackage": "10"},
                  "USD": {"type": "package", "amount": "2.5", "quantityPerPackage": "10"}
                }}
              ]}]
            }
            """
        try scratch.file("priced.json", containing: plan)
        let kinds = plan.replacing(
            "\"package\", \"amount\": \"2.5\", \"quantityPerPackage\": \"10\"",
            with: "\"unit\", \"amount\": \"0.2\""
        )
        try scratch.file("priced-kinds.json", containing: kinds)
        try scratch.file("priced-dearer.json", containing: plan.replacing("1.99", with: "2.99"))
        let lacking = plan.replacing("\"bytes\"", with: "\"octets\"")
        try scratch.file("priced-lacking.json", containing: lacking)
        let monthly = plan.replacing("\"P1M\",\n  \"phases", with: "\"monthly\",\n  \"phases")
        try scratch.file("priced-monthly.json", containing: monthly)
        try scratch.file("priced-torn.json", containing: String(plan.prefix(300)))
    }

    /// Two plans with an add-on that they offer, and items that an account agrees otherwise.
    private func makeAgreements() throws {
        func card(_ key: String, _ amount: String) -> String {
            """
            {"key": "\(key)", "cadence": "P1M", "prices": {"EUR": {"type": "flat",
             "amount": "\(amount)", "paymentTerm": "in_advance"}}}
            """
        }
        for (file, key, amount) in [
            ("house", "house", "30"), ("house-dearer", "house", "33"), ("manor", "manor", "60"),
        ] {
            try scratch.file(
                "\(file).json",
                containing: """
                    {
                      "key": "\(key)", "name": "The \(key)", "currencies": ["EUR"],
                      "billingCadence": "P1M",
                      "phases": [{"key": "only", "rateCards": [\(card("fee", amount))]}],
                      "addOns": [{"key": "seats", "fromPhase": "only", "maximumQuantity": 9}]
                    }
                    """
            )
        }
        try scratch.file(
            "project.json",
            containing: """
                {
                  "key": "project", "name": "The project", "currencies": ["EUR"],
                  "billingCadence": "P1M",
                  "phases": [{"key": "only", "rateCards": [
                    \(card("care", "100")),
                    {"key": "work", "name": "Work", "prices": {"EUR": {"type": "flat",
                     "amount": "9000", "paymentTerm": "in_advance"}}}
                  ]}]
                }
                """
        )
        for (file, amount) in [("seats", "6"), ("seats-dearer", "7")] {
            try scratch.file(
                "\(file).json",
                containing: """
                    {"key": "seats", "name": "Seats", "multiple": true,
                     "rateCards": [\(card("seat", amount))]}
                    """
            )
        }
        try scratch.file(
            "seats-wrong.json",
            containing: "{\"key\": \"seats\", \"name\": \"\", \"rateCards\": [{}], \"x\": 1}"
        )
        try scratch.file(
            "items.json",
            containing: """
                // agreed on the phone
                {"items": [
                  {"item": "fee", "act": "price", "price": {"type": "flat", "amount": "24",
                   "paymentTerm": "in_advance"}},
                  {"item": "setup", "act": "add", "with": {"key": "setup", "price": {
                   "type": "flat", "amount": "99", "paymentTerm": "in_advance"}}}
                ]}
                """
        )
    }

    /// Themes of the user's, of which one is sound, and one that lies elsewhere.
    private func makeThemes() throws {
        func write(_ path: String, _ name: String, _ summary: String, _ rest: String) throws {
            let text = """
                {
                  "name": "\(name)", "summary": "\(summary)", "appearance": "dark",
                  \(rest)
                }

                """
            try writeBytes(Array(text.utf8), to: self.path(path))
        }
        let folder = ".config/daybook/themes"
        try write("\(folder)/dusk.json", "dusk", "Mine", "\"inherits\": \"ledger\"")
        try write(
            "\(folder)/paper.json",
            "paper",
            "Also mine",
            """
            "inherits": "paper",
              "palette": {"sepia": "#704214"},
              "colors": {
                "accent": "sepai",
                "god": "sepia"
              }
            """
        )
        try write("\(folder)/night.json", "night", "Mine", "\"inherits\": \"papr\"")
        try write("\(folder)/noon.json", "noon", "Mine", "\"inherits\": \"paper\"")
        try write(
            "loose.json",
            "lose",
            "\\u001b[2J",
            """
            "inherits": "ledger", "ascii": "\u{202e}yes\\u001b[2J",
              "colors": {"secondary": "#444"}
            """
        )
        try write(
            "pale.json",
            "pale",
            "x",
            "\"inherits\": \"ledger\",\n  \"colors\": {\"bad\": \"#444\"}"
        )
        try scratch.file("themed.json", containing: "{\n  \"theme\": \"duks\"\n}\n")
    }

    /// The sample ledger's file, made once for all tests.
    private static let sample = Result<(bytes: [UInt8], organisation: Organisation), any Error> {
        let scratch = try ScratchFolder()
        let filler = try LedgerFiller(folder: TestFolder.projectRoot() + "/sample-data")
        let path = scratch.path + "/sample.db"
        try filler.create(at: path, by: act, durability: .none)
        return (try readBytes(at: path), filler.organisation)
    }

    /// Somebody to sell to.
    static func customer(_ organisation: Organisation) -> Customer {
        Customer(
            id: RecordID(bits: 77),
            key: "newcomer",
            name: "Newcomer",
            legalName: "Newcomer Ltd",
            currency: organisation.currency,
            timeZone: "UTC",
            email: nil,
            taxID: nil,
            address: organisation.address,
            state: .active,
            createdAt: .epoch,
            note: nil
        )
    }

    /// How the ledgers of this folder came about.
    static let act = Act(
        actor: "tester",
        at: try! Instant(iso8601: "2026-11-20T10:00:00Z"),
        cause: .command,
        action: "ledger.create"
    )

    private func makeNewer(_ organisation: Organisation) throws {
        let next = Migration(
            version: Ledger.migrations.count + 1,
            name: "of tomorrow",
            sql: "CREATE TABLE t (a)"
        )
        try Ledger.create(
            at: path("newer.db"),
            for: organisation,
            by: Self.act,
            durability: .none,
            migrations: Ledger.migrations + [next]
        )
    }

    private func makeDamaged() throws {
        let whole = try readBytes(at: path("sample.db"))
        try writeBytes(Array(whole.dropLast(9000)), to: path("cut.db"))
        let page = try Connection(path: path("sample.db"), mode: .readOnly).integer(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'organisation'"
        )
        var damaged = whole
        let start = (Int(page) - 1) * 4096
        for index in start..<(start + 4096) { damaged[index] = 0xA5 }
        try writeBytes(damaged, to: path("damaged.db"))
    }

    /// A customer whose every text tries to take over the terminal.
    private func makeHostile(_ organisation: Organisation) throws {
        let text =
            "x\u{1b}]52;c;cGFzdGU=\u{7}\u{1b}[2J\r\u{9b}31m\u{202e}gnp\u{2066}\u{200b}\u{0}"
            + "e" + String(repeating: "\u{301}", count: 10_000)
        var address = organisation.address
        address.lines = [text]
        let customer = Customer(
            id: RecordID(bits: 1),
            key: "key",
            name: text,
            legalName: text,
            currency: organisation.currency,
            timeZone: text,
            email: text,
            taxID: text,
            address: address,
            state: .active,
            createdAt: .epoch,
            note: text
        )
        let account = Account(
            id: RecordID(bits: 2),
            key: "account\u{1b}c",
            customer: customer.id,
            name: text,
            currency: organisation.currency,
            timeZone: text,
            state: .active,
            createdAt: .epoch
        )
        try Ledger.create(
            at: path("hostile.db"),
            for: organisation,
            by: Self.act,
            durability: .none
        ) {
            try CustomerRepository($0).insert(customer)
            try CustomerRepository($0).insert(account)
        }
    }
}

extension String {
    /// The texts between the occurrences of another.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
