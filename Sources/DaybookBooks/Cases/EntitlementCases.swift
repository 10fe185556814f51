internal import DaybookCore
internal import DaybookWire

/// Kinds of cases about what an account may use.
enum EntitlementCases {
    static let all: [CaseKind] = [
        CaseKind("entitlement_scenario") { input, setting, json in
            var scenario = try EntitlementScenario(input, setting)
            try json.array("steps") { json in
                for step in try input.objects("steps") { try scenario.take(step, &json) }
            }
        },
        CaseKind("balance_threshold") { input, _, json in
            let thresholds = try input.objects("thresholds").map {
                try BalanceThreshold(thresholdKind($0), $0.amount("value"))
            }
            let passed = try PassedThresholds(of: thresholds, by: figures(input))
            write(passed.usage, "usageThreshold", to: &json)
            write(passed.balance, "balanceThreshold", to: &json)
        },
    ]

    /// A type that nobody knows is no mistake in the case: the rule itself cannot be evaluated.
    private static func thresholdKind(_ input: CaseInput) throws -> BalanceThreshold.Kind {
        let name = try input.text("type")
        if let kind = BalanceThreshold.Kind(rawValue: name) { return kind }
        throw CaseError.refused(
            name: "unknown_threshold_type",
            detail: "there is no type of threshold \(JSONText.quoted(name))"
        )
    }

    private static func figures(_ input: CaseInput) throws -> ThresholdFigures {
        let value = try input.object("entitlementValue")
        return try ThresholdFigures(
            balance: value.optionalAmount("balance") ?? .zero,
            usage: value.optionalAmount("usage") ?? .zero,
            overage: value.optionalAmount("overage") ?? .zero,
            totalAvailable: value.optionalAmount("totalAvailableGrantAmount") ?? .zero,
        )
    }

    private static func write(
        _ threshold: BalanceThreshold?,
        _ key: String,
        to json: inout JSONStream,
    ) {
        guard let threshold else { return json.text(key, nil) }
        json.object(key) { json in
            json.text("type", threshold.kind.rawValue)
            json.decimal("value", threshold.value)
        }
    }
}

/// An entitlement on its way through the steps of a case.
private struct EntitlementScenario {
    private let setting: CaseSetting
    private let now: Instant
    private var entitlement: MeteredEntitlement
    private var events: [(at: Instant, value: PreciseAmount)] = []

    init(_ input: CaseInput, _ setting: CaseSetting) throws {
        self.setting = setting
        now = try input.instant("now")
        entitlement = try Self.entitlement(input.object("entitlement"), setting, now: now)
    }

    private static func entitlement(
        _ input: CaseInput,
        _ setting: CaseSetting,
        now: Instant,
    ) throws -> MeteredEntitlement {
        guard try input.optionalText("type") ?? "metered" == "metered" else {
            throw input.mismatch("type", "metered")
        }
        let period = try GrantCases.recurrence(input.object("usagePeriod"), setting)
        let priority = try input.optionalInteger("issueAfterResetPriority")
        return try MeteredEntitlement(
            measuresFrom: measureStart(input, period, now: now),
            anchor: period.anchor,
            interval: period.interval,
            isSoftLimit: input.bool("isSoftLimit", default: false),
            preservesOverage: input.bool("preserveOverageAtReset", default: false),
            aggregation: GrantCases.aggregation(input),
            allowance: input.optionalAmount("issueAfterReset").map {
                MeteredEntitlement.Allowance($0, priority: priority ?? 1)
            },
        )
    }

    /// A time, or one of the two names of times.
    private static func measureStart(
        _ input: CaseInput,
        _ period: Recurrence,
        now: Instant,
    ) throws -> Instant {
        switch try input.optionalText("measureUsageFrom") {
        case nil, "NOW": now
        case "CURRENT_PERIOD_START": try period.period(containing: now).from
        case _?: try input.instant("measureUsageFrom")
        }
    }

    /// Takes one step and writes its answer; a step that is refused changes nothing.
    mutating func take(_ step: CaseInput, _ json: inout JSONStream) throws {
        let start = json.mark
        do {
            try json.object { json in try answer(step, &json) }
        } catch let error as any CaseRefusal {
            json.cut(to: start)
            json.object { json in
                json.text("error", error.caseName)
                json.text("detail", "\(error)")
            }
        }
    }

    private mutating func answer(_ step: CaseInput, _ json: inout JSONStream) throws {
        switch try step.text("op") {
        case "ingest":
            events.append((at: try step.instant("at"), value: try step.amount("value")))
        case "grant":
            try entitlement.record(GrantCases.grant(step.object("grant"), setting))
        case "void":
            try entitlement.void(GrantID(step.text("grantId")), at: step.instant("at"))
        case "reset":
            try reset(step)
            let at = entitlement.resets.last?.at ?? now
            Self.write(try entitlement.value(at: at, usage: usage()), to: &json)
        case "balance":
            let at = try step.instant("at")
            Self.write(try entitlement.value(at: at, usage: usage()), to: &json)
        case "balance_history":
            Self.write(try history(step), to: &json)
        case _:
            throw step.mismatch("op", "a known step")
        }
    }

    private mutating func reset(_ step: CaseInput) throws {
        try entitlement.reset(
            at: step.instant("at"),
            now: now,
            retainsAnchor: step.bool("retainAnchor", default: false),
            preservesOverage: step.has("preserveOverage")
                ? step.bool("preserveOverage", default: false) : nil,
        )
    }

    private func history(_ step: CaseInput) throws -> MeteredHistory {
        try entitlement.history(
            from: step.optionalInstant("from"),
            to: step.optionalInstant("to") ?? now,
            step.choice("windowSize"),
            in: PeriodCases.zone(step, setting),
            usage: usage(),
        )
    }

    private func usage() throws -> UsageSeries { try UsageSeries(events) }

    private static func write(_ value: EntitlementBalance, to json: inout JSONStream) {
        json.object("result") { json in
            json.decimal("usageInPeriod", value.usage)
            json.decimal("balance", value.balance)
            json.decimal("overage", value.overage)
            json.time("startOfPeriod", value.periodStart)
            json.decimal("totalAvailableGrantAmount", value.totalAvailable)
            GrantCases.write(value.balances, "grantBalances", to: &json)
        }
    }

    private static func write(_ history: MeteredHistory, to json: inout JSONStream) {
        json.integer("windowCount", history.windows.count)
        json.integer("segmentCount", history.segments.count)
        json.array("windows") { json in
            for window in history.windows {
                json.object { json in
                    json.time("from", window.period.from)
                    json.time("to", window.period.to)
                    json.decimal("usageInPeriod", window.usage)
                    json.decimal("balanceAtStart", window.balanceAtStart)
                    json.decimal("overageAtStart", window.overageAtStart)
                }
            }
        }
    }
}

extension EntitlementError: CaseRefusal {
    var caseName: String {
        switch self {
        case .usagePeriodTooShort: "usage_period_too_short"
        case .resetInFuture: "reset_in_future"
        case .resetBeforePeriod: "reset_before_period"
        case .resetTwice: "reset_twice"
        case .grantNotPositive: "grant_not_positive"
        case .grantBeforePeriod: "grant_before_period"
        case .grantVoided: "grant_voided"
        case .beforeMeasurement: "before_measurement"
        case .historyReversed: "period_reversed"
        }
    }
}

extension BalanceThresholdError: CaseRefusal {
    var caseName: String {
        switch self {
        case .negativeThreshold: "negative_threshold"
        case .balanceWithOverage: "balance_with_overage"
        case .number: "number_out_of_range"
        }
    }
}
