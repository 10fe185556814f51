internal import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Kinds of cases from the worked examples of other billing systems. Their input is a member of
/// its own, and so is their answer.
enum PeerCases {
    static let all: [CaseKind] =
        [
            kind("rate") { input, setting, json in
                json.decimal("total", try rate(input, setting))
            },
            kind("percentage") { input, setting, json in
                let events = try input.amounts("events")
                let terms = try PriceTerms(.percentage(input.percentagePrice()))
                let part = UsagePart(try events.sum(), events: events)
                let rated = try Rater(terms, .exact, setting.profile).rate(part)
                json.decimal("total", try LineTotals.sum(rated.lines).total)
            },
            kind("sum") { input, _, json in
                json.decimal("total", try input.amounts("amounts").sum())
            },
            kind("weighted_sum", weightedSum),
            kind("round") { input, _, json in
                json.decimal("value", try rounded(input))
            },
            kind("commitment_trueup") { input, setting, json in
                let missing = try CommitmentTrueUp.missing(
                    of: input.amount("minimumCents"),
                    after: input.amount("feeCents"),
                    input.ratio("daysUsed", "daysInPeriod"),
                    scale: 0,
                    setting.profile.lineRounding
                )
                json.decimal("trueUpCents", missing)
            },
            kind("proration") { input, setting, json in
                json.decimal("amount", try prorated(input, setting))
            },
            kind("proration_net") { input, setting, json in
                let items = try input.objects("items").map { try prorated($0, setting) }
                json.array("items") { json in
                    for item in items { json.decimal(nil, item) }
                }
                json.decimal("net", try items.sum())
            },
            kind("proration_factor") { input, _, json in
                let scale = try input.scale("decimals")
                let ratio = try input.ratio("num", "den")
                let whole = PreciseAmount(try input.optionalInteger("wholePeriods") ?? 0)
                let part = try Proration.part(of: .one, ratio, scale: scale)
                json.decimal("factor", try whole.adding(part))
            },
            kind("day_count") { input, _, json in
                let end = try input.date("endInclusive").adding(days: 1)
                let period = try Period(from: input.date("start"), to: end)
                let ratio = try dayCount(input).shareOfMonth(period)
                json.text("ratio", "\(ratio.numerator)/\(ratio.denominator)")
            },
            kind("dst_bucket", monthBuckets),
        ] + moneyKinds

    private static let moneyKinds: [CaseKind] = [
        kind("credit_note") { input, _, json in
            let net = try Proration.part(
                of: input.amount("feeCents"),
                input.ratio("num", "den"),
                scale: 0
            )
            let rate = try TaxRate(percent: input.amount("taxPercent"), .exclusive)
            let tax = try rate.tax(on: net, scale: 0)
            json.decimal("subtotalCents", net)
            json.decimal("taxCents", tax)
            json.decimal("totalCents", try net.adding(tax))
        },
        kind("tax") { input, _, json in
            let rate = try TaxRate(percent: input.amount("taxPercent"), .exclusive)
            json.decimal("taxCents", try rate.tax(on: input.amount("netCents"), scale: 0))
        },
        kind("revrec_daily") { input, _, json in
            let amount = try input.money("amount")
            let recognised = try RevenueSchedule.recognised(
                of: amount,
                afterDays: input.integer("throughDay"),
                of: input.integer("days")
            )
            json.decimal("recognised", recognised.amount)
            json.decimal("deferred", try amount.subtracting(recognised).amount)
        },
        kind("revrec_months") { input, _, json in
            let weights = try input.amounts("daysPerMonth")
            let parts = try input.money("amount").allocatedInOrder(by: weights)
            json.array("months") { json in
                for part in parts { json.decimal(nil, part.amount) }
            }
        },
        kind("ssp_allocation") { input, _, json in
            let price = try input.money("transactionPrice", scale: input.scale("decimals"))
            let parts = try price.allocated(by: input.amounts("ssp"))
            json.array("allocated") { json in
                for part in parts { json.decimal(nil, part.amount) }
            }
        },
        kind("invoice_totals") { input, _, json in
            let totals = try DocumentTotals(
                lineNets: input.amounts("lineNets"),
                allowances: input.optionalAmount("documentAllowances") ?? .zero,
                charges: input.optionalAmount("documentCharges") ?? .zero,
                groups: taxGroups(input),
                prepaid: input.optionalAmount("prepaid") ?? .zero,
                rounding: input.optionalAmount("payableRounding")
                    ?? input.optionalAmount("rounding") ?? .zero
            )
            json.decimal("lineTotal", totals.lineTotal)
            json.decimal("taxExclusive", totals.taxExclusive)
            json.decimal("tax", totals.tax)
            json.decimal("taxInclusive", totals.taxInclusive)
            json.decimal("payable", totals.payable)
        },
    ]

    private static func kind(
        _ name: String,
        _ answer: @escaping @Sendable (CaseInput, CaseSetting, inout JSONStream) throws -> Void,
    ) -> CaseKind {
        CaseKind(name) { input, setting, json in
            let input = try input.object("input")
            try json.object("result") { json in try answer(input, setting, &json) }
        }
    }

    // MARK: - Rating

