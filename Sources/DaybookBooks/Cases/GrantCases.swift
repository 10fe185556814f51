internal import DaybookCore
internal import DaybookWire

/// Kinds of cases about grants and how usage burns them.
enum GrantCases {
    static let all: [CaseKind] = [
        CaseKind("engine_run") { input, setting, json in
            let result = try run(input, setting).result()
            try json.object("result") { json in try write(result, to: &json) }
        },
        CaseKind("burn_order") { input, setting, json in
            let ranks = try input.objects("grants").map { try rank($0, setting) }
            json.array("order") { json in
                for rank in ranks.sorted() { json.text(nil, rank.id.text) }
            }
        },
        CaseKind("grant_effective_period") { input, setting, json in
            let life = try life(input.object("grant"), setting)
            json.time("from", life.effectiveAt)
            json.time("to", life.endsAt)
        },
        CaseKind("grant_active_at") { input, setting, json in
            let life = try life(input.object("grant"), setting)
            json.bool("result", life.isActive(at: try input.instant("at")))
        },
        CaseKind("grant_expiration") { input, setting, json in
            let expiration = try expiration(input.object("expiration"))
            let monthEnd = setting.profile.grantExpiry
            let expiry = try expiration.expiry(of: input.instant("effectiveAt"), monthEnd)
            json.time("expiresAt", expiry)
        },
        CaseKind("rollover") { input, _, json in
            let rollover = try rollover(input)
            json.decimal("balance", rollover.balance(after: try input.amount("endingBalance")))
        },
    ]

    // MARK: - Reading

    static func grant(_ input: CaseInput, _ setting: CaseSetting) throws -> Grant {
        try Grant(
            id: GrantID(input.text("id")),
            amount: input.amount("amount"),
            priority: input.optionalInteger("priority") ?? 1,
            createdAt: input.optionalInstant("createdAt") ?? .earliest,
            life: life(input, setting),
            recurrence: input.optionalObject("recurrence").map { try recurrence($0, setting) },
            rollover: rollover(input),
        )
    }

    static func usage(_ inputs: [CaseInput]) throws -> UsageSeries {
        try UsageSeries(
            try inputs.map { (at: try $0.instant("at"), value: try $0.amount("value")) }
        )
    }

    static func aggregation(_ input: CaseInput) throws -> UsageAggregation {
        input.has("meterAggregation") ? try input.choice("meterAggregation") : .sum
    }

    static func recurrence(_ input: CaseInput, _ setting: CaseSetting) throws -> Recurrence {
        do { return try PeriodCases.recurrence(input, setting) } catch let error as TimeError {
            throw GrantError.time(error)
        }
    }

    private static func life(_ input: CaseInput, _ setting: CaseSetting) throws -> GrantLife {
        GrantLife(
            effectiveAt: try input.instant("effectiveAt"),
            expiresAt: try expiresAt(input, setting),
            deletedAt: try input.optionalInstant("deletedAt"),
            voidedAt: try input.optionalInstant("voidedAt"),
        )
    }

    /// When it expires: as it says, or so long after its beginning.
    private static func expiresAt(_ input: CaseInput, _ setting: CaseSetting) throws -> Instant? {
        if let at = try input.optionalInstant("expiresAt") { return at }
        guard let expiration = try input.optionalObject("expiration") else { return nil }
        let monthEnd = setting.profile.grantExpiry
        return try self.expiration(expiration).expiry(of: input.instant("effectiveAt"), monthEnd)
    }

    private static func rank(_ input: CaseInput, _ setting: CaseSetting) throws -> BurnRank {
        BurnRank(
            priority: try input.optionalInteger("priority") ?? 1,
            expiresAt: try expiresAt(input, setting),
            createdAt: try input.optionalInstant("createdAt") ?? .earliest,
            id: GrantID(try input.text("id")),
        )
    }

    private static func expiration(_ input: CaseInput) throws -> GrantExpiration {
        try GrantExpiration(input.integer("count"), input.choice("duration"))
    }

    private static func rollover(_ input: CaseInput) throws -> GrantRollover {
        try GrantRollover(
            minimum: input.optionalAmount("resetMinRollover") ?? .zero,
            maximum: input.optionalAmount("resetMaxRollover") ?? .zero,
        )
    }

