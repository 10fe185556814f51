import DaybookCore
import TestRigs
import Testing

/// What happens to the accounts A and B of a customer, told in the words of a table: `allocate P-1
/// oldest`.
struct AccountStory {
    private(set) var book = ReceivablesBook()
    private var ids: [String: RecordID] = [:]

    /// | Act | |
    /// |---|---|
    /// | `invoice INV-1 119.00 EUR due 2025-03-02`, `… of B` | issued on the day |
    /// | `payment P-1 100.00 EUR`, `… of B` | received on the day |
    /// | `allocate P-1 oldest`, `… all`, `… in-order INV-2 INV-1` | |
    /// | `allocate P-1 INV-1 50.00 EUR INV-2 9.00 EUR` | |
    /// | `release P-1 INV-1`, `release P-1 INV-1 5.00 EUR` | |
    /// | `refund P-1 10.00 EUR` | |
    /// | `credit INV-1 30.00 EUR CN-1` | |
    /// | `write-off INV-1 limit 1.00 EUR` | |
    /// | `give-up INV-1`, `reinstate INV-1`, `void INV-1` | |
    mutating func tell(_ act: String, on day: CivilDate) throws {
        let words = act.split(separator: " ").map(String.init)
        switch words[0] {
        case "invoice": try enter(words, day)
        case "payment":
            let payment = Payment(
                id: id(words[1]),
                reference: words[1],
                amount: try money(words, 2),
                receivedOn: day
            )
            try book.receive(payment, of: Self.account(words))
        case "allocate": try book.allocate(id(words[1]), plan(words), on: day)
        case "release":
            let amount = words.count > 3 ? try money(words, 3) : nil
            try book.release(id(words[1]), from: id(words[2]), amount, on: day)
        case "refund": try book.refund(money(words, 2), of: id(words[1]), on: day)
        case "credit": try book.credit(id(words[1]), money(words, 2), by: words[4], on: day)
        case "write-off": try book.writeOff(id(words[1]), limit: money(words, 3), on: day)
        case "give-up": try book.giveUp(id(words[1]), on: day)
        case "reinstate": try book.reinstate(id(words[1]), on: day)
        case "void": try book.void(id(words[1]), on: day)
        case _: Issue.record("\(act) is not known")
        }
    }

    /// All documents as they are now: `INV-1 PART PAID 19.00; P-1 0.00`.
    var standings: String {
        let invoices = book.invoices.map { invoice in
            let word = InvoiceStatus(invoice.state, isOverdue: false).word
            let settlement = invoice.settlement
            return "\(invoice.number) \(word) \(settlement.open.amount)"
        }
        let payments = book.payments.map { "\($0.payment.reference) \($0.unallocated.amount)" }
        return (invoices + payments).joined(separator: "; ")
    }

    private mutating func enter(_ words: [String], _ day: CivilDate) throws {
        let total = try money(words, 2)
        var invoice = try SampleInvoice.make(
            words[1],
            total.isZero ? .paid : .issued,
            total: total,
            issuedOn: day,
            dueOn: try parsedDay(words[5])
        )
        invoice.id = id(words[1])
        invoice.account = Self.account(words)
        try book.enter(invoice)
    }

    private mutating func plan(_ words: [String]) throws -> AllocationPlan {
        switch words[2] {
        case "oldest": return .oldestDueFirst
        case "all": return .oldestDueOfAllAccounts
        case "in-order": return .inOrder(words.dropFirst(3).map { id($0) })
        case _:
            return .told(
                try stride(from: 2, to: words.count, by: 3).map { place in
                    AllocationPlan.Part(id(words[place]), try money(words, place + 1))
                }
            )
        }
    }

    static let accounts = [RecordID(bits: 7), RecordID(bits: 8)]

    /// A, unless the words end with another.
    private static func account(_ words: [String]) -> RecordID {
        words.suffix(2) == ["of", "B"] ? accounts[1] : accounts[0]
    }

    private func money(_ words: [String], _ place: Int) throws -> Money {
        try parsedMoney("\(words[place]) \(words[place + 1])")
    }

    private mutating func id(_ name: String) -> RecordID {
        if let id = ids[name] { return id }
        let id = RecordID(bits: UInt128(ids.count + 1))
        ids[name] = id
        return id
    }
}

func parsedDay(_ text: String) throws -> CivilDate {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return try date(parts[0], parts[1], parts[2])
}
