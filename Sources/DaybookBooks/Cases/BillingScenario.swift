internal import DaybookCore
internal import DaybookWire

/// A contract from its beginning, step by step: changes, gathering, invoices.
struct BillingScenario {
    private let setting: CaseSetting
    private var now = Instant.epoch
    private var profile = BillingProfile()
    private var contract: Contract?
    private var gathering = Gathering()
    private var invoiceCount = 0
    private var gatheredCount = 0

    /// All steps of a case together: beyond that a date is a mistake.
    private static let mostGathered = ContractSchedule.mostPeriods

    /// How a customer is billed.
    private struct BillingProfile {
        var atEnd = ProrationPolicy.AtEnd.billActualPeriod
        var isProgressive = true

        mutating func take(_ form: CaseInput) throws {
            if let mode = try form.optionalText("subscriptionEndProrationMode") {
                atEnd = .init(rawValue: mode) ?? .billActualPeriod
            }
            isProgressive = try form.bool("progressiveBilling", default: isProgressive)
        }
    }

    private struct Contract {
        var schedule: ContractSchedule
        let currency: Currency
        let isProrated: Bool
    }

    init(_ input: CaseInput, _ setting: CaseSetting) throws {
        self.setting = setting
        if let defaults = try input.optionalObject("defaults") { try profile.take(defaults) }
        if let start = try input.optionalInstant("now") { now = start }
    }

    mutating func run(_ step: CaseInput, _ json: inout JSONStream) throws {
        switch try step.text("op") {
        case "clock": now = try step.instant("at")
        case "billing_profile": try profile.take(step)
        case "create_subscription": contract = try make(step)
        case "edit": try change(step)
        case "cancel": try cancel(step)
        case "continue", "uncancel":
            let now = now
            try withSchedule { try $0.uncancel(at: now) }
        case "sync": try gather(through: step.instant("until"))
        case "sync_and_invoice":
            try gather(through: step.instant("until"))
            gathering.invoice(asOf: now, as: try name(step), progressively: false)
        case "invoice_pending_lines":
            let moment = try step.optionalInstant("asOf") ?? now
            let isProgressive = try step.bool("progressive", default: profile.isProgressive)
            gathering.invoice(asOf: moment, as: try name(step), progressively: isProgressive)
        case "approve": gathering.issue(try step.text("invoice"))
        case "expect_lines": return try writeLines(of: step, &json)
        case "expect_no_gathering_invoice":
            let isEmpty = gathering.pending.isEmpty
            return json.object { $0.bool("noGatheringInvoice", isEmpty) }
        case _: throw step.mismatch("op", "a step of billing scenarios")
        }
        json.object { _ in }
    }

    private mutating func name(_ step: CaseInput) throws -> String {
        invoiceCount += 1
        return try step.optionalText("invoice") ?? "invoice-\(invoiceCount)"
    }

    // MARK: - The contract

    private func make(_ step: CaseInput) throws -> Contract {
        let plan = try step.object("plan")
        let proration = try plan.optionalObject("proRating")
        let mode = try proration?.optionalText("mode") ?? "prorate_prices"
        var phases: [ContractSchedule.Phase] = []
        var offset = ScheduleOffset.none
        for form in try plan.objects("phases") {
            phases.append(try phase(form, offset))
            if let duration = try form.optionalDuration("duration") {
                offset = offset.adding(duration)
            }
        }
        let isEnabled = try proration?.bool("enabled", default: true) ?? true
        return Contract(
            schedule: try ContractSchedule(
                start: try step.instant("start"),
                end: try step.optionalInstant("end"),
                cadence: try plan.duration("billingCadence"),
                anchor: try step.optionalInstant("billingAnchor"),
                zone: .utc,
                phases: phases
            ),
            currency: try plan.currency(),
            isProrated: isEnabled && mode == "prorate_prices"
        )
    }

    private func phase(
        _ form: CaseInput,
        _ offset: ScheduleOffset,
    ) throws -> ContractSchedule.Phase {
        let items = try form.objects("rateCards").map { card in
            let item = try card.item()
            return ContractSchedule.Item(
                key: item.key,
                versions: [
                    ContractSchedule.Version(
                        item,
                        from: try card.bound("startAfter"),
                        to: try card.bound("endAfter")
                    )
                ]
            )
        }
        return ContractSchedule.Phase(key: try form.text("key"), offset: offset, items: items)
    }

    private mutating func withSchedule(_ body: (inout ContractSchedule) throws -> Void) throws {
        guard var contract else { throw ContractError.notRunning }
        try body(&contract.schedule)
        self.contract = contract
    }

    // MARK: - Changes

    private func timing(_ step: CaseInput) throws -> ChangeTiming {
        switch try step.optionalText("timing") {
        case nil, "immediate": .immediately
        case "next_billing_cycle": .atNextBillingPeriod
        case _?: .at(try step.instant("timing"))
        }
    }

    private mutating func cancel(_ step: CaseInput) throws {
        let timing = try timing(step)
        let now = now
        try withSchedule { schedule in
            try schedule.cancel(at: schedule.instant(of: timing, now: now))
        }
    }