    private static func run(_ input: CaseInput, _ setting: CaseSetting) throws -> BurnDownRun {
        let preserves = try input.bool("preserveOverage", default: false)
        return BurnDownRun(
            from: try opening(input),
            until: try input.instant("until"),
            grants: try input.objects("grants").map { try grant($0, setting) },
            usage: try usage(input.objects("usage")),
            aggregation: try aggregation(input),
            resets: try input.instants("resets").map {
                BalanceReset(at: $0, preservesOverage: preserves)
            },
        )
    }

    private static func opening(_ input: CaseInput) throws -> BalanceSnapshot {
        let balances = try input.members("startingBalances").map { key, value in
            (id: GrantID(key), amount: try input.amount(of: value))
        }
        return BalanceSnapshot(
            at: try input.instant("startAt"),
            balances: GrantBalances(balances),
            overage: try input.optionalAmount("startingOverage") ?? .zero,
            usage: try input.optionalAmount("startingPeriodUsage") ?? .zero,
            grantUsage: try input.optionalAmount("startingPeriodGrantUsage") ?? .zero,
            usageSince: try input.optionalInstant("startingUsageSince"),
        )
    }
}

// MARK: - Writing

extension GrantCases {
    static func write(_ balances: GrantBalances, _ key: String, to json: inout JSONStream) {
        json.object(key) { json in
            for (id, amount) in zip(balances.ids, balances.amounts) {
                json.decimal(escaped(id), amount)
            }
        }
    }

    /// An id as the name of a member, where the stream expects one that needs no escapes.
    private static func escaped(_ id: GrantID) -> String {
        String(
            String.UnicodeScalarView(JSONText.quoted(id.text).unicodeScalars.dropFirst().dropLast())
        )
    }

    private static func write(_ result: BurnDownResult, to json: inout JSONStream) throws {
        let closing = result.closing
        write(closing.balances, "balances", to: &json)
        json.decimal("totalBalance", try closing.balances.total())
        json.decimal("overage", closing.overage)
        json.decimal("periodUsage", closing.usage)
        json.decimal("periodGrantUsage", closing.grantUsage)
        json.decimal("totalAvailableGrantAmount", try closing.totalAvailable())
        json.time("usageSince", closing.usageSince)
        json.array("segments") { json in
            for segment in result.segments {
                json.object { json in write(segment, to: &json) }
            }
        }
    }

    private static func write(_ segment: BurnDownSegment, to json: inout JSONStream) {
        json.time("from", segment.period.from)
        json.time("to", segment.period.to)
        write(segment.balancesAtStart, "balanceAtStart", to: &json)
        json.decimal("overageAtStart", segment.overageAtStart)
        json.decimal("usage", segment.usage)
        json.decimal("overageAtEnd", segment.overageAtEnd)
        json.array("burned") { json in
            for burn in segment.burned {
                json.object { json in
                    json.text("grantId", burn.grant.text)
                    json.decimal("amount", burn.amount)
                    json.text(
                        "reason",
                        burn.isExhausted ? "GRANT_EXHAUSTED" : "SEGMENT_TERMINATION"
                    )
                }
            }
        }
        json.object("endedBy") { json in write(segment.ending, to: &json) }
    }

    private static func write(_ ending: BurnDownSegment.Ending, to json: inout JSONStream) {
        if ending.isPriorityChange { json.bool("priorityChange", true) }
        if !ending.recurred.isEmpty {
            json.array("recurrence") { json in
                for id in ending.recurred { json.text(nil, id.text) }
            }
        }
        if ending.isUsageReset { json.bool("usageReset", true) }
        if ending.isRollover { json.bool("rollover", true) }
    }
}

extension GrantError: CaseRefusal {
    var caseName: String {
        switch self {
        case .negativeAmount: "negative_amount"
        case .negativeRollover: "negative_rollover"
        case .rolloverReversed: "rollover_reversed"
        case .expirationNotPositive: "expiration_not_positive"
        case .duplicateGrant: "duplicate_grant"
        case .unknownGrant: "unknown_grant"
        case .missingBalance: "missing_balance"
        case .negativeBalance: "negative_balance"
        case .negativeOpening: "negative_opening"
        case .negativeUsage: "negative_usage"
        case .periodReversed: "period_reversed"
        case .resetOutsidePeriod: "reset_outside_period"
        case .tooManySteps: "too_many_steps"
        case .number: "number_out_of_range"
        case .time(.intervalNotPositive): "recurrence_not_positive"
        case .time: "time_out_of_range"
        }
    }
}
