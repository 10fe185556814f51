internal import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Kinds of cases about what usage costs.
enum RatingCases {
    static let all: [CaseKind] = [
        CaseKind("single_line") { input, setting, json in
            let lines = try rated(input, setting).lines
            json.array("lines") { json in
                for line in lines { write(line, &json) }
            }
            let totals = try LineTotals.sum(lines)
            write(totals, &json)
            json.decimal("total", totals.total)
        },
        CaseKind("single_line_total") { input, setting, json in
            json.decimal("total", try LineTotals.sum(rated(input, setting).lines).total)
        },
        CaseKind("delta_phases") { input, setting, json in
            try CorrectionCase(input, setting).delta(&json)
        },
        CaseKind("period_preserving_phases") { input, setting, json in
            try CorrectionCase(input, setting).preservingPeriods(&json)
        },
        CaseKind("graduated_total") { input, setting, json in
            let scale = Rater.LineScale.currency(try input.currency())
            let rater = Rater(try input.terms(), scale, setting.profile)
            let rated = try rater.rate(UsagePart(input.amount("quantity")))
            json.decimal("total", try LineTotals.sum(rated.lines).total)
        },
        CaseKind("graduated_range_split", graduatedRanges),
        CaseKind("volume_find_tier") { input, setting, json in
            guard case .tiered(let price) = try input.object("price").price() else {
                throw input.mismatch("price", "a price in tiers")
            }
            let quantity = try input.amount("quantity")
            json.integer("tier", price.tier(of: quantity, setting.profile.tierBound) + 1)
        },
        CaseKind("package_count") { input, _, json in
            let size = try input.amount("quantityPerPackage")
            try PriceError.requirePositive(size, "quantityPerPackage")
            let packages = try PackageRounding.up.packages(of: input.amount("quantity"), size: size)
            json.decimal("packages", packages)
        },
        CaseKind("unit_config") { input, _, json in
            let conversion = try input.conversion()
            let quantity = try input.amount("quantity")
            json.decimal("converted", try conversion?.converted(quantity) ?? quantity)
            json.decimal("invoiced", try conversion?.billed(quantity) ?? quantity)
        },
        CaseKind("usage_discount") { input, setting, json in
            let usage = try RatedUsage(
                quantity: input.amount("quantity"),
                before: input.optionalAmount("preLineQuantity") ?? .zero,
                conversion: nil,
                setting.profile.conversion,
                included: input.optionalAmount("usageDiscount")
            )
            let (now, before) = (usage.included, usage.includedBefore)
            json.decimal("quantity", usage.quantity)
            json.decimal("preLineQuantity", usage.before)
            // What was free before is only told along with what is free now.
            let isRecorded = !now.isZero
            json.decimal("lineDiscountQuantity", isRecorded ? now : nil)
            json.decimal(
                "lineDiscountPreLineQuantity",
                isRecorded && !before.isZero ? before : nil
            )
        },
        CaseKind("currency_rounding") { input, _, json in
            let precision =
                try input.optionalInteger("precision") ?? input.currency().minorUnitDigits
            guard (0...PreciseAmount.largestScale).contains(precision) else {
                throw input.mismatch("precision", "0 to \(PreciseAmount.largestScale)")
            }
            let amount = try input.amount("amount")
            json.decimal("result", amount.rounded(toScale: precision, .halfAwayFromZero))
        },
    ]

    // MARK: - One line

    private static func rated(_ input: CaseInput, _ setting: CaseSetting) throws -> RatedPart {
        if input.has("unitConfig"), try !input.bool("unitConfigEnabled", default: true) {
            throw CaseError.refused(
                name: "unit_config_disabled",
                detail: "the line has a unit conversion, and conversions are switched off"
            )
        }
        let terms = try input.terms()
        let rater = Rater(terms, .currency(try input.currency()), setting.profile)
        return try rater.rate(
            part(of: input, terms),
            credits: try credits(of: input),
            without: try omissions(of: input)
        )
    }

    private static func part(of input: CaseInput, _ terms: PriceTerms) throws -> UsagePart {
        let mode: LineMode = input.has("lineMode") ? try input.choice("lineMode") : .whole
        return UsagePart(
            try input.quantity(terms),
            before: try input.optionalAmount("preLineQuantity") ?? .zero,
            isFirst: mode == .whole,
            isLast: mode != .middle,
            billedBefore: try input.optionalAmount("previouslyBilledAmount") ?? .zero
        )
    }

