extension CreditableInvoice {
    /// The credit note that takes off what is asked for. Nothing is changed by it.
    package func preview(_ scope: CreditScope) throws(CreditNoteError) -> CreditNote {
        let lines = try credits(scope)
        guard !lines.isEmpty else { throw CreditNoteError(number, .nothingLeft) }
        let note: CreditNote
        do throws(NumberError) {
            note = try self.note(of: lines)
        } catch {
            throw CreditNoteError(number, .number(error))
        }
        guard !note.total.isNegative else { throw CreditNoteError(number, .belowZero) }
        guard note.total.minorUnits <= rest.minorUnits else {
            throw CreditNoteError(number, .exceedsInvoice(rest: rest))
        }
        return note
    }

    // MARK: - Lines

    /// What is taken off each line. Lines of which nothing is left to take are left out.
    private func credits(_ scope: CreditScope) throws(CreditNoteError) -> [CreditNote.Line] {
        let wanted: [LineCredit] =
            switch scope {
            case .rest: whole.lines.map { LineCredit($0.position, .rest) }
            case .part(let part): whole.lines.map { LineCredit($0.position, .part(part)) }
            case .lines(let lines): lines
            }
        let lines = Dictionary(uniqueKeysWithValues: whole.lines.map { ($0.position, $0) })
        var credits: [CreditNote.Line] = []
        var positions: Set<Int> = []
        for credit in wanted {
            guard positions.insert(credit.position).inserted else {
                throw CreditNoteError(number, .lineTwice(credit.position))
            }
            guard let line = lines[credit.position], let rest = rest(ofLine: line.position) else {
                throw CreditNoteError(number, .noSuchLine(credit.position))
            }
            let net = try net(credit.extent, of: line, rest)
            if net.isZero { continue }
            credits.append(CreditNote.Line(line.position, net: net, percent: line.percent))
        }
        return credits
    }

    private func net(
        _ extent: LineCredit.Extent,
        of line: CreditNote.Line,
        _ rest: Money,
    ) throws(CreditNoteError) -> Money {
        switch extent {
        case .rest: return rest
        case .amount(let amount):
            guard amount.currency == currency else {
                throw CreditNoteError(number, .mixedCurrencies(currency, amount.currency))
            }
            guard !amount.isZero, amount.isNegative == line.net.isNegative else {
                throw CreditNoteError(number, .unusableAmount(line: line.position))
            }
            return try require(amount, within: rest, line)
        case .part(let part):
            guard part.numerator > 0, part.numerator <= part.denominator else {
                throw CreditNoteError(number, .unusablePart(part))
            }
            let rounded = try share(part, of: line, .halfAwayFromZero)
            // Two halves of one cent are a cent each when rounded: the second takes what is left.
            let cut = try share(part, of: line, .towardsZero)
            let fits = rounded.minorUnits.magnitude <= rest.minorUnits.magnitude
            if !fits, cut.minorUnits.magnitude <= rest.minorUnits.magnitude { return rest }
            return try require(rounded, within: rest, line)
        }
    }

    private func share(
        _ part: TimeRatio,
        of line: CreditNote.Line,
        _ rule: RoundingRule,
    ) throws(CreditNoteError) -> Money {
        do throws(NumberError) {
            let scale = currency.minorUnitDigits
            let amount = try Proration.part(of: line.net.amount, part, scale: scale, rule)
            return try Money(rounding: amount, to: currency)
        } catch {
            throw CreditNoteError(number, .number(error))
        }
    }

    private func require(
        _ net: Money,
        within rest: Money,
        _ line: CreditNote.Line,
    ) throws(CreditNoteError) -> Money {
        guard net.minorUnits.magnitude <= rest.minorUnits.magnitude else {
            throw CreditNoteError(number, .exceedsLine(line.position, rest: rest))
        }
        return net
    }

    // MARK: - Taxes

    private func note(of lines: [CreditNote.Line]) throws(NumberError) -> CreditNote {
        let last = ratesClosed(by: lines)
        return try CreditNote(
            invoice: number,
            currency,
            lines: lines,
            taxOn: { (percent, base) throws(NumberError) in
                try tax(at: percent, on: base, isLast: last.contains(percent))
            },
        )
    }

    /// The rates of whose lines nothing is left after these credits.
    private func ratesClosed(by credits: [CreditNote.Line]) -> Set<PreciseAmount> {
        let nets = Dictionary(uniqueKeysWithValues: credits.map { ($0.position, $0.net) })
        let open = whole.lines.filter {
            rest(ofLine: $0.position) != nets[$0.position] ?? .zero(currency)
        }
        return Set(whole.lines.map(\.percent)).subtracting(open.map(\.percent))
    }

    /// The tax on the rounded net. Each of many notes rounds for itself, so that their taxes could
    /// drift away from the tax on all of them: a note that would take them further off than one
    /// minor unit is held there, and the last one takes exactly what is left.
    private func tax(
        at percent: PreciseAmount,
        on base: Money,
        isLast: Bool,
    ) throws(NumberError) -> Money {
        guard let (charged, credited) = group(at: percent) else {
            preconditionFailure("the rate of a line is one of its invoice's")
        }
        let earlier = credited.tax.minorUnits
        let whole = charged.tax.minorUnits
        if isLast { return Money(minorUnits: whole - earlier, currency) }
        let exact = try Self.tax(at: percent, on: credited.base.adding(base)).minorUnits
        let own = try Self.tax(at: percent, on: base).minorUnits
        var range = (exact - 1)...(exact + 1)
        // Nor is more given back than was charged, or less than nothing.
        let bounds = min(whole, 0)...max(whole, 0)
        if bounds.contains(exact) { range = range.clamped(to: bounds) }
        let held = min(max(earlier + own, range.lowerBound), range.upperBound)
        return Money(minorUnits: held - earlier, currency)
    }
}
