import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    /// The acts on invoices that need nothing but the invoices: one row each.
    static let invoiceActs: [Command] = [
        act(
            "collect",
            "End the gathering of invoices whose period is over: they become drafts",
            done: "is a draft",
        ) { try $0.collect($1) },
        act(
            "approve",
            "Approve drafts, so that they can be issued",
            about: "Whoever prepared a draft may not approve it: the store keeps that too.",
            done: "is approved",
        ) { try $0.approve($1) },
        act(
            "reopen",
            "Take approvals back, so that drafts can be changed again",
            done: "is a draft again",
        ) { try $0.reopen($1) },
        act(
            "reinstate",
            "Ask for what was given up or written off after all",
            done: "is owed again",
        ) { try $0.reinstate($1) },
        act(
            "delete",
            "Delete drafts: what they bill is due again",
            done: "is deleted",
        ) { desk, invoice in
            try desk.delete(invoice)
            return nil
        },
    ]

    private static func act(
        _ verb: String,
        _ summary: String,
        about discussion: String = "",
        done words: String,
        _ perform: @escaping @Sendable (InvoiceDesk, Invoice) throws -> Invoice?,
    ) -> Command {
        Command(
            ["invoices", verb],
            summary: summary,
            discussion: (discussion.isEmpty ? "" : discussion + "\n\n")
                + "Of several invoices, all take place or none, unless `--each` is given.",
            arguments: InvoiceChoice.arguments,
            options: InvoiceChoice.options,
            examples: [
                Example("daybook invoices \(verb) ID", "One invoice"),
                Example("daybook invoices \(verb) --filter 'acme' --dry-run", "Try it on many"),
            ],
            exits: [
                ExitNote(.notFound, "there is no such invoice"),
                ExitNote(.notAllowed, "it may not be done by whoever acts"),
                ExitNote(.conflict, "its state does not allow it"),
            ],
            run: { session in
                try session.actOnInvoices("invoice.\(verb)", words, perform)
            }
        )
    }
}

/// Which invoices a command is about: some by their names, or all that a filter lets through.
enum InvoiceChoice {
    static let arguments = [
        ArgumentSpec("INVOICE", "The invoice's number or id", count: .repeated)
    ]

    static let options: [OptionSpec] = [
        .value(
            "filter",
            "EXPR",
            .text,
            "All invoices that the filter lets through, as in `invoices list`"
        ),
        .flag("each", "Each by itself: one that cannot be done does not stop the others"),
        .flag("dry-run", "Say what would happen and change nothing"),
    ]

    /// Whether it may be more than one.
    static func isBulk(_ session: Session) -> Bool {
        session.invocation.isGiven("filter") || session.invocation.argumentList("INVOICE").count > 1
    }

    /// How many these are, without looking at each.
    static func count(_ session: Session, _ connection: Connection) throws -> Int {
        guard let text = session.invocation.text("filter") else {
            return session.invocation.argumentList("INVOICE").count
        }
        let query = try query(text, session, connection)
        return try InvoiceRepository(connection).totals(of: query).count
    }

    private static func query(
        _ text: String,
        _ session: Session,
        _ connection: Connection,
    ) throws -> ListQuery {
        if text.allSatisfy(\.isWhitespace) {
            throw Failure(
                .wrongUsage,
                "--filter is empty: that would be every invoice",
                advice: "say which, such as --filter state:draft"
            )
        }
        return ListQuery(
            condition: try session.filter(text, of: .invoices, connection),
            today: try session.today(connection)
        )
    }

    static func invoices(_ session: Session, _ connection: Connection) throws -> [Invoice] {
        let repository = InvoiceRepository(connection)
        let words = session.invocation.argumentList("INVOICE")
        guard let text = session.invocation.text("filter") else {
            if words.isEmpty { throw Failure(.wrongUsage, "name an invoice, or use --filter") }
            return try words.map { word in
                guard let invoice = try Session.inAnyCase(word, repository.find) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                return invoice
            }
        }
        guard words.isEmpty else {
            throw Failure(.wrongUsage, "name invoices or use --filter, not both")
        }
        let query = try query(text, session, connection)
        let found = try repository.list(ListRequest(query)).records
        if found.isEmpty {
            throw Failure(.notFound, "no invoice is let through by \(Words.quoted(text))")
        }
        return try found.map { summary in
            guard let invoice = try repository.find("\(summary.id)") else {
                preconditionFailure("what a list has found can be read")
            }
            return invoice
        }
    }
}

