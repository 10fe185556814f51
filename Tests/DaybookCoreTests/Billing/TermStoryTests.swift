import DaybookCore
import TestRigs
import Testing

/// What acts make due, and what was promised for a whole term: run by run.
@Suite struct TermStoryTests {
    @Test func everyStoryBillsWhatItsRecordSays() throws {
        var record = ""
        for row in try TestFolder().rows("term-stories.tsv") {
            record += "\(row[0]): \(row[1]) of 2025, promised \(row[2]), milestones \(row[3])\n"
            var story = try TermStory(row)
            for act in row[4].split(separator: ";") {
                record += try story.tell(act.split(separator: " ").map(String.init))
            }
            record += "  in all \(try story.sum())\n\n"
        }
        expectGolden(record, named: "term-stories.txt")
    }
}

private struct TermStory {
    private var contract: Contract
    private var billed: [BilledItem] = []
    private var quantity = 0
    private var hasChanged = false
    private let euro: Currency
    private let account = RecordID(bits: 1)

    init(_ row: TableRow) throws {
        euro = try #require(Currency(iso: "EUR"))
        let (start, end) = (try Self.instant("2025-01-01"), try Self.instant("2026-01-01"))
        let items = try row[1].split(separator: ",").map { text in
            let parts = text.split { "=/".contains($0) }.map(String.init)
            let price = try PreciseAmount(parts[1])
            let item = PricedItem(
                key: parts[0],
                product: parts[2] == "used" ? "calls" : nil,
                terms: try PriceTerms(parts[2] == "used" ? .unit(price) : .flat(price, .inAdvance)),
                cadence: parts[2] == "once" ? nil : try CalendarDuration(months: 3)
            )
            return ContractSchedule.Item(key: item.key, versions: [.init(item)])
        }
        let schedule = try ContractSchedule(
            start: start,
            end: end,
            cadence: try CalendarDuration(months: 3),
            zone: .utc,
            phases: [.init(key: "main", offset: .none, items: items)]
        )
        let euro = euro
        contract = Contract(
            currency: euro,
            zone: .utc,
            first: ContractPlan(.standard, schedule),
            taxes: TaxTable(standard: try TaxRate(percent: PreciseAmount(19), .exclusive)),
            commitments: try Self.pairs(row[2]).map { key, amount in
                TermCommitment(
                    key: key,
                    amount: try Money(amount, euro),
                    period: try Period(from: start, to: end)
                )
            },
            milestones: try Self.pairs(row[3]).map { key, percent in
                Milestone(key: key, percent: try PreciseAmount(percent), .invoice)
            },
            signedAt: start
        )
    }

    private static func instant(_ text: String) throws -> Instant {
        try ZoneRules.utc.startOfDay(parsedDay(text))
    }

    private static func pairs(_ cell: String) -> [(String, String)] {
        cell == "none"
            ? []
            : cell.split(separator: ",").map { pair in
                let parts = pair.split(separator: "=").map(String.init)
                return (parts[0], parts[1])
            }
    }

    mutating func tell(_ words: [String]) throws -> String {
        switch words[0] {
        case "bill": return "  bill \(words[1])\n" + (try bill(words[1]))
        case "use":
            quantity = try #require(Int(words[1]))
            hasChanged = true
        case "reach":
            do {
                try contract.reach(words[1], on: parsedDay(words[2]))
            } catch {
                return "  \(words.joined(separator: " ")): refused, \(error)\n"
            }
        case _: Issue.record("there is no act \(words)")
        }
        return "  \(words.joined(separator: " "))\n"
    }

    private mutating func bill(_ day: String) throws -> String {
        let record = ContractRecord(
            id: RecordID(bits: 2),
            key: "C-1",
            account: account,
            name: "C-1",
            profile: .daybook,
            contract: contract,
            createdAt: contract.start,
            note: nil
        )
        let (quantity, hasChanged) = (quantity, hasChanged)
        let billing = AccountBilling(
            account: account,
            contracts: [record],
            billed: [record.id: billed],
            taxCodes: [:],
            usage: UsageSource(
                usage: { _ in UsagePart(PreciseAmount(quantity)) },
                hasChanged: { _ in hasChanged }
            )
        )
        var text = ""
        for charge in try billing.charges(at: Self.instant(day)) {
            let basis = try #require(charge.basis)
            let net = try charge.amount.subtracting(charge.discount)
            let service = try charge.service.days(in: .utc)
            text +=
                "    \(basis.title), \(Self.days(service)), \(basis.cause): \(net)\n"
            for step in basis.derivations.flatMap(\.steps) { text += "      \(step)\n" }
            // What is explained is what is charged.
            let explained = try basis.derivations.map { try $0.total() }.sum()
            #expect(explained == net.amount || basis.kind == .usage)
            billed.append(
                BilledItem(
                    basis.due,
                    service: charge.service,
                    net: net,
                    product: charge.product,
                    title: basis.title,
                    tax: charge.tax
                )
            )
        }
        self.hasChanged = false
        return text.isEmpty ? "    nothing to bill\n" : text
    }

    /// `2025-01-01 to 2025-04-01`
    private static func days(_ period: Period<CivilDate>) -> String {
        [period.from, period.to].map { date in
            [date.year, date.month, date.day].map { $0 < 10 ? "0\($0)" : "\($0)" }
                .joined(separator: "-")
        }
        .joined(separator: " to ")
    }

    func sum() throws -> Money {
        try billed.reduce(Money.zero(euro)) { try $0.adding($1.net) }
    }
}
