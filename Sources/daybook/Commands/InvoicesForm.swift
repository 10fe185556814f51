import DaybookCore
import DaybookStore
import DaybookWire

/// How drafts are written by hand: by which options and members, and what these make of them.
struct InvoicesForm {
    private let input: RecordInput
    private let session: Session
    private let isNew: Bool

    static let lineMembers = [
        "title", "product", "quantity", "unit", "unitPrice", "amount", "tax", "from", "to",
    ]

    private static let common: [OptionSpec] = [
        .value("due-on", "DATE", .text, "When it is due, whenever it is issued"),
        .value("note", "TEXT", .text, "What is written below its lines"),
    ]

    /// Of a new draft.
    static let creating: [OptionSpec] =
        [
            .value("account", "ACCOUNT", .text, "Who receives it"),
            .value(
                "from",
                "DATE",
                .text,
                "The first day of what it is for",
                default: .described("today")
            ),
            .value(
                "to",
                "DATE",
                .text,
                "The day after the last one",
                default: .described("the day after the first")
            ),
            .value(
                "line",
                "title=…,amount=…,tax=…",
                .text,
                "A line; see above for what it may say",
                isRepeatable: true
            ),
        ] + common + RecordInput.options

    /// Of a draft that there is.
    static let changing: [OptionSpec] =
        [
            .value(
                "add-line",
                "title=…,amount=…",
                .text,
                "A line more; see above for what it may say",
                isRepeatable: true
            ),
            .value(
                "change-line",
                "position=…,title=…",
                .text,
                "What a line says from now on",
                isRepeatable: true
            ),
            .value(
                "remove-line",
                "LINE",
                .integer(1...Int.max),
                "Take this handwritten line out",
                isRepeatable: true
            ),
        ] + common + RecordInput.options

    static let aboutLines = """
        A line is written as `title=Setup,amount=120,tax=19`, or with `quantity=3,unitPrice=40`; \
        also `product`, `unit` and, for what is sold over time, `from` and `to`, the day after \
        the last. As JSON it is an object with these members. An amount below zero takes \
        something off. Without a tax it is taxed as the other lines, if they have one rate. \
        Credits pay nothing of it.
        """

    init(_ session: Session, isNew: Bool) throws {
        self.session = session
        self.isNew = isNew
        let members =
            isNew
            ? ["account", "from", "to", "lines"] : ["addLines", "changeLines", "removeLines"]
        input = try RecordInput(session, members: members + ["dueOn", "note"])
    }

    /// What a file says of a new draft, with other members beside.
    init(_ session: Session, _ input: RecordInput) {
        (self.session, self.input, isNew) = (session, input, true)
    }

    func account(_ connection: Connection) throws -> Account {
        try session.account(input.required("account", "a draft has an account"), connection)
    }

    func period(_ today: CivilDate) throws -> Period<CivilDate> {
        let from = try input.date("from") ?? today
        let to = try input.date("to") ?? from.adding(days: 1)
        return try Self.period(from, to)
    }

    /// Writes what was said into a draft.
    func write(_ edit: inout DraftEdit, _ connection: Connection) throws {
        if !isNew {
            let members = ["position"] + Self.lineMembers
            for line in try lines("changeLines", option: "change-line", members) {
                try edit.change(
                    line.position("position"),
                    proposal(line, edit.before.currency, connection)
                )
            }
            for position in try input.positions("removeLines", option: "remove-line") {
                try edit.remove(position)
            }
        }
        let (member, option) = isNew ? ("lines", "line") : ("addLines", "add-line")
        for line in try lines(member, option: option, Self.lineMembers) {
            try edit.add(proposal(line, edit.before.currency, connection))
        }
        edit.dueOn = try input.optionalDate("dueOn", edit.dueOn)
        edit.note = try input.optionalText("note", edit.note)
    }

    private func lines(
        _ member: String,
        option: String,
        _ members: [String],
    ) throws -> [RecordInput] {
        try input.objects(member, option: option, members: members)
    }

    private func proposal(
        _ line: RecordInput,
        _ currency: Currency,
        _ connection: Connection,
    ) throws -> LineProposal {
        var proposal = LineProposal()
        proposal.title = try line.optionalText("title", nil)
        if let key = try line.optionalText("product", nil) {
            let catalogue = CatalogueRepository(connection)
            guard let product = try catalogue.product(key) else {
                throw Failure.notFound("product", key, list: "products list")
            }
            if product.isArchived {
                throw Failure(
                    .conflict,
                    "the product \(Words.quoted(product.key)) is archived",
                    advice: "`daybook products update \(Words.visible(product.key)) "
                        + "--state active` sells it again",
                    instance: product.key
                )
            }
            proposal.product = product.key
            proposal.unit = try catalogue.units().first { $0.key == product.unit }?.name
        }
        let number = "write a number, such as 12.50"
        proposal.quantity = try line.number("quantity", number)
        proposal.unit = try line.optionalText("unit", proposal.unit)
        proposal.unitPrice = try line.number("unitPrice", number)
        proposal.amount = try line.money("amount", currency)
        proposal.percent = try line.percent("tax")
        switch (try line.date("from"), try line.date("to")) {
        case (let from?, let to?): proposal.period = try Self.period(from, to)
        case (nil, nil): break
        case (nil, _), (_, nil):
            throw Failure(.wrongUsage, "a line over time has both `from` and `to`")
        }
        return proposal
    }

    private static func period(_ from: CivilDate, _ to: CivilDate) throws -> Period<CivilDate> {
        do {
            return try Period(from: from, to: to)
        } catch {
            throw Failure(
                .wrongUsage,
                "\(to.iso8601) is before \(from.iso8601)",
                advice: "`to` is the day after the last one"
            )
        }
    }
}

extension Session {
    /// Says what a draft comes to that was written by hand.
    func report(_ invoice: Invoice, _ verb: String, version: Int?, entry: Int?) throws {
        let totals = invoice.totals
        let total = "\(totals.total.groupedText) \(invoice.currency)"
        try report(
            "\(verb) the draft \(invoice.id) of \(total)",
            [
                .init("id", .string(invoice.id.description)),
                .init("state", .string(invoice.state.rawValue)),
                .init("version", version.map { .integer($0) } ?? .null),
                .init("currency", .string(invoice.currency.code)),
                .init("net", totals.net.json), .init("tax", totals.tax.json),
                .init("total", totals.total.json),
            ],
            entry: entry
        )
    }
}