extension Session {
    func clerk(_ connection: Connection) throws -> InvoiceDesk.Clerk {
        InvoiceDesk.Clerk(name: try actor(), now: try now(), today: try today(connection))
    }

    /// Does the same with each invoice that the command line names: all in one change, or each in
    /// one of its own. Of more than one it is a job.
    func actOnInvoices(
        _ action: String,
        _ words: String,
        _ perform: @escaping (InvoiceDesk, Invoice) throws -> Invoice?,
    ) throws {
        try InvoiceBulk(self, action) { [self] body in
            let changed = try changing(action) { connection in
                let desk = InvoiceDesk(connection, try clerk(connection))
                return try body(connection) { before in
                    InvoiceOutcome(before: before, after: try perform(desk, before))
                }
            }
            return (changed.answer, changed.entry)
        }
        .run(saying: words)
    }

    /// The same with an act that may have to wait for a second person.
    func actOrAskOnInvoices(
        _ act: ApprovableAct,
        _ words: String,
        _ request: @escaping (Invoice) throws -> ApprovalRequest,
    ) throws {
        let note = invocation.text("note")
        try InvoiceBulk(self, act.rawValue) { [self] body in
            let performed = try performing(act, note: note) { performing in
                try body(performing.connection) { before in
                    InvoiceOutcome(before, try performing.perform(request(before)))
                }
            }
            return (performed.answer, performed.entry)
        }
        .run(saying: words)
    }
}

/// What became of an invoice.
struct InvoiceOutcome {
    let before: Invoice
    /// Nil where it is gone.
    let after: Invoice?
    /// Where nothing was done yet: what waits, and who could approve it.
    var waiting: (approval: Approval, able: [User])?

    var name: String { after?.number ?? before.number ?? "\(before.id)" }

    private func members(_ session: Session) -> [JSONValue.Member] {
        let number = JSONValue.Member("number", .text(after?.number ?? before.number))
        if let waiting { return session.waitingMembers(waiting.approval) + [number] }
        return [
            .init("id", .string(before.id.description)), number,
            .init("state", .text(after?.state.rawValue)),
        ]
    }

    init(before: Invoice, after: Invoice?) {
        (self.before, self.after) = (before, after)
    }

    init(_ before: Invoice, _ outcome: ApprovalDesk.Outcome) {
        switch outcome {
        case .done(.invoice(let after)): self.init(before: before, after: after)
        case .done: preconditionFailure("what is done to an invoice changes it")
        case .waits(let approval, let able):
            self.init(before: before, after: before)
            waiting = (approval, able)
        }
    }

    /// Each of a few, or from which to which.
    private static func sentence(_ outcomes: [InvoiceOutcome], _ words: String) -> String {
        let names = outcomes.map(\.name)
        if names.count == 1 { return "\(names[0]) \(words)" }
        let which =
            names.count <= 20
            ? names.joined(separator: ", ") : "\(names[0]) to \(names[names.count - 1])"
        return "\(names.count) invoices, each \(words): \(which)"
    }

    static func report(
        _ outcomes: [InvoiceOutcome],
        _ words: String,
        entry: Int?,
        job: RecordID?,
        _ session: Session,
    ) throws {
        if outcomes.count == 1, let outcome = outcomes.first {
            let members = outcome.members(session)
            guard let waiting = outcome.waiting else {
                return try session.report("\(outcome.name) \(words)", members, entry: entry)
            }
            return try session.report(
                waiting.approval,
                waiting.approval.request.words(outcome.name),
                able: waiting.able,
                [.init("number", .text(outcome.before.number))],
                entry: entry
            )
        }
        var members: [JSONValue.Member] = [
            .init("items", .array(outcomes.map { .object($0.members(session)) }))
        ]
        if let job { members.append(.init("job", .string(job.description))) }
        try session.report(
            [
                outcomes.filter { $0.waiting == nil }.said { sentence($0, words) },
                outcomes.filter { $0.waiting != nil }.said {
                    sentence($0, "waits for approval")
                },
            ].compactMap(\.self).joined(separator: "; "),
            members,
            entry: entry
        )
    }
}

extension Array {
    /// What is said of some; nothing of none.
    fileprivate func said(_ words: ([Element]) -> String) -> String? {
        isEmpty ? nil : words(self)
    }
}
