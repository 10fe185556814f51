import DaybookCore
import TestRigs
import Testing

@Suite struct DraftEditTests {
    @Test func aDraftIsChangedAsTheTableSays() throws {
        for row in try TestFolder().rows("draft-edits.tsv") {
            let (invoice, lines) = try Self.draft(row.items(0))
            #expect(Self.changed(invoice, lines, row.items(1)) == row[2], "\(row)")
        }
    }

    /// Net, tax and total of a draft that was changed are those of its lines (EN 16931: BR-CO-10,
    /// BR-CO-14, BR-CO-15, BR-CO-17), whatever was done.
    @Test func theSumsFollowFromTheLinesWhateverIsChanged() throws {
        forEachSeed(300) { random in
            let (invoice, lines) = try Self.draft(["Fee|19.90|19^", "Calls|3.33|7^"])
            var edit = DraftEdit(invoice, lines)
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                var proposal = LineProposal()
                proposal.title = "x"
                let units = Int128(Int.random(in: -9_999...9_999, using: &random))
                proposal.amount = Money(minorUnits: units, invoice.currency)
                proposal.percent = PreciseAmount([0, 7, 19].randomElement(using: &random) ?? 0)
                let position = Int.random(in: 1...8, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: try? edit.remove(position)
                case 1: try? edit.change(position, proposal)
                default: try edit.add(proposal)
                }
            }
            let (after, kept) = try edit.finished()
            #expect(kept.map(\.position) == Array(1...kept.count))
            #expect(Array(kept.prefix(2)) == lines)
            let net = kept.reduce(Int128(0)) { $0 + $1.amount.minorUnits }
            var tax = Int128(0)
            for (rate, lines) in Dictionary(grouping: kept, by: \.taxRate) {
                let base = Money(
                    minorUnits: lines.reduce(Int128(0)) { $0 + $1.amount.minorUnits },
                    invoice.currency
                )
                tax += try Money(quantity: base.amount, times: rate, in: base.currency).minorUnits
            }
            #expect(after.totals.net.minorUnits == net)
            #expect(after.totals.tax.minorUnits == tax)
            #expect(after.totals.total.minorUnits == net + tax)
        }
    }

    /// What a line is taxed with, as documents list it.
    @Test func taxesAreToldRateByRateAndAddUpToWhatTheInvoiceStates() throws {
        for row in try TestFolder().rows("invoice-taxes.tsv") {
            let (invoice, lines) = try Self.draft(row.items(0))
            let stated = try Money(row[1], invoice.currency)
            let taxes = try InvoiceTaxes(of: lines, stating: stated)
            let groups = taxes.groups.map { "\($0.percent) % on \($0.base): \($0.tax)" }
            let rest = taxes.rest.isZero ? [] : ["rest \(taxes.rest.amount)"]
            #expect((groups + rest).joined(separator: "; ") == row[2], "\(row)")
        }
    }

    // MARK: - Reading

    private static func draft(
        _ items: [String]
    ) throws -> (invoice: Invoice, lines: [InvoiceLine]) {
        let euro = try #require(Currency(iso: "EUR"))
        var invoice = try SampleInvoice.make(nil, .draft, total: .zero(euro))
        var lines: [InvoiceLine] = []
        for (index, item) in items.enumerated() {
            lines.append(try line(item, index + 1, of: invoice))
        }
        let net = try lines.reduce(Money.zero(euro)) { try $0.adding($1.amount) }
        let stated =
            lines.contains { $0.origin?.tax.behaviour == .inclusive }
            ? try Money("15.97", euro) : .zero(euro)
        invoice.totals.net = net
        invoice.totals.tax = stated
        return (invoice, lines)
    }

    private static func line(
        _ item: String,
        _ position: Int,
        of invoice: Invoice,
    ) throws -> InvoiceLine {
        let parts = item.split(separator: "|").map(String.init)
        let amount = try Money(parts[1], invoice.currency)
        let percent = try PreciseAmount(parts[2].filter { $0 != "^" && $0 != "*" })
        let isOwed = parts[2].hasSuffix("^") || parts[2].hasSuffix("*")
        let rate = try TaxRate(percent: percent, parts[2].hasSuffix("*") ? .inclusive : .exclusive)
        return InvoiceLine(
            invoice: invoice.id,
            position: position,
            kind: isOwed ? .flat : .oneOff,
            product: "",
            description: parts[0],
            quantity: Quantity(1),
            unit: "",
            unitPrice: amount.amount.normalized,
            amount: amount,
            taxRate: try percent.multiplied(by: PreciseAmount("0.01")).normalized,
            period: invoice.period,
            origin: isOwed ? try origin(rate, invoice) : nil
        )
    }

    private static func origin(_ rate: TaxRate, _ invoice: Invoice) throws -> LineOrigin {
        LineOrigin(
            contract: RecordID(bits: 5),
            due: DueName(plan: 0, DueKey(phase: "only", item: "fee", version: 0, period: 0)),
            service: try Period(from: .epoch, to: .epoch),
            tax: rate,
            cause: .new,
            discount: .zero(invoice.currency),
            derivations: []
        )
    }

    // MARK: - Changing

    private static func changed(
        _ invoice: Invoice,
        _ lines: [InvoiceLine],
        _ changes: [String],
    ) -> String {
        do {
            var edit = DraftEdit(invoice, lines)
            for change in changes { try apply(change, to: &edit) }
            let (after, lines) = try edit.finished()
            return lines.map(described).joined(separator: "; ")
                + " = \(after.totals.net.amount) + \(after.totals.tax.amount)"
        } catch {
            return "\(error)"
        }
    }

    private static func apply(_ change: String, to edit: inout DraftEdit) throws {
        var words = change.split(separator: " ").map(String.init)
        let verb = words.removeFirst()
        if verb == "remove" { return try edit.remove(Int(words[0])!) }
        let position = verb == "change" ? Int(words.removeFirst())! : 0
        var proposal = LineProposal()
        for word in words {
            let parts = word.split(separator: "=", omittingEmptySubsequences: false)
            let value = String(parts[1])
            switch parts[0] {
            case "title": proposal.title = value
            case "quantity": proposal.quantity = try PreciseAmount(value)
            case "price": proposal.unitPrice = try PreciseAmount(value)
            case "amount": proposal.amount = try Money(value, edit.before.currency)
            case "tax": proposal.percent = try PreciseAmount(value)
            default: throw TestFailure("no member \(parts[0])")
            }
        }
        if verb == "add" { try edit.add(proposal) } else { try edit.change(position, proposal) }
    }

    private static func described(_ line: InvoiceLine) -> String {
        let percent = (try? line.taxRate.multiplied(by: PreciseAmount(100)).normalized) ?? .zero
        return "\(line.position) \(line.description) \(line.quantity.value.normalized) "
            + "\(line.unitPrice.map { "\($0)" } ?? "-") \(line.amount.amount) \(percent)"
            + (line.isHandwritten ? " \(line.kind.rawValue)" : "")
    }
}