    private mutating func change(_ step: CaseInput) throws {
        let timing = try timing(step)
        let (now, setting) = (now, setting)
        try withSchedule { schedule in
            let moment = try schedule.instant(of: timing, now: now)
            for patch in try step.objects("patches") {
                try Self.apply(patch, to: &schedule, at: moment, setting)
            }
        }
    }

    private static func apply(
        _ patch: CaseInput,
        to schedule: inout ContractSchedule,
        at moment: Instant,
        _ setting: CaseSetting,
    ) throws {
        switch try patch.text("op") {
        case "add_item":
            let key = try patch.optionalText("item")
            let card = try patch.object("rateCard").item(key: key)
            try schedule.addItem(
                card,
                toPhase: try patch.text("phase"),
                at: moment,
                from: try patch.bound("startAfter"),
                to: try patch.bound("endAfter")
            )
        case "remove_item":
            try schedule.removeItem(
                try patch.text("item"),
                fromPhase: try patch.text("phase"),
                at: moment
            )
        case "add_phase":
            let offset = ScheduleOffset(try patch.duration("startAfter"))
            try schedule.addPhase(
                ContractSchedule.Phase(key: try patch.text("phase"), offset: offset, items: []),
                lasting: try patch.optionalDuration("duration"),
                at: moment
            )
        case "remove_phase":
            try schedule.removePhase(
                try patch.text("phase"),
                movingNext: try patch.optionalText("shift") != "prev",
                at: moment
            )
        case "stretch_phase":
            let key = patch.has("extendBy") ? "extendBy" : "duration"
            let change = try patch.signedDuration(key)
            try schedule.stretchPhase(
                try patch.text("phase"),
                by: change.length,
                times: change.times,
                at: moment
            )
        case "unschedule_edit": try schedule.unscheduleChanges(at: moment)
        case _: throw patch.mismatch("op", "a change of a contract")
        }
    }

    // MARK: - Lines

    private mutating func gather(through instant: Instant) throws {
        guard let contract else { throw ContractError.notRunning }
        let policy = ProrationPolicy(isEnabled: contract.isProrated, atEnd: profile.atEnd)
        var lines: [Gathering.Line] = []
        let due = try contract.schedule.due(through: instant)
        gatheredCount += due.count
        if let last = due.last, gatheredCount > Self.mostGathered {
            throw ContractError.tooManyPeriods(item: last.key.item)
        }
        for item in due {
            let charge = try item.charge(
                policy,
                contractEnd: contract.schedule.end,
                contract.currency,
                zone: contract.schedule.zone,
                setting.profile
            )
            if let charge { lines.append(Gathering.Line(item, charge.terms, charge.prorated)) }
        }
        gathering.gather(lines)
    }

    private func writeLines(of step: CaseInput, _ json: inout JSONStream) throws {
        let name = try step.text("invoice")
        let lines =
            name == "gathering"
            ? gathering.pending : gathering.invoices.first { $0.name == name }?.lines ?? []
        json.object { json in
            json.array("lines") { json in
                for line in lines { Self.write(line, &json) }
            }
        }
    }

    private static func write(_ line: Gathering.Line, _ json: inout JSONStream) {
        json.object { json in
            json.text("phase", line.key.phase)
            json.text("item", line.key.item)
            json.integer("itemVersion", line.key.version)
            json.integer("periodIndex", line.key.period)
            json.period("servicePeriod", line.service)
            json.object("price") { json in
                write(line.terms.price, &json)
                if let least = line.terms.minimum { json.decimal("minimumAmount", least) }
                if let most = line.terms.maximum { json.decimal("maximumAmount", most) }
            }
            if line.terms.discountPercent != nil || line.terms.included != nil {
                json.object("discounts") { json in
                    if let percent = line.terms.discountPercent {
                        json.decimal("percentage", percent)
                    }
                    if let included = line.terms.included { json.decimal("usage", included) }
                }
            }
            json.time("invoiceAt", line.invoiceAt)
        }
    }

    private static func write(_ price: Price, _ json: inout JSONStream) {
        json.text("type", price.kind.rawValue)
        switch price {
        case .flat(let amount, let term):
            json.decimal("amount", amount)
            json.text("paymentTerm", term.rawValue)
        case .unit(let amount): json.decimal("amount", amount)
        case .tiered(let price):
            json.text("mode", price.mode.rawValue)
            json.array("tiers") { json in
                for tier in price.tiers { write(tier, &json) }
            }
        case .package(let price):
            json.decimal("amount", price.amount)
            json.decimal("quantityPerPackage", price.size)
        case .dynamic(let multiplier): json.decimal("multiplier", multiplier)
        case .percentage(let price): json.decimal("ratePercent", price.percent)
        case .matrix: break
        }
    }

    private static func write(_ tier: PriceTier, _ json: inout JSONStream) {
        json.object { json in
            if let upTo = tier.upTo { json.decimal("upToAmount", upTo) }
            for (key, amount) in [("flatPrice", tier.flat), ("unitPrice", tier.unit)] {
                guard let amount else {
                    json.text(key, nil)
                    continue
                }
                json.object(key) { json in
                    json.text("type", key == "flatPrice" ? "flat" : "unit")
                    json.decimal("amount", amount)
                }
            }
        }
    }
}
