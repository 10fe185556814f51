internal import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// A case of a period that is billed in phases, with usage that changes later.
struct CorrectionCase {
    private let rating: CorrectionRating
    private let phases: [CaseInput]

    init(_ input: CaseInput, _ setting: CaseSetting) throws {
        let rater = Rater(
            try input.terms(),
            .currency(try input.currency()),
            setting.profile
        )
        rating = CorrectionRating(rater, try input.period("fullServicePeriod"))
        phases = try input.objects("phases")
    }

    func delta(_ json: inout JSONStream) throws {
        var booked: [BookedLine] = []
        var sum = PreciseAmount.zero
        try json.array("phases") { json in
            for (index, phase) in phases.enumerated() {
                let part = CorrectionRating.Part(
                    try phase.period("period"),
                    quantity: try phase.amount("cumulativeQuantity")
                )
                var lines = try rating.delta(part, after: booked)
                name(&lines, phase: index)
                try write(lines, &sum, &json)
                booked += lines
            }
        }
    }

    func preservingPeriods(_ json: inout JSONStream) throws {
        var earlier: [CorrectionRating.Part] = []
        var sum = PreciseAmount.zero
        try json.array("phases") { json in
            for (index, phase) in phases.enumerated() {
                let quantities = try phase.amounts("cumulativeQuantityAtEachPeriodEnd")
                guard quantities.count == index + 1, let quantity = quantities.last else {
                    throw phase.mismatch(
                        "cumulativeQuantityAtEachPeriodEnd",
                        "one quantity for each period so far"
                    )
                }
                let known = zip(earlier, quantities).map { part, quantity in
                    CorrectionRating.Part(
                        part.period,
                        quantity: quantity,
                        run: part.run,
                        booked: part.booked
                    )
                }
                let period = try phase.period("period")
                let part = CorrectionRating.Part(period, quantity: quantity)
                var lines = try rating.preservingPeriods(part, after: known)
                name(&lines, phase: index)
                try write(lines, &sum, &json) { line in
                    let (from, to) = (line.period.from.iso8601, line.period.to.iso8601)
                    return "\(line.reference)@[\(from)..\(to)]"
                }
                earlier.append(
                    CorrectionRating.Part(
                        period,
                        quantity: quantity,
                        run: try phase.optionalText("runId"),
                        booked: lines
                    )
                )
            }
        }
    }

    /// The names under which corrections find what they correct.
    private func name(_ lines: inout [BookedLine], phase: Int) {
        for index in lines.indices {
            lines[index].id = "phase-\(phase + 1)-line-\(index + 1)"
        }
    }

    private func write(
        _ lines: [BookedLine],
        _ sum: inout PreciseAmount,
        _ json: inout JSONStream,
        name: (BookedLine) -> String = { $0.reference },
    ) throws {
        var totals = LineTotals()
        for line in lines { totals = try totals.adding(line.totals) }
        sum = try sum.adding(totals.total)
        let cumulative = sum
        json.object { json in
            json.array("lines") { json in
                for line in lines { write(line, name(line), &json) }
            }
            RatingCases.write(totals, &json)
            json.decimal("total", totals.total)
            json.decimal("cumulativeTotal", cumulative)
            json.decimal("cumulativeExpectedTotal", cumulative)
        }
    }

    private func write(_ line: BookedLine, _ name: String, _ json: inout JSONStream) {
        json.object { json in
            json.text("childId", name)
            json.text("category", line.rule.category.rawValue)
            json.decimal("quantity", line.quantity)
            json.decimal("perUnitAmount", line.unitAmount)
            json.text("paymentTerm", line.paymentTerm.rawValue)
            json.period("servicePeriod", line.period)
            if let run = line.correctsRun { json.text("correctsRun", run) }
            RatingCases.write(line.totals, &json)
            json.decimal("total", line.totals.total)
        }
    }
}