    private enum LineMode: String, CaseIterable {
        case whole = "single_per_period"
        case middle = "mid_period_split"
        case last = "last_in_period_split"
    }

    private static func credits(of input: CaseInput) throws -> [AppliedCredit] {
        try input.objects("creditsToApply").map { credit in
            AppliedCredit(
                reference: try credit.optionalText("ref") ?? "",
                amount: try credit.amount("amount")
            )
        }
    }

    private static func omissions(of input: CaseInput) throws -> Rater.Omissions {
        var omissions: Rater.Omissions = []
        for option in try input.texts("options") {
            switch option {
            case "ignore_minimum_commitment": omissions.insert(.minimum)
            case "disable_credits": omissions.insert(.credits)
            case _: throw input.mismatch("options", "options of rating")
            }
        }
        return omissions
    }

    // MARK: - Tiers

    private static func graduatedRanges(
        _ input: CaseInput,
        _ setting: CaseSetting,
        _ json: inout JSONStream,
    ) throws {
        guard case .tiered(let price) = try input.object("price").price() else {
            throw input.mismatch("price", "a price in tiers")
        }
        let from = try input.amount("fromQuantityExclusive")
        let to = try input.amount("toQuantityInclusive")
        if from.isNegative || to < from { throw RatingError.negative("quantity") }
        let scale = Rater.LineScale.currency(try input.currency())
        let rater = Rater(try PriceTerms(.tiered(price)), scale, setting.profile)
        func total(upTo quantity: PreciseAmount) throws -> PreciseAmount {
            try LineTotals.sum(rater.rate(UsagePart(quantity)).lines).total
        }
        try json.array("ranges") { json in
            try price.forEachSlice(from: from, to: to, setting.profile.tierBound) { slice in
                try json.object { json in
                    json.integer("tier", slice.tier + 1)
                    json.decimal("fromQuantityExclusive", slice.from)
                    json.decimal("toQuantityInclusive", slice.to)
                    json.decimal("quantity", try slice.to.subtracting(slice.from))
                    json.bool("atTierBoundary", slice.entersTier)
                }
            }
        }
        json.decimal("totalUpToToQuantity", try total(upTo: to))
    }

    // MARK: - Writing

    static func write(_ line: DetailedLine, _ json: inout JSONStream) {
        json.object { json in
            json.text("childId", line.rule.reference)
            json.text("category", line.rule.category.rawValue)
            json.decimal("quantity", line.quantity)
            json.decimal("perUnitAmount", line.unitAmount)
            json.text("paymentTerm", line.paymentTerm.rawValue)
            if line.rule == .minimum { json.text("period", "full_service_period") }
            json.array("discounts") { json in
                write(line.percentageDiscount, "ratecard_percentage", &json)
                write(line.maximumDiscount, "maximum_spend", &json)
            }
            if !line.credits.isEmpty {
                json.array("creditsApplied") { json in
                    for credit in line.credits {
                        json.object { json in
                            json.decimal("amount", credit.amount)
                            json.text("ref", credit.reference)
                        }
                    }
                }
            }
            if let totals = try? line.totals() {
                write(totals, &json)
                json.decimal("total", totals.total)
            }
        }
    }

    private static func write(
        _ discount: PreciseAmount?,
        _ reason: String,
        _ json: inout JSONStream,
    ) {
        guard let discount else { return }
        json.object { json in
            json.text("reason", reason)
            json.decimal("amount", discount)
        }
    }

    static func write(_ totals: LineTotals, _ json: inout JSONStream) {
        json.object("totals") { json in
            json.decimal("amount", totals.amount)
            json.decimal("chargesTotal", totals.charges)
            json.decimal("discountsTotal", totals.discounts)
            json.decimal("creditsTotal", totals.credits)
            json.decimal("taxesInclusiveTotal", totals.inclusiveTaxes)
            json.decimal("taxesExclusiveTotal", totals.exclusiveTaxes)
            json.decimal("taxesTotal", try? totals.taxes())
            json.decimal("total", totals.total)
        }
    }
}
