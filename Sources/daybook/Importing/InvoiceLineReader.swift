import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// Reads the lines of one invoice, from its own record or from the file beside.
struct InvoiceLineReader {
    private let desk: ImportDesk
    private let invoice: Invoice

    init(_ desk: ImportDesk, _ invoice: Invoice) {
        (self.desk, self.invoice) = (desk, invoice)
    }

    func lines(_ input: RecordInput, _ records: [FileRecord]) throws -> [InvoiceLine] {
        let members = FolderKind.invoiceLines.fields.map(\.name)
        var inputs = try records.map { record in
            try desk.requireMembers(record, .invoiceLines)
            return try RecordInput(desk.session, record, members: members)
        }
        inputs += try input.objects("lines", members: members)
        var lines: [InvoiceLine] = []
        for input in inputs { lines.append(try line(input, behind: lines.last)) }
        lines.sort { $0.position < $1.position }
        for (one, next) in zip(lines, lines.dropFirst()) where one.position == next.position {
            throw Failure(
                .wrongUsage,
                "\(input.source): there are two lines at position \(one.position)"
            )
        }
        return lines
    }

    private func line(_ input: RecordInput, behind last: InvoiceLine?) throws -> InvoiceLine {
        let number = "write a number, such as 12.50"
        guard let amount = try input.money("amount", invoice.currency) else {
            throw input.expected("an amount in \(invoice.currency)", "amount", "")
        }
        let from = try input.date("periodFrom") ?? invoice.period.from
        let to = try input.date("periodTo") ?? max(invoice.period.to, from)
        guard let period = try? Period(from: from, to: to) else {
            throw input.expected("a date not before periodFrom", "periodTo", to.iso8601)
        }
        return InvoiceLine(
            invoice: invoice.id,
            position: input.hasText("position")
                ? try input.position("position") : (last?.position ?? 0) + 1,
            kind: try input.choice("kind", .oneOff),
            product: try input.optionalText("product", nil) ?? "",
            description: try input.text("description", ""),
            quantity: Quantity(try input.number("quantity", number) ?? PreciseAmount(1)),
            unit: try input.optionalText("unit", nil) ?? "",
            unitPrice: try input.number("unitPrice", number),
            amount: amount,
            taxRate: try input.number("taxRate", number) ?? .zero,
            period: period
        )
    }

    // MARK: - What else there is of them

    func details(
        _ records: [FileRecord],
        of lines: [InvoiceLine],
    ) throws -> (lines: [InvoiceLine], revenue: [DocumentHistory.RevenuePart]) {
        var (lines, revenue) = (lines, [DocumentHistory.RevenuePart]())
        for record in records {
            let input = try RecordInput(
                desk.session,
                record,
                members: FolderKind.invoiceDetails.fields.map(\.name)
            )
            let position = try input.position("position")
            guard let place = lines.firstIndex(where: { $0.position == position }) else {
                throw input.expected("the place of a line", "position", "\(position)")
            }
            if let form = try input.inPlace({ try input.form?.optionalObject("origin") }) {
                lines[place].origin = try input.inPlace {
                    try origin(form, input, lines[place].taxRate)
                }
            }
            lines[place].credits = try input.objects("credits", members: ["credit", "amount"])
                .map { part in
                    UsedCredit(
                        credit: try part.required("credit", "it names a credit"),
                        amount: try self.amount(part)
                    )
                }
            let parts = ["month", "amount", "takenBack"]
            revenue += try input.objects("revenue", members: parts).map { part in
                DocumentHistory.RevenuePart(
                    position: position,
                    month: try part.day("month"),
                    amount: try amount(part),
                    isTakenBack: try part.flag("takenBack")
                )
            }
        }
        return (lines, revenue)
    }

    private func amount(_ input: RecordInput) throws -> Money {
        guard let amount = try input.money("amount", invoice.currency) else {
            throw input.expected("an amount in \(invoice.currency)", "amount", "")
        }
        return amount
    }

    private func origin(
        _ form: JSONForm,
        _ input: RecordInput,
        _ share: PreciseAmount,
    ) throws -> LineOrigin {
        let word = try form.text("contract")
        let repository = ContractRepository(desk.connection, zone: desk.zones)
        guard let contract = try repository.find(word) else {
            throw input.expected("a contract", "origin.contract", word)
        }
        let key = DueKey(
            phase: try form.text("phase"),
            item: try form.text("item"),
            version: try form.integer("version"),
            period: try form.optionalInteger("period")
        )
        return LineOrigin(
            contract: contract.id,
            due: DueName(plan: try form.integer("plan"), key),
            service: try Period(from: form.instant("from"), to: form.instant("to")),
            tax: try TaxRate(
                percent: share.multiplied(by: PreciseAmount(100)),
                form.choice("tax")
            ),
            cause: try form.choice("cause"),
            discount: try Money("\(form.amount("discount"))", invoice.currency),
            derivations: try form.node.required("derivations").derivations()
        )
    }
}