    /// The quantity is that of the whole period so far; what the parts before used is given.
    private static func rate(_ input: CaseInput, _ setting: CaseSetting) throws -> PreciseAmount {
        let before = try input.optionalAmount("preQuantity") ?? .zero
        let billedBefore = try input.optionalAmount("billedBefore") ?? .zero
        let terms = try input.terms()
        let part = UsagePart(
            try input.quantity(terms).subtracting(before),
            before: before,
            isFirst: before.isZero && billedBefore.isZero,
            isLast: try input.bool("lastInPeriod", default: true),
            billedBefore: billedBefore
        )
        let rater = Rater(terms, try input.scale, setting.profile)
        return try LineTotals.sum(rater.rate(part).lines).total
    }

    private static func weightedSum(
        _ input: CaseInput,
        _ setting: CaseSetting,
        _ json: inout JSONStream,
    ) throws {
        let seconds = PreciseAmount(try input.integer("periodSeconds"))
        var sum = PreciseAmount.zero
        for segment in try input.elements("segments") {
            let pair = try segment.elements()
            guard pair.count == 2 else { throw input.mismatch("segments", "[value, seconds]") }
            sum = try sum.adding(
                input.amount(of: pair[0]).multiplied(by: input.amount(of: pair[1]))
            )
        }
        let scale = try input.has("decimals") ? input.scale("decimals") : 10
        json.decimal(
            "total",
            try sum.divided(by: seconds, scale: scale, rounding: .halfAwayFromZero)
        )
        json.integer("decimals", scale)
    }

    /// A negative precision rounds to tens, hundreds and so on.
    private static func rounded(_ input: CaseInput) throws -> PreciseAmount {
        let rule: RoundingRule
        switch try input.optionalText("mode") {
        case nil, "round": rule = .halfAwayFromZero
        case "ceil", "ceiling": rule = .up
        case "floor": rule = .down
        case _?: throw input.mismatch("mode", "round, ceil or floor")
        }
        let value = try input.amount("value")
        let precision = try input.optionalInteger("precision") ?? 0
        guard precision < 0 else { return value.rounded(toScale: precision, rule) }
        guard precision >= -PreciseAmount.largestScale else {
            throw input.mismatch("precision", "at least -\(PreciseAmount.largestScale)")
        }
        var unit = PreciseAmount.one
        for _ in 0..<(-precision) { unit = try unit.multiplied(by: PreciseAmount(10)) }
        return try value.divided(by: unit, scale: 0, rounding: rule).multiplied(by: unit)
    }

    // MARK: - Time

    private static func prorated(
        _ input: CaseInput,
        _ setting: CaseSetting,
    ) throws -> PreciseAmount {
        try Proration.part(
            of: input.amount("amount"),
            input.ratio("num", "den"),
            scale: input.optionalText("rounding") == "none" ? 20 : input.scale("decimals"),
            setting.profile.lineRounding
        )
    }

    private static func dayCount(_ input: CaseInput) throws -> DayCount {
        switch try input.text("convention") {
        case "actual": .actual
        case "actual/360": .actual360
        case "strict 30/360": .thirty360(.strict)
        case _: throw input.mismatch("convention", "actual, actual/360 or strict 30/360")
        }
    }

    private static func monthBuckets(
        _ input: CaseInput,
        _ setting: CaseSetting,
        _ json: inout JSONStream,
    ) throws {
        let zone = try setting.zone(input.text("timeZone"))
        var counts: [String: Int] = [:]
        for event in try input.instants("events") {
            let month = try zone.date(of: event).startOfMonth.iso8601.dropLast(3)
            counts[String(month), default: 0] += 1
        }
        let months = try input.texts("months")
        json.array("counts") { json in
            for month in months { json.integer(nil, counts[month] ?? 0) }
        }
    }

    // MARK: - Documents

    private static func taxGroups(_ input: CaseInput) throws -> [DocumentTotals.TaxGroup] {
        try input.elements("vatGroups").map { group in
            let row = try group.elements().filter { !$0.isNull }.map { try input.amount(of: $0) }
            switch row.count {
            case 2: return try DocumentTotals.TaxGroup(base: row[0], percent: row[1], scale: 2)
            case 3: return DocumentTotals.TaxGroup(base: row[0], percent: row[1], tax: row[2])
            case _: throw input.mismatch("vatGroups", "[base, rate, tax]")
            }
        }
    }
}

extension CaseInput {
    /// Peers round to two decimals unless a case says that they do not.
    fileprivate var scale: Rater.LineScale {
        get throws { try optionalText("rounding") == "none" ? .exact : .currency(currency()) }
    }

    fileprivate func scale(_ key: String) throws -> Int {
        let scale = try optionalInteger(key) ?? 2
        guard (0...Currency.mostMinorUnitDigits).contains(scale) else {
            throw mismatch(key, "0 to \(Currency.mostMinorUnitDigits)")
        }
        return scale
    }

    fileprivate func ratio(_ numerator: String, _ denominator: String) throws -> TimeRatio {
        let whole = try integer(denominator)
        guard whole > 0 else { throw mismatch(denominator, "a number above zero") }
        return TimeRatio(Int64(try integer(numerator)), over: Int64(whole))
    }

    fileprivate func money(_ key: String, scale: Int = 2) throws -> Money {
        guard let currency = Currency(custom: "PEER", minorUnitDigits: scale) else {
            preconditionFailure("a scale within a currency's digits makes a currency")
        }
        let text = try amount(key).description
        return try Money(text, currency)
    }
}
