/// An act that moves money in the books, and what it posts: the one place that decides so.
package enum Booking: Sendable {
    case invoice(DocumentContent)
    /// Takes back all of an invoice; what was settled of it before stays settled.
    case void(DocumentContent, settledBefore: Money)
    /// - asCredit: what of the total, with tax, was paid and became a credit.
    case creditNote(DocumentContent, asCredit: Money)
    case payment(Money)
    /// What a payment of the party pays; another account of its customer may owe it. Below zero it
    /// is taken back.
    case allocation(Money, owedBy: PartyPlace)
    case refund(Money)
    case writeOff(Money)
    case badDebt(Money)
    /// What an invoice says of itself and no record explains.
    case earlier(paid: Money, credited: Money, writtenOff: Money)
    /// A credit gets more, or less where it is below zero. One that a customer has paid for was put
    /// into the books by its credit note.
    case credit(Money, isPaidFor: Bool)
    case recognition([EarnedPart])

    /// What is earned by one line.
    package struct EarnedPart: Sendable {
        package let product: ProductPlace
        package let amount: Money

        package init(_ product: ProductPlace, _ amount: Money) {
            self.product = product
            self.amount = amount
        }
    }

    package var kind: PostingKind {
        switch self {
        case .invoice: .invoice
        case .void: .void
        case .creditNote: .creditNote
        case .payment: .payment
        case .allocation(let amount, _): amount.isNegative ? .release : .allocation
        case .refund: .refund
        case .writeOff: .writeOff
        case .badDebt: .badDebt
        case .earlier: .earlier
        case .credit: .credit
        case .recognition: .recognition
        }
    }

    func postings(
        of party: PartyPlace
    ) throws(NumberError) -> [PostingTransaction.Posting] {
        var list = PostingList()
        switch self {
        case .invoice(let content):
            let parts = try DocumentParts(content)
            list.add(.receivable(party), parts.total)
            list.add(parts, isCharged: true)
        case .void(let content, let settled):
            let parts = try DocumentParts(content)
            list.add(.receivable(party), parts.total, less: settled, isOut: true)
            list.add(.earlier, settled, isOut: true)
            list.add(parts, isCharged: false)
        case .creditNote(let content, let credited):
            let parts = try DocumentParts(content, isNote: true)
            list.add(.receivable(party), parts.total, less: credited, isOut: true)
            list.add(.credits(party), credited, isOut: true)
            list.add(parts, isCharged: false)
        case .payment(let amount): list.move(amount, from: .onAccount(party), to: .bank)
        case .allocation(let amount, let debtor):
            list.move(amount, from: .receivable(debtor), to: .onAccount(party))
        case .refund(let amount): list.move(amount, from: .bank, to: .onAccount(party))
        case .writeOff(let amount): list.move(amount, from: .receivable(party), to: .writeOffs)
        case .badDebt(let amount): list.move(amount, from: .receivable(party), to: .badDebts)
        case .earlier(let paid, let credited, let writtenOff):
            list.move(paid, from: .receivable(party), to: .bank)
            list.move(credited, from: .receivable(party), to: .earlier)
            list.move(writtenOff, from: .receivable(party), to: .writeOffs)
        case .credit(let amount, let isPaidFor):
            let other: LedgerAccount = isPaidFor ? .usedCredits : .givenCredits
            list.move(amount, from: .credits(party), to: other)
        case .recognition(let parts): list.earn(parts)
        }
        return list.postings
    }
}

/// Postings as they are put together; those of nothing are left out.
private struct PostingList {
    private(set) var postings: [PostingTransaction.Posting] = []

    init() {
        postings.reserveCapacity(4)
    }

    mutating func add(
        _ account: LedgerAccount,
        _ amount: Money,
        less other: Money? = nil,
        isOut: Bool = false,
    ) {
        // Amounts of the ledger have 64 bits: neither can overflow.
        let units = amount.minorUnits - (other?.minorUnits ?? 0)
        if units == 0 { return }
        let sum = Money(minorUnits: isOut ? 0 - units : units, amount.currency)
        postings.append(.init(account, sum))
    }

    mutating func move(_ amount: Money, from source: LedgerAccount, to target: LedgerAccount) {
        add(target, amount)
        add(source, amount, isOut: true)
    }

    /// What was deferred is earned, by product.
    mutating func earn(_ parts: [Booking.EarnedPart]) {
        guard let currency = parts.first?.amount.currency else { return }
        var sums: [(product: ProductPlace, units: Int128)] = []
        for part in parts {
            let units = part.amount.minorUnits
            if let place = sums.firstIndex(where: { $0.product == part.product }) {
                sums[place].units += units
            } else {
                sums.append((part.product, units))
            }
        }
        let sum = sums.reduce(Int128(0)) { $0 + $1.units }
        add(.deferred, Money(minorUnits: sum, currency))
        for (product, units) in sums {
            add(.sales(product), Money(minorUnits: units, currency), isOut: true)
        }
    }

    /// What a document charges is earned later, or nobody knows when, and has taxes.
    mutating func add(_ parts: DocumentParts, isCharged: Bool) {
        add(.deferred, parts.scheduled, isOut: isCharged)
        for part in parts.unscheduled {
            add(.unscheduledSales(part.product), part.amount, isOut: isCharged)
        }
        for tax in parts.taxes { add(.tax(percent: tax.percent), tax.amount, isOut: isCharged) }
    }
}
