import DaybookCore
import DaybookShapes
import DaybookWire
import TestRigs
import Testing

/// Plans that are taken: what an account is charged, from when to when, word by word.
@Suite struct PlanOrderTests {
    @Test func everyOrderIsChargedAsItsRecordSays() throws {
        var record = ""
        for row in try TestFolder().rows("plan-orders.tsv") {
            record += "\(row[0]): \(row[1])\n"
            var taken = try TakenPlan(row)
            record += try taken.tell()
            record += "\n"
        }
        expectGolden(record, named: "plan-orders.txt")
    }
}

/// A contract on the plan `growth.json`, or why there is none.
private struct TakenPlan {
    private let plan: PlanDefinition
    private var options: [String: String] = [:]
    private var acts: [[String]] = []
    private let profile = ArithmeticProfile.of(.daybook)

    init(_ row: TableRow) throws {
        plan = try SamplePlan().read().content
        for word in row[1].split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            options[parts[0]] = parts[1]
        }
        for act in row[2].split(separator: ";") {
            acts.append(act.split(separator: " ").map(String.init))
        }
    }

    mutating func tell() throws -> String {
        var record = ""
        do {
            var contract = try contract()
            for act in acts {
                record += "  \(act.joined(separator: " "))\n"
                try Self.take(act, on: &contract, plan)
            }
            record += try charges(of: contract)
            try expectKept(contract)
        } catch let error as PlanError {
            record += "  refused: \(error)\n"
        } catch let error as ContractError {
            record += "  refused: \(error)\n"
        }
        return record
    }

    private func contract() throws -> Contract {
        let currency = try #require(Currency(iso: options["in"] ?? "EUR"))
        let order = PlanOrder(
            plan,
            currency: currency,
            zone: .utc,
            start: try Self.instant(options["start"] ?? "2025-01-15"),
            end: try options["end"].map(Self.instant),
            alignment: try options["anchor"].map { .anchor(try Self.instant($0)) } ?? .anniversary,
            startingPhase: options["from"],
            trial: try options["trial"].map { try CalendarDuration(iso8601: $0) },
            overrides: try options["but"].map(Self.overrides) ?? [],
            addOns: try options["with"].map { [try Self.addOn($0)] } ?? []
        )
        return Contract(
            currency: currency,
            zone: .utc,
            first: try ContractPlan(.standard, order, of: PlanOrigin(plan: "growth", version: 1)),
            signedAt: order.start
        )
    }

    private static func instant(_ date: String) throws -> Instant {
        try ZoneRules.utc.startOfDay(try CivilDate(iso8601: date))
    }

    /// `platform:400`, `platform:-10%`, `sso:none`, `desks:30/P1M` with commas between.
    private static func overrides(_ text: String) throws -> [ItemOverride] {
        try text.split(separator: ",").map { part in
            let words = part.split(separator: ":").map(String.init)
            return try override(of: words[0], words[1])
        }
    }

    private static func override(of key: String, _ text: String) throws -> ItemOverride {
        if text == "none" { return ItemOverride(key, .remove) }
        if text.hasSuffix("%") {
            let percent = try PreciseAmount(String(text.dropLast()))
            return ItemOverride(key, .raise(percent: percent))
        }
        let numbers = text.split(separator: "/").map(String.init)
        let terms = try PriceTerms(.flat(try PreciseAmount(numbers[0]), .inAdvance))
        guard numbers.count > 1 else { return ItemOverride(key, .price(terms)) }
        let cadence = try CalendarDuration(iso8601: numbers[1])
        return ItemOverride(key, .add(PricedItem(key: key, terms: terms, cadence: cadence)))
    }

    /// `seats:2025-02-01x3,2025-03-01x1`
    private static func addOn(_ text: String) throws -> AddOnOrder {
        let words = text.split(separator: ":").map(String.init)
        let changes = try words[1].split(separator: ",").map { change in
            let parts = change.split(separator: "x").map(String.init)
            return AddOnOrder.Change(
                from: try instant(parts[0]),
                quantity: try #require(Int(parts[1]))
            )
        }
        return AddOnOrder(words[0], try SamplePlan.addOn(words[0]), changes)
    }

    private static func take(
        _ act: [String],
        on contract: inout Contract,
        _ plan: PlanDefinition,
    ) throws {
        let now = try instant(act[1])
        switch act[0] {
        case "attach":
            let parts = act[2].split(separator: "x").map(String.init)
            try contract.attach(
                parts[0],
                try SamplePlan.addOn(parts[0]),
                quantity: try #require(Int(parts[1])),
                from: now,
                now: now
            )
        case "remove":
            try contract.changeItems(now: now) { schedule throws(ContractError) in
                try schedule.removeItem(act[2], fromPhase: "standard", at: now)
            }
        case "migrate":
            let dearer = try SamplePlan(
                replacing: #""amount": "500""#,
                with: #""amount": "600""#
            ).read().content
            let origin = PlanOrigin(plan: act.count > 3 ? act[3] : "growth", version: 2)
            let timing: ChangeTiming = act[2] == "now" ? .immediately : .atNextBillingPeriod
            try contract.migrate(to: dearer, origin, timing, now: now)
        case let word: preconditionFailure("\(word) is no act")
        }
    }

    /// A contract that is written and read again is the same one.
    private func expectKept(_ contract: Contract) throws {
        let plans = [
            1: plan,
            2: try SamplePlan(replacing: #""amount": "500""#, with: #""amount": "600""#)
                .read().content,
        ]
        let reader = ContractReader(
            zone: { _ in .utc },
            plan: { try #require(plans[$0.version]) }
        )
        var json = JSONStream()
        json.contract(contract)
        let read = try reader.contract(JSONForm(try JSONDocument(json.bytes).root))
        #expect(read == contract)
        var again = JSONStream()
        again.contract(read)
        #expect(again.bytes == json.bytes)
    }

    // MARK: - The record

    private func charges(of contract: Contract) throws -> String {
        let until = try Self.instant(options["until"] ?? "2025-06-15")
        var record = ""
        for line in try contract.due(through: until, profile) {
            // Usage of one item stands for that of the others.
            if !["platform", "setup", "calls", "support", "desk"].contains(line.key.item) {
                continue
            }
            let service = "\(Self.day(line.service.from)) to \(Self.day(line.service.to))"
            record += "  \(service)  \(line.key)  \(Self.words(line.terms))\n"
        }
        return record
    }

    private static func day(_ instant: Instant) -> String {
        String(instant.iso8601.prefix(10))
    }

    private static func words(_ terms: PriceTerms) -> String {
        switch terms.price {
        case .flat(let amount, let term): "\(amount.normalized) \(term.rawValue)"
        case let price: price.kind.rawValue
        }
    }
}
