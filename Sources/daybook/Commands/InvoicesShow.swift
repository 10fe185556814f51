import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let invoicesShow = Command(
        ["invoices", "show"],
        summary: "Show one invoice with its lines and totals",
        arguments: [ArgumentSpec("ID", "The number or id of the invoice")],
        examples: [Example("daybook invoices show INV-2026-0412", "Show this invoice")],
        exits: [ExitNote(.notFound, "there is no such invoice"), ExitNote(.ledgerDamaged)],
        run: { session in
            let word = session.invocation.argument("ID")
            try session.read { connection in
                let invoices = InvoiceRepository(connection)
                guard let invoice = try Session.inAnyCase(word, invoices.find) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                let document = InvoiceDocument(
                    invoice: invoice,
                    lines: try invoices.lines(of: invoice),
                    account: try CustomerRepository(connection).owner(of: invoice.account),
                    version: try RecordVersions(connection).version(of: invoice.id, .invoice),
                    isOverdue: invoice.isOverdue(on: try session.today(connection)),
                    settlement: try Settlement(of: invoice)
                )
                if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                    try session.writeJSON(document.json)
                } else if session.invocation.flag("csv") {
                    for record in document.csv { try session.writeCSV(record) }
                } else {
                    try session.write(try document.text(session))
                }
            }
        }
    )
}

/// An invoice with all that one looks at when one looks at it.
private struct InvoiceDocument {
    let invoice: Invoice
    let lines: [InvoiceLine]
    let account: AccountOwner
    let version: Int?
    let isOverdue: Bool
    let settlement: Settlement

    /// Of a draft nothing is owed yet.
    private var open: Money {
        invoice.number == nil ? .zero(invoice.currency) : settlement.open
    }

    private var lineFields: [RecordField<InvoiceLine>] {
        [
            .init(
                "position",
                .init("#", .right),
                cell: { .init("\($0.position)") },
                json: { .integer($0.position) }
            ),
            .text("kind", .init("Kind"), isDefault: false) { $0.kind.rawValue },
            .text("product", .init("Product"), isDefault: false) { $0.product },
            .text("description", .init("Description", cutTo: 16)) { $0.description },
            .init(
                "quantity",
                .init("Quantity", .right),
                cell: { .init($0.quantity.value.text(grouping: ",", decimalPoint: ".")) },
                json: { .decimal($0.quantity.value) }
            ),
            .text("unit", .init("Unit")) { $0.unit },
            .text("unitPrice", .init("Unit price", .right, mayBeLeftOut: true)) {
                $0.unitPrice?.description
            },
            .money("amount", "Amount") { $0.amount },
            .init(
                "taxRate",
                .init("Tax", .right),
                cell: { .init(Texts.percent($0.taxRate)) },
                json: { .decimal($0.taxRate) }
            ),
            .init(
                "period",
                .init("Period"),
                isDefault: false,
                cell: { .init(Texts.days($0.period)) },
                json: { $0.period.json }
            ).inParts([("from", "from"), ("to", "to")]),
            .init(
                "byHand",
                .init("By hand"),
                isDefault: false,
                cell: { .init($0.isHandwritten ? "yes" : "") },
                json: { .bool($0.isHandwritten) }
            ),
        ]
    }

    var json: JSONValue {
        let credits = lines.flatMap { line in
            line.credits.map { used -> JSONValue in
                [
                    "line": .integer(line.position), "credit": .string(used.credit),
                    "amount": used.amount.json,
                ]
            }
        }
        let used: [JSONValue.Member] = credits.isEmpty ? [] : [.init("credits", .array(credits))]
        return .object(members + used)
    }

    private var members: [JSONValue.Member] {
        let times = invoice.times
        return [
            .init("id", .string(invoice.id.description)),
            .init("number", .text(invoice.number)),
            .init("state", .string(invoice.state.rawValue)),
            .init("overdue", .bool(isOverdue)),
            .init("customer", .string(account.customerKey)),
            .init("customerName", .string(account.customerName)),
            .init("account", .string(account.accountKey)),
            .init("currency", .string(invoice.currency.code)),
            .init("period", invoice.period.json),
            .init("issuedOn", .text(invoice.issuedOn?.iso8601)),
            .init("dueOn", .text(invoice.dueOn?.iso8601)),
            .init("createdAt", .string(times.createdAt.iso8601)),
            .init("approvedAt", .text(times.approvedAt?.iso8601)),
            .init("issuedAt", .text(times.issuedAt?.iso8601)),
            .init("paidAt", .text(times.paidAt?.iso8601)),
            .init("voidedAt", .text(times.voidedAt?.iso8601)),
            .init("net", invoice.totals.net.json),
            .init("tax", invoice.totals.tax.json),
            .init("total", invoice.totals.total.json),
            .init("paid", invoice.totals.paid.json),
            .init("credited", invoice.totals.credited.json),
            .init("writtenOff", settlement.writtenOff.json),
            .init("badDebt", settlement.badDebt.json),
            .init("open", open.json),
            .init("note", .text(invoice.note)),
            .init("version", version.map { .integer($0) } ?? .null),
            .init("lines", .array(lines.map { .record($0, lineFields) })),
        ]
    }

    /// The lines; what concerns the whole document is in the JSON form.
    var csv: [[String]] {
        [CSVRow.names(lineFields)] + lines.map { CSVRow.cells($0, lineFields) }
    }

    func text(_ session: Session) throws -> String {
        let fields = lineFields.filter(\.isDefault)
        return try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(lines, fields, session) + "\n"
            + RecordOutput.facts(sums, session)
    }

    private var facts: [(name: String, value: TextTable.Cell)] {
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Invoice", .init(invoice.number ?? "(no number yet)", .heading)),
            (
                "State",
                .init(isOverdue ? "OVERDUE" : invoice.state.rawValue, isOverdue ? .bad : .plain)
            ),
            ("Customer", .init(account.customerName)),
            ("Account", .init("\(account.accountName) (\(account.accountKey))")),
            ("Period", .init(Texts.days(invoice.period))),
        ]
        if let issuedOn = invoice.issuedOn { facts.append(("Issued", .init(issuedOn.iso8601))) }
        if let dueOn = invoice.dueOn { facts.append(("Due", .init(dueOn.iso8601))) }
        if let note = invoice.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(invoice.id.description, .quiet)))
        return facts
    }

    private var sums: [(name: String, value: TextTable.Cell)] {
        let totals = invoice.totals
        var sums = [("Net", totals.net), ("Tax", totals.tax), ("Total", totals.total)]
        let used = lines.flatMap(\.credits).reduce(Int128(0)) { $0 + $1.amount.minorUnits }
        // What credits paid is no longer in the amounts of the lines.
        if used > 0 { sums.insert(("Credits", Money(minorUnits: used, invoice.currency)), at: 0) }
        if !totals.paid.isZero { sums.append(("Paid", totals.paid)) }
        if !totals.credited.isZero { sums.append(("Credited", totals.credited)) }
        let (off, bad) = (settlement.writtenOff, settlement.badDebt)
        if !off.isZero { sums.append(("Written off", off)) }
        if !bad.isZero { sums.append(("Bad debt", bad)) }
        if !open.isZero { sums.append(("Open", open)) }
        let width = sums.reduce(0) { max($0, $1.1.groupedText.count) }
        return sums.map { name, amount in
            let digits = amount.groupedText
            let padding = String(repeating: " ", count: width - digits.count)
            return (
                name,
                .init("\(padding)\(digits) \(amount.currency)", name == "Total" ? .heading : .plain)
            )
        }
    }
}
