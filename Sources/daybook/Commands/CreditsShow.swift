import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let creditsShow = Command(
        ["credits", "show"],
        summary: "Show a credit and everything that became of it",
        discussion: """
            Each use names its invoice and the lines that it paid; `invoices explain` tells the \
            other way round.
            """,
        arguments: [ArgumentSpec("CREDIT", "The credit's id, or how it begins")],
        examples: [Example("daybook credits show ID", "What used it")],
        exits: [ExitNote(.notFound, "there is no such credit"), ExitNote(.ledgerDamaged)],
        run: { session in
            let profile = try session.read { connection in
                let stored = try session.credit(connection)
                let today = try session.today(connection)
                return CreditProfile(
                    stored: stored,
                    version: try RecordVersions(connection).version(of: stored.id, .credit),
                    today: today,
                    entries: try CreditRepository(connection).entries(of: stored, on: today),
                    standing: try stored.standing(on: today),
                    sums: try stored.sums(on: today)
                )
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(profile.json)
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(profile.entries, CreditProfile.fields, session)
            } else {
                try session.write(try profile.text(session))
            }
        }
    )
}

extension Session {
    /// With fewer, another credit of the same year could be meant by a slip.
    private static var fewestOfID: Int { 6 }

    /// The credit that the command line names: by its id, or by as much of its beginning as no
    /// other one has.
    func credit(_ connection: Connection) throws -> StoredCredit {
        let word = invocation.argument("CREDIT")
        let repository = CreditRepository(connection)
        let ids = word.isEmpty ? [] : try repository.ids(beginning: word, limit: 2)
        if !ids.isEmpty && word.utf8.count < Self.fewestOfID {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(word)) is too short for the beginning of an id",
                advice: "give at least \(Self.fewestOfID) characters of it",
                instance: word
            )
        }
        guard let id = ids.first, let stored = try repository.find("\(id)") else {
            throw Failure.notFound("credit", word, list: "credits list")
        }
        guard ids.count == 1 else {
            throw Failure(
                .conflict,
                "the ids of several credits begin with \(Words.quoted(word))",
                advice: "`daybook credits list --columns id,account,amount` shows them",
                instance: word
            )
        }
        return stored
    }
}

/// A credit with all that one looks at when one looks at it.
private struct CreditProfile {
    let stored: StoredCredit
    let version: Int?
    let today: CivilDate
    let entries: [StoredCreditEntry]
    let standing: CreditStanding
    let sums: CreditSums

    private var credit: MoneyCredit { stored.credit }

    static let fields: [RecordField<StoredCreditEntry>] = [
        .text("on", .init("On")) { $0.entry.on.iso8601 },
        .text("kind", .init("Entry")) { $0.entry.kind.name },
        .money("amount", "Amount") { $0.entry.isGiven ? $0.entry.amount : $0.entry.amount.negated },
        RecordField(
            "invoice",
            .init("Invoice", cutTo: 12),
            cell: { .init($0.invoiceNumber ?? $0.entry.kind.invoice ?? "") },
            json: { .text($0.invoiceNumber ?? $0.entry.kind.invoice) }
        ),
        RecordField(
            "lines",
            .init("Lines"),
            cell: { entry in
                .init(
                    entry.lines.map { "\($0.position): \($0.amount.groupedText)" }
                        .joined(separator: ", ")
                )
            },
            json: { entry in
                .array(
                    entry.lines.map {
                        ["position": .integer($0.position), "amount": $0.amount.json]
                    }
                )
            }
        ),
        .text("note", .init("Note", cutTo: 12)) { $0.note },
    ]

    private var amounts: [(name: String, amount: Money)] {
        [
            ("used", sums.used), ("deducted", sums.deducted), ("voided", sums.voided),
            ("expired", sums.expired), ("left", sums.left),
        ]
    }

    var json: JSONValue {
        .object(
            [
                .init("id", .string(stored.id.description)),
                .init("account", .string(stored.accountKey)),
                .init("currency", .string(credit.amount.currency.code)),
                .init("state", .string(standing.rawValue)),
                .init("priority", .integer(credit.priority)),
                .init("effectiveOn", .string(credit.effectiveOn.iso8601)),
                .init("expiresOn", .text(credit.expiresOn?.iso8601)),
                .init("products", .array(credit.scope.products.sorted().map { .string($0) })),
                .init("purpose", .string(credit.purpose)),
                .init("recurs", credit.recurrence?.json(of: credit, on: today) ?? .null),
                .init("version", version.map { .integer($0) } ?? .null),
                .init("createdAt", .string(credit.createdAt.iso8601)),
                .init("amount", credit.amount.json),
            ] + amounts.map { .init($0.name, $0.amount.json) }
                + [.init("entries", .array(entries.map { .record($0, Self.fields) }))]
        )
    }

    /// Of what is given anew each period ends on its own.
    private var expiry: String {
        if let day = credit.expiresOn { return day.iso8601 }
        return credit.recurrence == nil ? "never" : "each period at its end"
    }

    func text(_ session: Session) throws -> String {
        let currency = credit.amount.currency
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Credit", .init("\(credit.amount.groupedText) \(currency)", .heading)),
            ("Account", .init(stored.accountKey)),
            ("State", .init(standing.rawValue)),
            ("From", .init(credit.effectiveOn.iso8601)),
            ("Expires", .init(expiry)),
            ("Priority", .init("\(credit.priority)")),
        ]
        if let recurrence = credit.recurrence {
            facts.append(("Recurs", .init(recurrence.words)))
            if !recurrence.rollover.isNothing {
                let (least, most) = (recurrence.rollover.minimum, recurrence.rollover.maximum)
                let text = "\(least.groupedText) to \(most.groupedText) \(currency)"
                facts.append(("Rolls over", .init(text)))
            }
            if let stop = credit.stoppedOn { facts.append(("Stopped", .init(stop.iso8601))) }
            if let next = credit.turn(after: today), next.isRenewal {
                facts.append(("Next", .init(next.on.iso8601)))
            }
        }
        if !credit.scope.products.isEmpty {
            let products = credit.scope.products.sorted().joined(separator: ", ")
            facts.append(("Products", .init(products)))
        }
        if !credit.purpose.isEmpty { facts.append(("Purpose", .init(credit.purpose))) }
        for (name, amount) in amounts where name == "left" || !amount.isZero {
            let title = name.prefix(1).uppercased() + name.dropFirst()
            facts.append((title, .init("\(amount.groupedText) \(currency)")))
        }
        facts.append(("Id", .init(stored.id.description, .quiet)))
        return try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(entries, Self.fields, session)
    }
}

extension CreditRecurrence {
    /// - Parameter credit: the one that recurs
    fileprivate func json(of credit: MoneyCredit, on today: CivilDate) -> JSONValue {
        let next = credit.turn(after: today)
        return [
            "every": .string(interval.iso8601),
            "until": .text(until?.iso8601),
            "rolloverLeast": rollover.minimum.json,
            "rolloverMost": rollover.maximum.json,
            "next": .text(next.flatMap { $0.isRenewal ? $0.on.iso8601 : nil }),
            "stoppedOn": .text(credit.stoppedOn?.iso8601),
        ]
    }
}
