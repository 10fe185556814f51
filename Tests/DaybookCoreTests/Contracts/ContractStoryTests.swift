import DaybookCore
import TestRigs
import Testing

/// Contracts from their signature on, act by act, with what each billing run would write.
@Suite struct ContractStoryTests {
    @Test func everyStoryBillsWhatItsRecordSays() throws {
        var record = ""
        for row in try TestFolder().rows("contract-stories.tsv") {
            record += "\(row[0]): \(row[3]), \(row[1]) to \(row[2])\n"
            var story = try Story(row)
            for act in row[4].split(separator: ";") {
                record += try story.tell(act.split(separator: " ").map(String.init))
            }
            record += "  in all \(try story.sum())\n\n"
        }
        expectGolden(record, named: "contract-stories.txt")
    }
}

private struct Story {
    private var contract: Contract
    private var now: Instant
    private var billed: [DueReconciliation.Entry] = []
    private let euro: Currency

    init(_ row: TableRow) throws {
        euro = try #require(Currency(iso: "EUR"))
        now = try Self.instant(row[1])
        let schedule = try Self.schedule(row[3], from: now, to: Self.instant(row[2]))
        contract = Contract(
            currency: euro,
            zone: .utc,
            first: ContractPlan(.standard, schedule),
            renewal: RenewalTerms(
                length: try CalendarDuration(years: 1),
                upliftPercent: PreciseAmount(5),
                limit: 2
            ),
            signedAt: now
        )
    }

    private static func schedule(
        _ items: String,
        from start: Instant,
        to end: Instant?,
        anchor: Instant? = nil,
    ) throws -> ContractSchedule {
        let items = try items.split(separator: ",").map { text in
            let parts = text.split { "=/".contains($0) }.map(String.init)
            let term: PaymentTerm = parts[2] == "advance" ? .inAdvance : .inArrears
            let item = PricedItem(
                key: parts[0],
                terms: try PriceTerms(.flat(try PreciseAmount(parts[1]), term)),
                cadence: parts[3] == "once" ? nil : try parsedDuration(parts[3])
            )
            return ContractSchedule.Item(key: item.key, versions: [.init(item)])
        }
        return try ContractSchedule(
            start: start,
            end: end,
            cadence: try CalendarDuration(months: 1),
            anchor: anchor,
            zone: .utc,
            phases: [.init(key: "main", offset: .none, items: items)]
        )
    }

    mutating func tell(_ words: [String]) throws -> String {
        do {
            return try perform(words)
        } catch let error as ContractError {
            return "  \(words.joined(separator: " ")): refused, \(error)\n"
        }
    }

    private mutating func perform(_ words: [String]) throws -> String {
        switch words[0] {
        case "at":
            now = try Self.instant(words[1])
            return "  at \(words[1]) (\(contract.state(at: now)))\n"
        case "bill": return try bill()
        case "cancel":
            let timing: ChangeTiming =
                switch words[1] {
                case "now": .immediately
                case "next": .atNextBillingPeriod
                case _: .at(try Self.instant(words[1]))
                }
            try contract.cancel(timing, now: now)
        case "uncancel": try contract.uncancel(now: now)
        case "extend": try contract.extend(to: Self.instant(words[1]))
        case "renew": try contract.renew()
        case "change":
            let anchor = contract.plans[0].schedule.billing.anchor
            let schedule = try Self.schedule(
                words[2] + "/advance/P1M",
                from: Self.instant(words[1]),
                to: contract.end,
                anchor: anchor
            )
            try contract.change(to: ContractPlan(.standard, schedule), now: now)
        case _: Issue.record("there is no act \(words)")
        }
        return "  \(words.joined(separator: " "))\n"
    }

    /// Writes what a billing run on this day bills or gives back.
    private mutating func bill() throws -> String {
        let due = try contract.due(through: now, .daybook).filter { $0.invoiceAt <= now }
        let entries = try due.map { line in
            let rated = try Rater(line.terms, .currency(euro), .daybook).rate(UsagePart(.zero))
            let total = try LineTotals.sum(rated.lines).total
            return DueReconciliation.Entry(
                plan: line.plan,
                key: line.key,
                service: line.service,
                amount: try Money(total.description, euro)
            )
        }
        var text = ""
        for adjustment in try DueReconciliation.adjustments(billed: billed, due: entries) {
            let service = try adjustment.service.days(in: .utc)
            text += "    \(adjustment.plan)/\(adjustment.key.withoutPhase) \(adjustment.cause)"
            text += " \(Self.text(service.from)) to \(Self.text(service.to)) \(adjustment.amount)\n"
            billed.append(
                DueReconciliation.Entry(
                    plan: adjustment.plan,
                    key: adjustment.key,
                    service: adjustment.service,
                    amount: adjustment.amount
                )
            )
        }
        return text.isEmpty ? "    nothing to bill\n" : text
    }

    func sum() throws -> Money {
        var sum = Money.zero(euro)
        for entry in billed { sum = try sum.adding(entry.amount) }
        return sum
    }

    private static func instant(_ date: String) throws -> Instant {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        let day = try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
        return try ZoneRules.utc.startOfDay(day)
    }

    private static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
