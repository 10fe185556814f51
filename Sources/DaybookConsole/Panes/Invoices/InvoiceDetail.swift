import DaybookCore
import TerminalKit

/// An invoice as the record beside the list.
struct InvoiceDetail {
    let record: InvoiceRecord
    let today: CivilDate
    let zone: ZoneRules

    private var invoice: Invoice { record.invoice }
    private var status: InvoiceStatus {
        InvoiceStatus(invoice.state, isOverdue: invoice.isOverdue(on: today))
    }

    var detail: Detail {
        Detail(
            name: invoice.number ?? "(no number yet)",
            badge: Detail.Badge(word: status.word, tone: status.tone),
            parts: [
                DetailPart(title: "Summary", blocks: summary),
                DetailPart(title: "Lines", blocks: [.table(Self.lineColumns, lineRows)]),
                DetailPart(title: "States", blocks: [.facts(times)]),
            ],
        )
    }

    // MARK: - Summary

    private var summary: [DetailBlock] {
        var blocks: [DetailBlock] = [
            .facts(parties),
            .table([ListColumn(""), ListColumn(invoice.currency.code, .decimal)], sums),
        ]
        if let note = invoice.note { blocks.append(.text(note, .primary)) }
        if !record.lines.isEmpty {
            blocks.append(.table(Self.shortColumns, shortRows))
        }
        return blocks
    }

    private var parties: [DetailFact] {
        var facts = [
            DetailFact("Customer", record.owner.customerName),
            DetailFact("Account", "\(record.owner.accountName) (\(record.owner.accountKey))"),
            DetailFact("Period", Figures.days(invoice.period)),
        ]
        if let issuedOn = invoice.issuedOn {
            facts.append(DetailFact("Issued", Figures.date(issuedOn)))
        }
        if let dueOn = invoice.dueOn {
            facts.append(
                DetailFact(
                    "Due",
                    Figures.date(dueOn) + dueWords(dueOn),
                    status.isOverdue ? .bad : .primary
                )
            )
        }
        return facts
    }

    /// How far off the day is: what one would count otherwise.
    private func dueWords(_ dueOn: CivilDate) -> String {
        guard invoice.state.isOpen else { return "" }
        let days = today.days(until: dueOn)
        if days == 0 { return ", today" }
        let count = "\(Figures.count(abs(days))) day\(abs(days) == 1 ? "" : "s")"
        return days > 0 ? ", in \(count)" : ", \(count) ago"
    }

    private var sums: [ListRow] {
        let totals = invoice.totals
        var sums = [("Net", totals.net), ("Tax", totals.tax), ("Total", totals.total)]
        if !totals.paid.isZero { sums.append(("Paid", totals.paid)) }
        if !totals.credited.isZero { sums.append(("Credited", totals.credited)) }
        if invoice.state.isOpen, let open = try? invoice.open() { sums.append(("Open", open)) }
        return sums.map { name, amount in
            ListRow(
                key: name,
                cells: [
                    ListCell(name, .secondary),
                    ListCell(amount.groupedText, amount.isNegative ? .bad : .primary),
                ],
            )
        }
    }

    // MARK: - Lines

    private static let shortColumns = [
        ListColumn("Line", narrowest: 12), ListColumn("Amount", .decimal),
    ]

    private var shortRows: [ListRow] {
        record.lines.map { line in
            ListRow(
                key: "\(line.position)",
                cells: [ListCell(line.description), Self.cell(line.amount)],
            )
        }
    }

    private static let lineColumns = [
        ListColumn("#", .right, rank: 4),
        ListColumn("Description", narrowest: 12),
        ListColumn("Quantity", .decimal, rank: 1),
        ListColumn("Unit", narrowest: 4, rank: 3),
        ListColumn("Unit price", .decimal, rank: 2),
        ListColumn("Amount", .decimal),
        ListColumn("Tax", .right, rank: 5),
    ]

    private var lineRows: [ListRow] {
        record.lines.map { line in
            ListRow(
                key: "\(line.position)",
                cells: [
                    ListCell("\(line.position)", .secondary),
                    ListCell(line.description),
                    ListCell(line.quantity.value.text(grouping: ",", decimalPoint: ".")),
                    ListCell(line.unit, .secondary),
                    ListCell(line.unitPrice?.description ?? ""),
                    Self.cell(line.amount),
                    ListCell(Figures.percent(line.taxRate), .secondary),
                ],
            )
        }
    }

    private static func cell(_ amount: Money) -> ListCell {
        ListCell(amount.groupedText, amount.isNegative ? .bad : .primary)
    }

    // MARK: - States

    private var times: [DetailFact] {
        let times = invoice.times
        let known: [(String, Instant?)] = [
            ("Created", times.createdAt), ("Approved", times.approvedAt),
            ("Issued", times.issuedAt), ("Paid", times.paidAt), ("Voided", times.voidedAt),
        ]
        return known.compactMap { label, instant in
            instant.map { DetailFact(label, Figures.moment($0, zone)) }
        } + [DetailFact("Id", invoice.id.description, .secondary)]
    }
}
