internal import DaybookCore
internal import DaybookWire

/// Kinds of cases about dates, recurrences and periods.
enum PeriodCases {
    static let all: [CaseKind] =
        [
            CaseKind("recurrence_next") { input, setting, json in
                let recurrence = try recurrence(input, setting)
                let next = try recurrence.next(after: input.instant("at"), try boundary(input))
                json.time("result", next)
            },
            CaseKind("recurrence_prev") { input, setting, json in
                let recurrence = try recurrence(input, setting)
                let last = try recurrence.previous(before: input.instant("at"), try boundary(input))
                json.time("result", last)
            },
            CaseKind("recurrence_period") { input, setting, json in
                let period = try recurrence(input, setting).period(containing: input.instant("at"))
                json.time("from", period.from)
                json.time("to", period.to)
            },
            CaseKind("recurrence_series") { input, setting, json in
                let recurrence = try recurrence(input, setting)
                let count = try input.optionalInteger("count") ?? 5
                guard (0...1_000).contains(count) else {
                    throw input.mismatch("count", "0 to 1,000")
                }
                try json.array("result") { json in
                    for n in 0..<count {
                        json.time(nil, try recurrence.occurrence(n))
                    }
                }
            },
            CaseKind("date_add") { input, setting, json in
                let zone = try zone(input, setting)
                let (duration, times) = try input.signedDuration("duration")
                let start = try input.instant("start")
                json.time("result", try start.adding(duration, times: times, in: zone))
            },
            CaseKind("duration_divisible") { input, _, json in
                let larger = try input.duration("larger")
                json.bool("result", larger.isMultiple(of: try input.duration("smaller")) == .always)
                json.bool("hasError", false)
            },
        ] + partKinds

    /// Kinds that ask for parts of amounts and of histories.
    private static let partKinds: [CaseKind] = [
        CaseKind("usage_period") { input, setting, json in
            let history = try RecurrenceHistory(
                input.objects("recurrences").map { entry in
                    (since: try entry.instant("since"), try recurrence(entry, setting))
                }
            )
            guard let history else { throw input.mismatch("recurrences", "at least one") }
            let period = try history.period(at: input.instant("at"))
            json.time("from", period.from)
            json.time("to", period.to)
        },
        CaseKind("proration_amount") { input, setting, json in
            let share = try Proration.share(
                of: input.period("servicePeriod"),
                in: input.period("fullServicePeriod"),
                zone: .utc,
                setting.profile.prorationGrain
            )
            let amount = try Proration.part(
                of: input.amount("fullAmount"),
                share,
                scale: input.currency().minorUnitDigits,
                setting.profile.lineRounding
            )
            json.decimal("amount", amount)
            json.bool("lineDropped", amount.isZero && !setting.profile.keepsZeroProration)
        },
        CaseKind("end_proration_mode") { input, _, json in
            let mode = try input.optionalText("subscriptionEndProrationMode") ?? ""
            let policy = ProrationPolicy(
                isEnabled: try input.bool("proRatingEnabled", default: true),
                // Modes that nobody knows act like the ordinary one.
                atEnd: .init(rawValue: mode) ?? .billActualPeriod
            )
            let prorates = policy.prorates(
                try input.choice("priceType"),
                try input.period("servicePeriod"),
                contractEnd: try input.optionalInstant("subscriptionActiveTo")
            )
            json.bool("prorate", prorates)
        },
    ]

    static func recurrence(_ input: CaseInput, _ setting: CaseSetting) throws -> Recurrence {
        try Recurrence(
            anchor: input.instant("anchor"),
            interval: input.interval("interval"),
            zone: zone(input, setting)
        )
    }

    static func zone(_ input: CaseInput, _ setting: CaseSetting) throws -> ZoneRules {
        guard let name = try input.optionalText("timeZone") else { return .utc }
        var rules = try setting.zone(name)
        rules.reading = setting.profile.localReading
        return rules
    }

    private static func boundary(_ input: CaseInput) throws(JSONShapeError) -> Boundary {
        switch try input.optionalText("boundary") {
        case nil, "exclusive": .exclusive
        case "inclusive": .inclusive
        case _?: throw input.mismatch("boundary", "inclusive or exclusive")
        }
    }
}
