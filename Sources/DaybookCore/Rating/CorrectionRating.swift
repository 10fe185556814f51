/// Rating of a period in parts whose usage may still change after they were billed.
///
/// Each part is rated on all that was used since the period began, and what was booked before is
/// taken off: the parts add up to the whole, whatever comes late.
package struct CorrectionRating: Sendable {
    package let rater: Rater
    /// The whole period; its end is the only moment at which a minimum is owed.
    package let period: Period<Instant>

    package init(_ rater: Rater, _ period: Period<Instant>) {
        self.rater = rater
        self.period = period
    }

    /// A part of the period and what is known of it now.
    package struct Part: Sendable {
        package let period: Period<Instant>
        /// Used since the beginning of the whole period, up to the part's end.
        package let quantity: PreciseAmount
        /// The run that billed it, and what it booked.
        package let run: String?
        package let booked: [BookedLine]

        package init(
            _ period: Period<Instant>,
            quantity: PreciseAmount,
            run: String? = nil,
            booked: [BookedLine] = [],
        ) {
            self.period = period
            self.quantity = quantity
            self.run = run
            self.booked = booked
        }
    }

    /// What is new is booked in the part at hand, also where it belongs to an earlier one.
    package func delta(
        _ part: Part,
        after booked: [BookedLine],
    ) throws(RatingError) -> [BookedLine] {
        let lines = try cumulative(part)
        do throws(NumberError) {
            var difference = try lines.subtracting(booked, nameReversal: Self.correction)
            for index in difference.indices {
                difference[index].period = part.period
                difference[index].correctsRun = nil
            }
            return difference.sortedForBooking()
        } catch {
            throw .number(error)
        }
    }

    /// What is new is booked in the part that it belongs to, with the run that it corrects.
    package func preservingPeriods(
        _ part: Part,
        after earlier: [Part],
    ) throws(RatingError) -> [BookedLine] {
        let earlier = earlier.sorted { $0.period.from < $1.period.from }
        var expected: [BookedLine] = []
        for part in earlier + [part] {
            let lines = try cumulative(part)
            do throws(NumberError) {
                // A reversal stays in the period of the line that it takes back.
                expected += try lines.subtracting(expected) { $0.rule.reference }
            } catch {
                throw .number(error)
            }
        }
        return try remaining(of: expected, after: earlier)
    }

    private func remaining(
        of expected: [BookedLine],
        after earlier: [Part],
    ) throws(RatingError) -> [BookedLine] {
        var lines: [BookedLine] = []
        let periods = Set((expected + earlier.flatMap(\.booked)).map(\.period))
        for period in periods.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            var own = expected.filter { $0.period == period }
            let booked = earlier.flatMap(\.booked).filter { $0.period == period }
            if !booked.isEmpty {
                do throws(NumberError) {
                    own = try own.subtracting(booked, nameReversal: Self.correction)
                } catch {
                    throw .number(error)
                }
            }
            let run = earlier.first { $0.period == period }?.run
            for var line in own {
                line.correctsRun = run
                lines.append(line)
            }
        }
        // Their names go on with `@` and the period, so that `#correction` comes before.
        return lines.sortedForBooking { "\($0.reference)@" }
    }

    /// The lines for all usage since the period began.
    private func cumulative(_ part: Part) throws(RatingError) -> [BookedLine] {
        let isFinal = part.period.to >= period.to
        let rated = try rater.rate(
            UsagePart(part.quantity),
            without: isFinal ? .credits : [.credits, .minimum]
        )
        var lines: [BookedLine] = []
        for (index, line) in rated.lines.enumerated() {
            do throws(NumberError) {
                lines.append(try BookedLine(line, period: part.period, index: index))
            } catch {
                throw .number(error)
            }
        }
        return lines
    }

    private static func correction(of line: BookedLine) -> String {
        "\(line.rule.reference)#correction:detailed_line_id=\(line.id ?? "")"
    }
}
