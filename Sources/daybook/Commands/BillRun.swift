import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    private static let billOptions: [OptionSpec] = [
        .value(
            "as-of",
            "DATE",
            .date,
            "What is due on this day is billed",
            default: .described("today")
        ),
        .value("account", "ACCOUNT", .text, "Only this account", isRepeatable: true),
        .value(
            "out",
            "FILE",
            .text,
            "Keep the documents in this new file, as JSON Lines, for `bill diff`"
        ),
    ]

    static let billPreview = Command(
        ["bill", "preview"],
        summary: "Show what a billing run would write",
        discussion: """
            The same computation as `bill run`, without the write: the documents are the same, \
            byte by byte.
            """,
        options: billOptions,
        examples: [Example("daybook bill preview --as-of 2026-12-01", "What is due then")],
        exits: [
            ExitNote(.failed, "an account cannot be billed; the others are shown"),
            ExitNote(.notFound, "there is no such account"),
        ],
        run: { session in
            let desk = try BillingCommand(session)
            var bills: [AccountBill] = []
            try desk.run.preview { batch in
                bills += batch
                return !Interrupts.isPending
            }
            try desk.show(bills, verb: "would write")
        }
    )

    static let billRun = Command(
        ["bill", "run"],
        summary: "Write drafts for everything that is due and not billed yet",
        discussion: """
            Each item and period of a contract is billed once, however often the command is run. \
            An account that cannot be billed is listed with its reason and does not stop the \
            others. Whoever stops the command loses nothing: the next run does the rest.
            """,
        options: billOptions,
        examples: [Example("daybook bill run --as-of 2026-12-01", "Bill what is due then")],
        exits: [
            ExitNote(.failed, "an account could not be billed; the others were"),
            ExitNote(.notFound, "there is no such account"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            try session.requirePermission("bill.run")
            let desk = try BillingCommand(session)
            let act = Act(
                actor: try session.actor(),
                at: try session.now(),
                cause: .run,
                action: "bill.run"
            )
            var bills: [AccountBill] = []
            Interrupts.hold()
            let total = try desk.run.accountCount()
            let job = try session.asJob(try desk.request(), total: total) { job in
                try desk.run.run(
                    act,
                    id: { RecordID(createdAt: act.at, chance: SystemChance.bits()) },
                    job: job
                ) { batch in
                    bills += batch
                    if Interrupts.isPending { job.stop() }
                    return !Interrupts.isPending
                }
            }
            try desk.show(bills, verb: "wrote")
            if job.state == .stopped {
                throw Failure(.stopped, "stopped; the next run bills the rest")
            }
        }
    )
}

/// A run as the command line asks for it, and what it shows.
private struct BillingCommand {
    let session: Session
    let run: BillingRun

    init(_ session: Session) throws {
        self.session = session
        let asOf = try session.startOfDay("as-of") ?? session.now()
        let words = session.invocation.list("account")
        let accounts = try session.read { connection in
            try words.map { word in
                guard let account = try CustomerRepository(connection).account(word) else {
                    throw Failure.notFound("account", word, list: "customers list")
                }
                return account.id
            }
        }
        run = BillingRun(
            try session.ledger(),
            BillingRun.Setting(
                asOf: asOf,
                accounts: words.isEmpty ? nil : Set(accounts),
                zone: session.zoneRules
            )
        )
    }

    /// The run as a job: a day more, and another run would bill more.
    func request() throws -> CommandRequest {
        var request = session.request()
        if request.options["as-of"] == nil {
            request.options["as-of"] = [try session.read { try session.today($0) }.iso8601]
        }
        request.options["out"] = nil
        return request
    }

    func show(_ bills: [AccountBill], verb: String) throws {
        let documents = bills.flatMap { bill in
            bill.invoices.map {
                BillDocument(accountKey: bill.accountKey, zone: bill.zone, draft: $0)
            }
        }
        if let path = session.invocation.text("out") {
            let lines = try documents.map { JSONWriter.text(try $0.json()) + "\n" }
            try WholeFile.write(lines.flatMap { Array($0.utf8) }, to: path)
        }
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            for document in documents { try session.writeJSON(try document.json()) }
        } else {
            try RecordOutput.write(documents, BillDocument.fields, session)
            if !session.invocation.flag("csv"), !session.invocation.flag("quiet") {
                let word = documents.count == 1 ? "draft" : "drafts"
                try session.write("\(verb) \(documents.count) \(word)\n")
            }
        }
        let problems = bills.compactMap { bill in bill.problem.map { (bill.accountKey, $0) } }
        guard !problems.isEmpty else { return }
        let words = problems.map { "\($0.0): \($0.1)" }.joined(separator: "; ")
        let count = problems.count == 1 ? "1 account" : "\(problems.count) accounts"
        throw Failure(.failed, "\(count) could not be billed: \(words)")
    }
}
