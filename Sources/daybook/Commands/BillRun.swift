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
            "customer",
            "CUSTOMER",
            .text,
            "Only the accounts of this customer",
            isRepeatable: true
        ),
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
            ExitNote(.notFound, "there is no such account or customer"),
        ],
        run: { session in try BillingCommand(session).preview() }
    )

    static let billRun = Command(
        ["bill", "run"],
        summary: "Write drafts for everything that is due and not billed yet",
        discussion: """
            Each item and period of a contract is billed once, however often the command is run. \
            An account that cannot be billed is listed with its reason and does not stop the \
            others. Whoever stops the command loses nothing: the next run does the rest.
            """,
        options: billOptions + [.flag("dry-run", "Show what would be written, as `bill preview`")],
        examples: [Example("daybook bill run --as-of 2026-12-01", "Bill what is due then")],
        exits: [
            ExitNote(.failed, "an account could not be billed; the others were"),
            ExitNote(.notFound, "there is no such account or customer"),
            ExitNote(.stopped),
        ],
        run: { session in
            if session.invocation.flag("dry-run") { return try BillingCommand(session).preview() }
            try session.requireWriting()
            try session.requirePermission("bill.run")
            let desk = try BillingCommand(session)
            let act = Act(
                actor: try session.actor(),
                at: try session.now(),
                cause: .run,
                action: "bill.run"
            )
            let output = try BillOutput(session)
            Interrupts.hold()
            let total = try desk.run.accountCount()
            let job = try session.asJob(try desk.request(), total: total) { job in
                try desk.run.run(
                    act,
                    id: { RecordID(createdAt: act.at, chance: SystemChance.bits()) },
                    job: job
                ) { batch in
                    try output.take(batch)
                    if Interrupts.isPending { job.stop() }
                    return !Interrupts.isPending
                }
            }
            try output.finish(verb: "wrote")
            if job.state == .stopped {
                throw Failure(.stopped, "stopped; the next run bills the rest")
            }
        }
    )
}

/// A run as the command line asks for it.
private struct BillingCommand {
    let session: Session
    let run: BillingRun

    init(_ session: Session) throws {
        self.session = session
        // What was signed or published today counts today, also where somebody names the day.
        let today = try session.read { try session.today($0) }
        let isOtherDay = try session.date("as-of").map { $0 != today } ?? false
        let asOf = try isOtherDay ? session.startOfDay("as-of") ?? session.now() : session.now()
        let words = session.invocation.list("account")
        let customers = session.invocation.list("customer")
        let accounts = try session.read { connection in
            let repository = CustomerRepository(connection)
            let own = try customers.flatMap { word in
                try repository.accounts(of: session.customer(word, connection).id).map(\.id)
            }
            return try own + words.map { try session.account($0, connection).id }
        }
        run = BillingRun(
            try session.ledger(),
            BillingRun.Setting(
                asOf: asOf,
                accounts: words.isEmpty && customers.isEmpty ? nil : Set(accounts),
                zone: session.zoneRules
            )
        )
    }

    /// Shows what the run would write.
    func preview() throws {
        let output = try BillOutput(session)
        try run.preview { batch in
            try output.take(batch)
            return !Interrupts.isPending
        }
        try output.finish(verb: "would write")
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
}
