import DaybookCore
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
            self.init(try Self.publishing(publication, at: now, connection))
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
    private static func publishing(
        _ publication: ApprovalRequest.Publication,
        at now: Instant,
        _ connection: Connection,
    ) throws -> [Change] {
        let plans = CatalogueRepository(connection).plans
        guard let history = try plans.history(of: publication.key),
            let next = history.version(publication.number)
        else { return [] }
        let start = publication.from.map { "from \($0.iso8601)" } ?? "from its approval"
        let current = history.version(at: now)
        let version = Change(
            what: "version",
            before: current.map { "\($0.number)" },
            after: "\(next.number), \(start)"
        )
        guard let current else { return [version] }
        let difference = PlanDifference(from: current.content, to: next.content)
        return [version]
            + difference.entries.map { Change(what: $0.path, before: $0.old, after: $0.new) }
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
