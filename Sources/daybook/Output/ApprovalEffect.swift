import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire

/// What a change that waits would do, by what is in the ledger now.
struct ApprovalEffect {
    let changes: [Change]

    struct Change {
        let what: String
        /// Nil for what is new.
        let before: String?
        /// Nil for what would be gone.
        let after: String?
    }

    static let none = ApprovalEffect([])

    private init(_ changes: [Change]) {
        self.changes = changes
    }

    init(
        _ request: ApprovalRequest,
        at now: Instant,
        on today: CivilDate,
        zone: @escaping (String) throws -> ZoneRules,
        _ connection: Connection,
    ) throws {
        switch request {
        case .creditGrant(let order):
            let ledger = try CreditRepository(connection).ledger(of: order.account)
            let left = try ledger?.balance(on: today) ?? .zero(order.amount.currency)
            self.init([Self.money("credit left", left, try left.adding(order.amount))])
        case .writeOff(let id, _): self.init(try Self.closing(id, .paid, connection))
        case .giveUp(let id, _): self.init(try Self.closing(id, .uncollectible, connection))
        case .void(let id, _): self.init(try Self.closing(id, .void, connection))
        case .planPublish(let publication):
            self.init(
                try Self.publishing(
                    publication,
                    CatalogueRepository(connection).plans,
                    at: now,
                    try zone(OrganisationRepository(connection).get().timeZone),
                    { PlanDifference(from: $0, to: $1) }
                )
            )
        case .addOnPublish(let publication):
            self.init(
                try Self.publishing(
                    publication,
                    CatalogueRepository(connection).addOns,
                    at: now,
                    try zone(OrganisationRepository(connection).get().timeZone),
                    { PlanDifference(from: $0, to: $1) }
                )
            )
        case .refund(let order): self.init(try Self.refunding(order, connection))
        case .creditNote(let order): self.init(try Self.crediting(order, connection))
        case .contractPrices(let order):
            self.init(try Self.agreeing(order, zone, connection))
        }
    }

    private static func refunding(
        _ order: RefundOrder,
        _ connection: Connection,
    ) throws -> [Change] {
        guard let payment = try PaymentRepository(connection).find("\(order.payment)").first
        else { return [] }
        let rest = payment.unallocated
        return [money("not allocated", rest, try rest.subtracting(order.amount))]
    }

    /// Each line, and what the invoice comes to.
    private static func crediting(
        _ order: CreditNoteOrder,
        _ connection: Connection,
    ) throws -> [Change] {
        guard let invoice = try InvoiceRepository(connection).find("\(order.invoice)") else {
            return []
        }
        let lines = order.lines.map {
            Change(what: "line \($0.position)", before: nil, after: Texts.money($0.net.negated))
        }
        guard order.asCredit == nil else {
            return lines + [Change(what: "what was paid", before: nil, after: "a credit")]
        }
        let credited = invoice.totals.credited
        return lines + [money("credited", credited, try credited.adding(order.total))]
    }

    /// What is asked for, item by item, or the end that the contract would have.
    private static func agreeing(
        _ order: ContractPriceOrder,
        _ zone: @escaping (String) throws -> ZoneRules,
        _ connection: Connection,
    ) throws -> [Change] {
        let contracts = ContractRepository(connection, zone: zone)
        guard let contract = try contracts.find("\(order.contract)")?.contract else { return [] }
        let day = { (moment: Instant?) in moment.map { Texts.moment($0, in: contract.zone) } }
        switch order.change {
        case .items(let overrides, let moment):
            return [Change(what: "from", before: nil, after: day(moment) ?? "its approval")]
                + overrides.map { item in
                    Change(what: "item \(item.key)", before: nil, after: words(item))
                }
        case .renewal(_, let percent):
            var renewed = contract
            try? order.make(&renewed, now: contract.start)
            let agreed = contract.renewal?.upliftPercent
            return [
                Change(what: "end", before: day(contract.end), after: day(renewed.end)),
                Change(
                    what: "uplift",
                    before: agreed.map { "\($0) %" },
                    after: percent.map { "\($0) %" }
                ),
            ]
        }
    }

    private static func words(_ item: ItemOverride) -> String {
        switch item.act {
        case .remove: "removed"
        case .raise(let percent): "raised by \(percent) %"
        case .add, .price: JSONWriter.text(item.json, .canonical)
        }
    }

    /// Nobody has to pay any more what is open.
    private static func closing(
        _ id: RecordID,
        _ state: InvoiceState,
        _ connection: Connection,
    ) throws -> [Change] {
        guard let invoice = try InvoiceRepository(connection).find("\(id)") else { return [] }
        let open = try invoice.open()
        return [
            Change(what: "state", before: invoice.state.rawValue, after: state.rawValue),
            money("to be paid", open, .zero(open.currency)),
        ]
    }

    /// Everything in which the version differs from the one that is in force.
    private static func publishing<Content>(
        _ publication: ApprovalRequest.Publication,
        _ versions: VersionedRepository<Content>,
        at now: Instant,
        _ zone: ZoneRules,
        _ difference: (Content, Content) -> PlanDifference,
    ) throws -> [Change] {
        guard let history = try versions.history(of: publication.key),
            let next = history.version(publication.number)
        else { return [] }
        let start =
            publication.from.map { "from \(Texts.day($0, in: zone))" }
            ?? "from its approval"
        let current = history.version(at: now)
        let version = Change(
            what: "version",
            before: current.map { "\($0.number)" },
            after: "\(next.number), \(start)"
        )
        guard let current else { return [version] }
        return [version]
            + difference(current.content, next.content).entries.map {
                Change(what: $0.path, before: $0.old, after: $0.new)
            }
    }

    private static func money(_ what: String, _ before: Money, _ after: Money) -> Change {
        Change(what: what, before: Texts.money(before), after: Texts.money(after))
    }

    static let fields: [RecordField<Change>] = [
        .text("what", .init("What")) { $0.what },
        .text("before", .init("Before")) { $0.before },
        .text("after", .init("After")) { $0.after },
    ]
}
