package import DaybookCore

/// Does what may be done at once, lets wait what needs a second person, and does that when this one
/// has approved it: each by the desk that does it directly. Everything happens in the transaction
/// of the connection.
package struct ApprovalDesk {
    private let connection: Connection
    private let clerk: InvoiceDesk.Clerk
    private let zone: ((String) throws -> ZoneRules)?
    private let access: AccessDesk
    private let approvals: ApprovalRepository

    /// - Parameter zone: the rules of a zone by its name; nil for whoever decides on no contracts,
    ///   and on no versions of plans
    package init(
        _ connection: Connection,
        _ clerk: InvoiceDesk.Clerk,
        zone: ((String) throws -> ZoneRules)? = nil,
    ) throws {
        self.connection = connection
        self.clerk = clerk
        self.zone = zone
        access = try AccessDesk(connection, actor: clerk.name)
        approvals = ApprovalRepository(connection)
    }

    /// What came of an act.
    package enum Outcome: Sendable {
        case done(Deed)
        /// It waits; these could approve it, admins first. Nobody is named where the ledger has no
        /// users.
        case waits(Approval, able: [User])
    }

    /// What was done.
    package enum Deed: Sendable {
        case credit(StoredCredit)
        case invoice(Invoice)
        case refund(StoredPayment)
        case creditNote(InvoiceDesk.Credited)
        case plan(VersionHistory<PlanDefinition>)
        case addOn(VersionHistory<AddOnDefinition>)
        case contract(ContractRecord)
    }

    // MARK: - Doing and asking

    /// Does it, or has it wait.
    ///
    /// - Parameter id: of the approval, where there is one
    package func perform(
        _ request: ApprovalRequest,
        note: String?,
        id: () throws -> RecordID,
    ) throws -> Outcome {
        try access.require(request.act.permission)
        guard try mustWait(request) else { return .done(try carryOut(request)) }
        // What could not be done now need not wait for anybody.
        try connection.trying { _ = try carryOut(request) }
        if request.act != .creditGrant, let other = try approvals.waiting(for: request) {
            throw ApprovalError.asked(other)
        }
        let approval = Approval(
            id: try id(),
            request,
            preparedBy: clerk.name,
            at: clerk.now,
            note: note
        )
        try approvals.insert(approval)
        return .waits(approval, able: try able(request, besides: clerk.name))
    }

    private func mustWait(_ request: ApprovalRequest) throws -> Bool {
        try Clearance.isNeeded(for: request.act, of: request.stake, access, connection)
    }

    /// Who could approve it.
    package func able(_ request: ApprovalRequest, besides preparer: String) throws -> [User] {
        let able = try access.able(request.act.permission, request.act.limited, request.stake)
        return able.filter { $0.name.lowercased() != preparer.lowercased() }
    }

    // MARK: - Deciding

    /// Does what somebody else has asked for. The world may have changed since: what cannot be done
    /// any more is refused with its own reason, and the approval waits on.
    package func approve(_ id: RecordID) throws -> (approval: Approval, deed: Deed) {
        let approval = try decide(id, .approve, reason: nil) { request in
            guard let limited = request.act.limited, let amount = request.stake else { return }
            try access.require(limited, of: amount)
        }
        return (approval, try carryOut(approval.request))
    }

    package func reject(_ id: RecordID, reason: String) throws -> Approval {
        try decide(id, .reject, reason: reason)
    }

    /// Takes one's own request back.
    package func withdraw(_ id: RecordID) throws -> Approval {
        try decide(id, .withdraw, reason: nil)
    }

    /// - Parameter check: what else must hold
    private func decide(
        _ id: RecordID,
        _ act: Approval.Act,
        reason: String?,
        check: (ApprovalRequest) throws -> Void = { _ in },
    ) throws -> Approval {
        guard var approval = try approvals.find(id) else {
            throw ApprovalError.unknown("\(id)")
        }
        try access.require(approval.request.act.permission)
        let decision = Approval.Decision(by: clerk.name, at: clerk.now, reason: reason)
        try approval.decide(act, decision)
        try check(approval.request)
        // Before the act, so that an undo, which goes backwards, comes to it last: the store then
        // sees that the act is gone.
        try approvals.update(approval)
        return approval
    }

    // MARK: - The acts

    private func carryOut(_ request: ApprovalRequest) throws -> Deed {
        switch request {
        case .creditGrant(let order): .credit(try grant(order))
        case .writeOff(let id, let most):
            .invoice(try invoices.writeOff(try invoice(id), limit: most, Clearance()))
        case .giveUp(let id, let most):
            .invoice(try invoices.giveUp(try invoice(id), limit: most, Clearance()))
        case .void(let id, _): .invoice(try invoices.void(try invoice(id), Clearance()))
        case .planPublish(let publication):
            .plan(
                try PlanDesk.plans(connection, at: clerk.now, zone: zone)
                    .publish(publication, Clearance())
            )
        case .addOnPublish(let publication):
            .addOn(
                try PlanDesk.addOns(connection, at: clerk.now, zone: zone)
                    .publish(publication, Clearance())
            )
        case .refund(let order): .refund(try refund(order))
        case .creditNote(let order): try credit(order)
        case .contractPrices(let order): .contract(try agree(order))
        }
    }

    private var invoices: InvoiceDesk { InvoiceDesk(connection, clerk) }

    private func invoice(_ id: RecordID) throws -> Invoice {
        guard let invoice = try InvoiceRepository(connection).find("\(id)") else {
            throw ApprovalError.gone(noun: "invoice", "\(id)")
        }
        return invoice
    }

    private func refund(_ order: RefundOrder) throws -> StoredPayment {
        guard let payment = try PaymentRepository(connection).find("\(order.payment)").first else {
            throw ApprovalError.gone(noun: "payment", "\(order.payment)")
        }
        return try PaymentDesk(connection, clerk)
            .refund(order.refund(on: clerk.today), of: payment, Clearance())
    }

    private func credit(_ order: CreditNoteOrder) throws -> Deed {
        .creditNote(
            try invoices.credit(
                try invoice(order.invoice),
                order.scope,
                id: order.id,
                reason: order.reason,
                asCredit: order.asCredit,
                corrects: order.corrects,
                Clearance()
            )
        )
    }

    private func agree(_ order: ContractPriceOrder) throws -> ContractRecord {
        guard let zone else {
            preconditionFailure("whoever decides on contracts knows the rules of zones")
        }
        return try ContractPriceDesk(connection, at: clerk.now, zone: zone)
            .agree(order, Clearance())
    }

    private func grant(_ order: CreditOrder) throws -> StoredCredit {
        guard let account = try CustomerRepository(connection).account("\(order.account)") else {
            throw ApprovalError.gone(noun: "account", "\(order.account)")
        }
        for product in order.products.sorted()
        where try CatalogueRepository(connection).product(product) == nil {
            throw ApprovalError.gone(noun: "product", product)
        }
        return try CreditDesk(connection, clerk).grant(
            order.credit(on: clerk.today, at: clerk.now),
            id: order.id,
            to: account,
            Clearance()
        )
    }
}
