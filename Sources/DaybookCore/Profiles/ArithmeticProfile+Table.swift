extension ArithmeticProfile {
    /// Every profile, once each.
    package static func of(_ id: ProfileID) -> ArithmeticProfile {
        switch id {
        case .daybook: daybook
        case .openmeter: openmeter
        case .enso: enso
        case .togai: togai
        case .vayu: vayu
        }
    }

    package static let daybook = ArithmeticProfile(.daybook)

    package static let openmeter = ArithmeticProfile(.openmeter) { profile in
        // The line's quantity and the one before it are converted and rounded on their own.
        profile.conversion = .eachPart
        // "Never split": a last line with usage before it is an error.
        profile.volumeInParts = .refused
        // Lengths of service are compared in time; a flat line that rounds to zero is left out.
        profile.prorationGrain = .time
        profile.keepsZeroProration = false
        // The store reads a missing property as an empty text, and counts that.
        profile.countsMissingValues = true
        // An expiry is found by calendar normalisation: 31 January + 1 month = 2 or 3 March.
        profile.grantExpiry = .overflow
    }

    /// Enso publishes no arithmetic: ours holds until a customer's invoice says otherwise.
    package static let enso = ArithmeticProfile(.enso)

    package static let togai = ArithmeticProfile(.togai) { profile in
        // "Rounding: minor currency unit, down: 0.001 -> 0" (docs.togai.com, invoices overview).
        profile.lineRounding = .towardsZero
        // A flat slab charges when units reach it: nothing for usage cards without usage.
        profile.chargesFirstTierWithoutUsage = false
    }

    package static let vayu = ArithmeticProfile(.vayu) { profile in
        // Tiers are half-open: `fromInclusive`, `toExclusive`.
        profile.tierBound = .lowerInclusive
        // The flat fee of a tier is owed "once the tier is entered".
        profile.chargesFirstTierWithoutUsage = false
    }
}
