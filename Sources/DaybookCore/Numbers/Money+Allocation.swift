extension Money {
    /// Splits the amount by weight without losing or making a minor unit.
    ///
    /// Each part is cut towards zero; the units left over go to the parts that lost the largest
    /// share of one, the earlier part first where they are equal (the largest-remainder method).
    package func allocated(by weights: [PreciseAmount]) throws(NumberError) -> [Money] {
        let scale = weights.reduce(0) { max($0, $1.scale) }
        var shares: [UInt128] = []
        var whole: UInt128 = 0
        for weight in weights {
            guard !weight.isNegative else { throw .unusableWeights }
            guard let share = weight.coefficient(atScale: scale) else { throw .overflow }
            shares.append(share.magnitude)
            whole += share.magnitude
            guard whole < PreciseAmount.limit else { throw .overflow }
        }
        guard whole > 0 else { throw .unusableWeights }
        let parts = Self.parts(of: minorUnits.magnitude, shares: shares, whole: whole)
        return parts.map {
            let units = Int128(truncatingIfNeeded: $0)
            return Money(minorUnits: minorUnits < 0 ? 0 &- units : units, currency)
        }
    }

    /// Splits the amount by weight in an order that must not be looked ahead of, as time is.
    ///
    /// What has been given after each part is the rounded share of all weights so far, so that no
    /// part ever changes those before it, and the last closes the sum.
    package func allocatedInOrder(by weights: [PreciseAmount]) throws(NumberError) -> [Money] {
        var whole = PreciseAmount.zero
        for weight in weights {
            guard !weight.isNegative else { throw .unusableWeights }
            whole = try whole.adding(weight)
        }
        guard whole.isPositive else { throw .unusableWeights }
        var (weight, given) = (PreciseAmount.zero, Int128(0))
        var parts: [Money] = []
        for part in weights {
            weight = try weight.adding(part)
            let share = try PreciseAmount(coefficient: minorUnits, scale: 0)
                .multiplied(by: weight)
                .divided(by: whole, scale: 0, rounding: .halfAwayFromZero)
            parts.append(Money(minorUnits: share.coefficient - given, currency))
            given = share.coefficient
        }
        return parts
    }

    /// Splits the amount into `count` parts that differ by one minor unit at most.
    package func allocated(evenly count: Int) -> [Money] {
        precondition(count > 0, "an amount is split into at least one part")
        let shares = [UInt128](repeating: 1, count: count)
        return Self.parts(of: minorUnits.magnitude, shares: shares, whole: UInt128(count)).map {
            let units = Int128(truncatingIfNeeded: $0)
            return Money(minorUnits: minorUnits < 0 ? 0 &- units : units, currency)
        }
    }

    private static func parts(of total: UInt128, shares: [UInt128], whole: UInt128) -> [UInt128] {
        var parts: [UInt128] = []
        var losses: [(index: Int, remainder: UInt128)] = []
        var left = total
        for (index, share) in shares.enumerated() {
            // A share is at most the whole, so the quotient is at most the total.
            guard let cut = WideProduct(total, times: share).divided(by: whole) else {
                preconditionFailure("a share is larger than the whole")
            }
            parts.append(cut.quotient)
            losses.append((index, cut.remainder))
            left -= cut.quotient
        }
        losses.sort {
            $0.remainder == $1.remainder ? $0.index < $1.index : $0.remainder > $1.remainder
        }
        for loss in losses.prefix(Int(left)) { parts[loss.index] += 1 }
        return parts
    }
}
