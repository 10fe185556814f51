import DaybookCore
import DaybookShapes
import DaybookWire
import TestRigs
import Testing

/// Accounts that are billed again and again: what each run puts on an invoice, and why.
@Suite struct BillingStoryTests {
    @Test func everyRunBillsWhatItsRecordSays() throws {
        var record = ""
        for row in try TestFolder().rows("billing-stories.tsv") {
            record += "\(row[0])\n"
            var story = try BillingStory(from: row[1])
            for act in row[2].split(separator: ";") {
                record += "  \(act)\n"
                record += try story.take(act.split(separator: " ").map(String.init))
            }
            record += "\n"
        }
        expectGolden(record, named: "billing-stories.txt")
    }
}

/// One account on the plan `growth.json`, its usage, and what was billed to it so far.
private struct BillingStory {
    private var record: ContractRecord
    private var billed: [BilledItem] = []
    private var events: [(product: String, at: Instant, quantity: PreciseAmount)] = []
    private var late: Set<String> = []
    private let account = RecordID(bits: 7)

    init(from phase: String) throws {
        let euro = try #require(Currency(iso: "EUR"))
        let order = PlanOrder(
            try SamplePlan().read().content,
            currency: euro,
            zone: .utc,
            start: try Self.instant("2025-01-01"),
            startingPhase: phase
        )
        let contract = Contract(
            currency: euro,
            zone: .utc,
            first: try ContractPlan(.standard, order, of: PlanOrigin(plan: "growth", version: 1)),
            taxes: TaxTable(
                standard: try TaxRate(percent: PreciseAmount(19), .exclusive),
                rates: ["digital": try TaxRate(percent: PreciseAmount(7), .exclusive)]
            ),
            signedAt: order.start
        )
        record = ContractRecord(
            id: RecordID(bits: 1),
            key: "C-1",
            account: account,
            name: "Growth",
            profile: .daybook,
            contract: contract,
            createdAt: order.start,
            note: nil
        )
    }

    private static func instant(_ date: String) throws -> Instant {
        try ZoneRules.utc.startOfDay(try CivilDate(iso8601: date))
    }

    mutating func take(_ act: [String]) throws -> String {
        let at = try Self.instant(act[1])
        switch act[0] {
        case "use":
            events.append((act[2], at, try PreciseAmount(act[3])))
            late.insert(act[2])
            return ""
        case "cancel":
            let timing: ChangeTiming = act[2] == "now" ? .immediately : .atNextBillingPeriod
            try record.contract.cancel(timing, now: at)
            return ""
        case "run": return try run(at)
        case let word: preconditionFailure("\(word) is no act")
        }
    }

    // MARK: - Runs

    private mutating func run(_ moment: Instant) throws -> String {
        let charges: [DraftInvoice.Charge]
        do throws(BillingProblem) {
            charges = try billing().charges(at: moment)
        } catch {
            return "    not billed: \(error)\n"
        }
        late = []
        var text = ""
        let invoices = try InvoiceAssembly().invoices(
            for: charges.filter { !$0.amount.isZero },
            on: try ZoneRules.utc.date(of: moment)
        )
        for invoice in invoices {
            for line in invoice.lines { text += Self.words(line) }
            let totals = invoice.totals
            text += "    net \(totals.taxExclusive), tax \(totals.tax), total \(totals.payable)\n"
        }
        for charge in charges {
            let basis = try #require(charge.basis)
            billed.append(
                BilledItem(
                    basis.due,
                    service: charge.service,
                    net: try charge.amount.subtracting(charge.discount),
                    product: charge.product,
                    title: basis.title,
                    tax: charge.tax
                )
            )
        }
        // What has been billed is not billed again.
        #expect(try billing().charges(at: moment).isEmpty)
        return text.isEmpty ? "    nothing\n" : text
    }

    private func billing() -> AccountBilling {
        let (events, late) = (events, late)
        return AccountBilling(
            account: account,
            contracts: [record],
            billed: [record.id: billed],
            taxCodes: ["calls": "digital"],
            usage: UsageSource(
                usage: { question in
                    let found = events.filter {
                        $0.product == question.product && question.period.contains($0.at)
                    }
                    let sum = try found.map(\.quantity).sum()
                    return switch question.detail {
                    case .total: UsagePart(sum)
                    case .events: UsagePart(sum, events: found.map(\.quantity))
                    case .values(let names):
                        UsagePart(
                            sum,
                            cells: [.init(values: names.map { _ in "eu" }, quantity: sum)]
                        )
                    }
                },
                hasChanged: { late.contains($0.product) }
            )
        )
    }

    private static func words(_ line: DraftInvoice.Line) -> String {
        let charge = line.charge
        let kind = charge.basis?.kind.rawValue ?? ""
        let days =
            "\(charge.service.from.iso8601.prefix(10)) to "
            + "\(charge.service.to.iso8601.prefix(10))"
        let unit = charge.unitAmount.map { " × \($0.normalized)" } ?? ""
        var text = "    \(days)  \(charge.basis?.title ?? "") (\(kind)): "
        text += "\(charge.quantity.normalized)\(unit) = \(line.net.amount)"
        if !charge.discount.isZero { text += ", less \(charge.discount.amount)" }
        text += ", \(charge.tax.percent) % tax\n"
        guard charge.basis?.cause != .new || charge.unitAmount == nil else { return text }
        for derivation in charge.basis?.derivations ?? [] {
            text += "        \(derivation.steps.map(\.description).joined(separator: "; "))\n"
        }
        return text
    }
}
