// What lives in this folder: changes that wait for a second person, and who may decide on them.
// That nothing of them takes place before, and how they are kept, is the store's.

/// A change that somebody wants to make: as little as is needed to make it later.
package enum ApprovalRequest: Hashable, Sendable {
    case creditGrant(CreditOrder)
    /// What is open of an invoice is given up, if that is then no more than it was.
    case writeOff(invoice: RecordID, most: Money)
    /// The same, as bad debt.
    case giveUp(invoice: RecordID, most: Money)
    case void(invoice: RecordID, total: Money)
    case refund(RefundOrder)
    case creditNote(CreditNoteOrder)
    case planPublish(Publication)
    case addOnPublish(Publication)
    case contractPrices(ContractPriceOrder)

    /// A version of a plan or an add-on that shall hold.
    package struct Publication: Hashable, Sendable {
        package let plan: RecordID
        package let key: String
        package let number: Int
        /// Nil: from the moment on at which it is published.
        package let from: Instant?
        /// How often it had been changed when somebody asked: what is approved is what was
        /// looked at, and not what became of it meanwhile.
        package let planVersion: Int

        package init(
            plan: RecordID,
            key: String,
            number: Int,
            from: Instant?,
            planVersion: Int,
        ) {
            self.plan = plan
            self.key = key
            self.number = number
            self.from = from
            self.planVersion = planVersion
        }
    }

    package var act: ApprovableAct {
        switch self {
        case .creditGrant: .creditGrant
        case .writeOff: .writeOff
        case .giveUp: .giveUp
        case .void: .void
        case .refund: .paymentRefund
        case .creditNote: .creditNote
        case .planPublish: .planPublish
        case .addOnPublish: .addOnPublish
        case .contractPrices(let order): order.act
        }
    }

    /// The record that it concerns: of a credit, the account that gets it.
    package var subject: RecordID {
        switch self {
        case .creditGrant(let order): order.account
        case .writeOff(let invoice, _), .giveUp(let invoice, _), .void(let invoice, _): invoice
        case .refund(let order): order.payment
        case .creditNote(let order): order.invoice
        case .planPublish(let publication), .addOnPublish(let publication): publication.plan
        case .contractPrices(let order): order.contract
        }
    }

    /// The record that is new or other afterwards.
    package var result: RecordID {
        switch self {
        case .creditGrant(let order): order.id
        case .writeOff(let invoice, _), .giveUp(let invoice, _), .void(let invoice, _): invoice
        case .refund(let order): order.id
        case .creditNote(let order): order.id
        case .planPublish(let publication), .addOnPublish(let publication): publication.plan
        case .contractPrices(let order): order.contract
        }
    }

    /// How much is at stake; nil where that is no amount. Of a credit that recurs without an end it
    /// is what a period gives.
    package var amount: Money? {
        switch self {
        case .creditGrant(let order): order.total ?? order.amount
        case .writeOff(_, let most), .giveUp(_, let most): most
        case .void(_, let total): total
        case .refund(let order): order.amount
        case .creditNote(let order): order.total
        case .planPublish, .addOnPublish, .contractPrices: nil
        }
    }

    /// What limits are held against: what has no end is above each.
    package var stake: Money? {
        guard case .creditGrant(let order) = self, order.total == nil else { return amount }
        return .largest(order.amount.currency)
    }
}
