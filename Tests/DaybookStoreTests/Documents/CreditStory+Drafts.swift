import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// Drafts that somebody writes by hand, in the same stories.
extension CreditStory {
    /// Words such as `w Workshop:900.00:19`.
    func write(
        _ words: [String],
        _ desk: InvoiceDesk,
        _ connection: Connection,
    ) throws -> String {
        let account = try #require(try CustomerRepository(connection).account("account-0"))
        nextID += 1
        let id = RecordID(bits: nextID)
        let period = try Period(from: desk.today, to: desk.today.adding(days: 1))
        let invoice = try desk.create(id, for: account, period) { draft in
            for word in words.dropFirst() {
                try draft.add(Self.proposal(word, draft.before.currency))
            }
        }
        invoices[words[0]] = id
        return try described(invoice, connection)
    }

    func edit(
        _ invoice: Invoice,
        _ verb: String,
        _ words: [String],
        _ desk: InvoiceDesk,
    ) throws -> String {
        let currency = invoice.currency
        let after: Invoice?
        switch verb {
        case "read": after = invoice
        case "recalculate":
            after = try DraftRecalculation(desk, zone: { _ in .utc }, id: { RecordID(bits: 1) })
                .recalculate(invoice)
        case "add":
            after = try desk.edit(invoice) { try $0.add(Self.proposal(words[1], currency)) }
        case "change":
            let proposal = try Self.proposal(words[2], currency)
            after = try desk.edit(invoice) { try $0.change(Int(words[1])!, proposal) }
        case "remove": after = try desk.edit(invoice) { try $0.remove(Int(words[1])!) }
        case "due":
            let day = try CivilDate(iso8601: words[1])
            after = try desk.edit(invoice) { $0.dueOn = day }
        default: throw TestFailure("no act \(verb)")
        }
        return try after.map { try described($0, desk.connection) } ?? "nothing left"
    }

    /// `Workshop:900.00:19`, or only a title.
    private static func proposal(_ word: String, _ currency: Currency) throws -> LineProposal {
        let parts = word.split(separator: ":").map(String.init)
        var proposal = LineProposal()
        proposal.title = parts[0]
        if parts.count > 1 { proposal.amount = try Money(parts[1], currency) }
        if parts.count > 2 { proposal.percent = try PreciseAmount(parts[2]) }
        return proposal
    }

    private func described(_ invoice: Invoice, _ connection: Connection) throws -> String {
        let lines = try InvoiceRepository(connection).lines(of: invoice).map { line in
            let credits = line.credits.map { " after \($0.amount.amount) of a credit" }.joined()
            return "\(line.position) \(line.description) \(line.amount.amount)\(credits)"
        }
        let totals = invoice.totals
        let preparer = try InvoiceRepository(connection).preparer(of: invoice.id) ?? "nobody"
        return lines.joined(separator: ", ") + ": net \(totals.net.amount), tax "
            + "\(totals.tax.amount), total \(totals.total.amount)"
            + (invoice.dueOn.map { ", due \($0.iso8601)" } ?? "") + ", by \(preparer)"
    }
}
