import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let pack = Command(
        ["pack"],
        summary: "Put books into one signed file, for somebody to review",
        discussion: """
            A pack is a plain tar archive: the ledger as it is at this moment, each issued invoice \
            and credit note as text and as a page, the lists of invoices, credit notes and \
            payments as CSV, the journal as JSON Lines, and last a manifest that names each of \
            these with its size and hash, with counts and totals, signed by the key of `audit \
            head`. `daybook verify` checks it all, without any other ledger.

            A time and a customer choose what is listed and put on paper: invoices and credit \
            notes by their day of issue, payments by their receipt, drafts not at all. The copy \
            of the ledger holds everything all the same; --without-ledger leaves it out.

            The same ledger gives the same bytes. The pack is of the time of the newest entry of \
            the journal, or of --now: what is overdue is told as of then.
            """,
        arguments: [ArgumentSpec("FILE", "Where to write it", kind: .path(.file))],
        options: [
            .value("from", "DATE", .date, "The first day; with --to"),
            .value("to", "DATE", .date, "The day at whose beginning it ends"),
            .value("customer", "CUSTOMER", .text, "Only this customer's, by key or id"),
            .flag("without-ledger", "Leave out the copy of the ledger"),
        ],
        examples: [
            Example("daybook pack review.tar", "Everything, for a review"),
            Example(
                "daybook pack q3.tar --from 2026-07-01 --to 2026-10-01",
                "What was issued and received in a quarter"
            ),
            Example(
                "daybook pack acme.tar --customer acme --without-ledger",
                "For the customer's own eyes"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such ledger or customer"),
            ExitNote(.notAllowed, "the key is not kept safely"),
            ExitNote(.conflict, "there is such a file already"),
            ExitNote(.ledgerDamaged, "the ledger is damaged: nothing was signed"),
            ExitNote(.stopped),
        ],
        run: { session in
            let path = session.invocation.argument("FILE")
            try requireAbsent(path)
            let ledger = try session.ledgerForReading()
            let scope = try packScope(session, ledger)
            let key = try KeyFile.key(at: session.signingKeyPath)
            Interrupts.hold()
            let line = SharedLine(session)
            let told = { (label: String, done: Int, total: Int?) in
                try line.show(label, done, of: total)
                try ProgressLine.checkInterrupt("stopped; no pack was written")
            }
            let maker = PackMaker(
                path: path,
                scope: scope,
                hasLedger: !session.invocation.flag("without-ledger"),
                actor: try session.actor(),
                at: session.invocation.text("now") == nil ? nil : try session.now(),
                key: key,
                progress: told
            )
            let made = try ledger.withCopy(
                beside: path,
                progress: { try told("pages", $0.done, $0.total) },
                { try maker.make(of: $0) }
            )
            try line.clear()
            try report(made, path, key.verifying, session)
        }
    )

    /// Said before any work; whoever takes the name meanwhile keeps it as well.
    private static func requireAbsent(_ path: String) throws {
        guard Files.exists(path) else { return }
        throw Failure(
            .conflict,
            "\(path) exists already",
            advice: "name another file: a pack is not replaced",
            instance: path
        )
    }

    private static func packScope(_ session: Session, _ ledger: Ledger) throws -> PackScope {
        let invocation = session.invocation
        let customer = try invocation.text("customer").map { word in
            try ledger.read { try session.customer(word, $0).key }
        }
        let from = try session.date("from")
        let to = try session.date("to")
        switch (from, to) {
        case (nil, nil): return PackScope(customer: customer)
        case (let from?, let to?) where from < to:
            return PackScope(customer: customer, period: try Period(from: from, to: to))
        case _:
            throw Failure(
                .wrongUsage,
                from == nil || to == nil
                    ? "--from and --to stand together" : "--to is not behind --from",
                advice: "a time goes from a day to the beginning of a later one"
            )
        }
    }

    private static func report(
        _ made: PackMaker.Made,
        _ path: String,
        _ key: VerifyingKey,
        _ session: Session,
    ) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON(
                .object(
                    [
                        .init("pack", .string(path)), .init("bytes", .integer(made.size)),
                        .init("key", .string(key.hexadecimal)),
                    ] + PackWords.json(made.manifest)
                )
            )
        } else if !session.invocation.flag("quiet") {
            let count = Texts.count(made.manifest.members.count, "file")
            try session.write(
                Words.line("packed \(count) as \(path) (\(Texts.size(made.size)))") + "\n"
                    + Words.line(PackWords.origin(made.manifest)) + "\n"
                    + "signed with the key \(key.hexadecimal)\n"
            )
        }
    }
}
