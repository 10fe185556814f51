/// Amounts that are due, as lines of a draft.
extension ContractBilling {
    func charges(for amount: DueAmount) throws -> [DraftInvoice.Charge] {
        switch amount.basis {
        case .unchanged: []
        case .rated(let line, let part, let rated): try charges(for: line, part, rated)
        case .shared(let line, let part, _, _):
            [try charge(for: amount, of: line, part)]
        case .shortfall(let commitment, _): [try charge(for: amount, of: commitment)]
        }
    }

    /// A charge for what was used or agreed, and one for what a minimum is short of.
    private func charges(
        for line: Gathering.Line,
        _ part: UsagePart,
        _ rated: RatedPart,
    ) throws -> [DraftInvoice.Charge] {
        let derivations = try derivations(of: line, part, rated)
        let steps = Array(zip(rated.lines, derivations))
        let (regular, minimum) = (
            steps.filter { $0.0.rule != .minimum }, steps.filter { $0.0.rule == .minimum }
        )
        var charges: [DraftInvoice.Charge] = []
        if !regular.isEmpty || minimum.isEmpty {
            charges.append(try charge(for: line, part, regular))
        }
        if !minimum.isEmpty { charges.append(try charge(for: line, part, minimum)) }
        return charges
    }

    private func charge(
        for line: Gathering.Line,
        _ part: UsagePart,
        _ steps: [(DetailedLine, Derivation)],
    ) throws -> DraftInvoice.Charge {
        let sums = try LineTotals.sum(steps.map(\.0))
        let gross = try sums.amount.adding(sums.charges)
        // Several prices in one line leave no price for one unit.
        let single = steps.count == 1 ? steps[0].0 : nil
        let isMinimum = single?.rule == .minimum
        return DraftInvoice.Charge(
            account: account.description,
            product: line.item.product,
            key: line.key.description,
            service: line.service,
            quantity: single?.quantity ?? part.quantity,
            unitAmount: single?.unitAmount,
            amount: try Money(rounding: gross, to: contract.currency),
            discount: try Money(rounding: sums.discounts, to: contract.currency),
            tax: try tax(on: line.item),
            basis: ChargeBasis(
                contract: record.id,
                due: line.name,
                title: isMinimum ? "\(line.item.name), minimum" : line.item.name,
                kind: isMinimum ? .minimum : line.kind,
                cause: .new,
                derivations: steps.map(\.1)
            )
        )
    }

    private func charge(
        for amount: DueAmount,
        of line: Gathering.Line,
        _ part: DueAmount.Part,
    ) throws -> DraftInvoice.Charge {
        single(
            amount,
            product: line.item.product,
            title: part.milestone.map { "\(line.item.name), \($0.key)" } ?? line.item.name,
            .oneOff,
            try tax(on: line.item),
            try steps(to: amount)
        )
    }

    private func charge(
        for amount: DueAmount,
        of commitment: TermCommitment,
    ) throws -> DraftInvoice.Charge {
        guard let rate = contract.taxes.rate(of: nil) else {
            throw BillingProblem.Cause.noTaxRate(code: nil)
        }
        return single(
            amount,
            product: nil,
            title: "\(commitment.key), commitment of the term",
            .minimum,
            rate,
            try steps(to: amount)
        )
    }

    // MARK: - How amounts come about

    private func derivations(
        of line: Gathering.Line,
        _ part: UsagePart,
        _ rated: RatedPart,
    ) throws -> [Derivation] {
        var derivations = try rater(for: line).derivations(of: rated, part)
        if let prorated = line.prorated, let first = derivations.first {
            let step = DerivationStep.prorated(
                prorated.whole,
                prorated.share,
                is: prorated.part
            )
            derivations[0] = Derivation(steps: [step] + first.steps)
        }
        return derivations
    }

    /// How an amount came about as a whole; of one that has not changed nobody asked that.
    private func steps(to amount: DueAmount?) throws -> [DerivationStep] {
        guard let amount else { return [] }
        switch amount.basis {
        case .unchanged: return []
        case .rated(let line, let part, let rated):
            return try derivations(of: line, part, rated).flatMap(\.steps)
        case .shared(let line, let part, let rated, let whole):
            let share = DerivationStep.shared(
                percent: part.percent,
                of: whole.amount,
                is: amount.net.amount
            )
            return try derivations(of: line, UsagePart(.one), rated).flatMap(\.steps) + [share]
        case .shortfall(let commitment, let billed):
            return [.filledUp(to: commitment.amount.amount, after: billed.amount)]
        }
    }

    /// A charge for one amount as a whole.
    private func single(
        _ amount: DueAmount,
        product: String?,
        title: String,
        _ kind: InvoiceLine.Kind,
        _ tax: TaxRate,
        _ steps: [DerivationStep],
    ) -> DraftInvoice.Charge {
        DraftInvoice.Charge(
            account: account.description,
            product: product,
            key: amount.name.key.description,
            service: amount.service,
            quantity: .one,
            unitAmount: amount.net.amount,
            amount: amount.net,
            discount: .zero(contract.currency),
            tax: tax,
            basis: ChargeBasis(
                contract: record.id,
                due: amount.name,
                title: title,
                kind: kind,
                cause: .new,
                derivations: [Derivation(steps: steps)]
            )
        )
    }

    /// The code of the item decides, or else that of its product.
    private func tax(on item: PricedItem) throws -> TaxRate {
        let code = item.taxCode ?? item.product.flatMap { taxCodes[$0] }
        guard let rate = contract.taxes.rate(of: code) else {
            throw BillingProblem.Cause.noTaxRate(code: code)
        }
        return rate
    }

    /// What was billed is made to agree with what is due, at the tax at which it was billed.
    ///
    /// - Parameter amount: what is due now; nil where nothing is
    func correction(
        _ change: DueReconciliation.Adjustment,
        to amount: DueAmount?,
    ) throws -> DraftInvoice.Charge {
        guard let known = billedByName[change.name], let last = known.last else {
            preconditionFailure("only what was billed is corrected: \(change.name)")
        }
        let before = try known.reduce(Money.zero(contract.currency)) { try $0.adding($1.net) }
        let now = try before.adding(change.amount)
        let step = DerivationStep.corrected(from: before.amount, to: now.amount)
        return DraftInvoice.Charge(
            account: account.description,
            product: last.product,
            key: change.key.description,
            service: change.service,
            quantity: change.amount.isNegative ? PreciseAmount(-1) : .one,
            unitAmount: change.amount.amount.magnitude,
            amount: change.amount,
            discount: .zero(contract.currency),
            tax: last.tax,
            basis: ChargeBasis(
                contract: record.id,
                due: change.name,
                title: last.title,
                kind: .correction,
                cause: change.cause,
                derivations: [Derivation(steps: try steps(to: amount) + [step])]
            )
        )
    }
}

extension Gathering.Line {
    fileprivate var kind: InvoiceLine.Kind {
        guard terms.price.kind == .flat else { return .usage }
        return item.cadence == nil ? .oneOff : .flat
    }
}
