/// Which periods of a contract are charged in part when they are served in part.
package struct ProrationPolicy: Hashable, Sendable {
    /// Whether flat amounts are prorated at all; prices of usage never are.
    package let isEnabled: Bool
    package let atEnd: AtEnd

    /// What becomes of the period in which a contract ends.
    package enum AtEnd: String, CaseIterable, Hashable, Sendable {
        case billActualPeriod = "bill_actual_period"
        case billFullPeriod = "bill_full_period"
    }

    package init(isEnabled: Bool = true, atEnd: AtEnd = .billActualPeriod) {
        self.isEnabled = isEnabled
        self.atEnd = atEnd
    }

    package func prorates(
        _ price: Price.Kind,
        _ service: Period<Instant>,
        contractEnd: Instant?,
    ) -> Bool {
        guard isEnabled, price == .flat else { return false }
        switch atEnd {
        case .billActualPeriod: return true
        case .billFullPeriod: return contractEnd.map { $0 > service.to } ?? true
        }
    }
}

extension DueItem {
    /// The terms that this period is charged at: a flat amount for the part that was served, and of
    /// what that is a part. Nil where nothing is charged: for lack of a price, of an end, or of
    /// anything left after rounding.
    package func charge(
        _ policy: ProrationPolicy,
        contractEnd: Instant?,
        _ currency: Currency,
        zone: ZoneRules,
        _ profile: ArithmeticProfile,
    ) throws(ContractError) -> (terms: PriceTerms, prorated: ProratedAmount?)? {
        guard let terms = item.terms else { return nil }
        // What is charged once in arrears waits until it is known when the phase ends.
        if terms.price.paymentTerm == .inArrears && fullService.isEmpty { return nil }
        guard case .flat(let amount, let term) = terms.price else { return (terms, nil) }
        let isPart = policy.prorates(.flat, service, contractEnd: contractEnd) && !service.isEmpty
        let scale = currency.minorUnitDigits
        let prorated = isPart ? try part(of: amount, scale, zone, profile) : nil
        let charged = prorated?.part ?? amount.rounded(toScale: scale, profile.lineRounding)
        if charged.isZero && (!profile.keepsZeroProration || amount.isZero) { return nil }
        return (terms.replacing(.flat(charged, term)), prorated)
    }

    /// Nil where all of it was served.
    private func part(
        of amount: PreciseAmount,
        _ scale: Int,
        _ zone: ZoneRules,
        _ profile: ArithmeticProfile,
    ) throws(ContractError) -> ProratedAmount? {
        do {
            let share = try Proration.share(
                of: service,
                in: fullService,
                zone: zone,
                profile.prorationGrain
            )
            if share.numerator == share.denominator { return nil }
            let part = try Proration.part(of: amount, share, scale: scale, profile.lineRounding)
            return ProratedAmount(whole: amount, share: share, part: part)
        } catch let error as TimeError {
            throw .time(error)
        } catch {
            throw .amountOutOfRange
        }
    }
}
