extension ArithmeticProfile {
    /// The choices of a system. `ProfileChoice` says where each that is not ours comes from.
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
        profile.volumeInParts = .refused
        profile.conversion = .eachPart
        profile.prorationGrain = .time
        profile.keepsZeroProration = false
        profile.countsMissingValues = true
        profile.grantExpiry = .overflow
        profile.localReading = .offsetNearby
    }

    /// Enso publishes no arithmetic: ours holds until a customer's invoice says otherwise.
    package static let enso = ArithmeticProfile(.enso)

    package static let togai = ArithmeticProfile(.togai) { profile in
        profile.lineRounding = .towardsZero
        profile.chargesFirstTierWithoutUsage = false
    }

    package static let vayu = ArithmeticProfile(.vayu) { profile in
        profile.tierBound = .lowerInclusive
        profile.chargesFirstTierWithoutUsage = false
    }
}
