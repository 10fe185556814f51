/// How a system computes where others compute otherwise on the same input. One engine; each such
/// choice has a name here and a value in the table of profiles, and is asked for nowhere else.
package struct ArithmeticProfile: Hashable, Sendable {
    package private(set) var id: ProfileID

    /// How the amount of a detailed line is rounded to its currency.
    package var lineRounding: RoundingRule = .halfAwayFromZero
    /// Which tier a quantity belongs to that is exactly a tier's bound.
    package var tierBound: TierBound = .upperInclusive
    /// Whether the flat part of the first tier is owed when nothing was used.
    package var chargesFirstTierWithoutUsage = true
    /// What becomes of a volume price when the last of several parts is billed.
    package var volumeInParts: VolumeInParts = .wholeOnLast
    /// What a unit conversion rounds when a period is billed in parts.
    package var conversion: ConversionOfParts = .cumulative
    /// What a length of time is measured in when an amount is prorated.
    package var prorationGrain: ProrationGrain = .day
    /// Whether a prorated amount of zero still makes a line.
    package var keepsZeroProration = true
    /// Whether a count of different values counts all that are missing as one.
    package var countsMissingValues = false
    /// Where the expiry of a grant falls that would be on a day which its month does not have.
    package var grantExpiry: MonthEnd = .clamp
    /// Which instant is meant by a local time that clocks show twice or never.
    package var localReading: LocalReading = .offsetBefore

    package enum TierBound: String, Hashable, Sendable {
        /// 100 still belongs to the tier up to 100.
        case upperInclusive = "upper-inclusive"
        /// 100 is the first of the tier behind.
        case lowerInclusive = "lower-inclusive"
    }

    package enum VolumeInParts: String, Hashable, Sendable {
        /// The last part bills the whole period; those before bill nothing.
        case wholeOnLast = "whole-on-last"
        case refused
    }

    package enum ConversionOfParts: String, Hashable, Sendable {
        /// The quantity since the start of the period is rounded, so that the parts add up.
        case cumulative
        /// The quantity of each part is rounded alone.
        case eachPart = "each-part"
    }

    package enum ProrationGrain: String, Hashable, Sendable {
        case day, time
    }

    /// Whether two profiles make the same choices.
    package func computesAlike(_ other: ArithmeticProfile) -> Bool {
        var (one, two) = (self, other)
        (one.id, two.id) = (.daybook, .daybook)
        return one == two
    }

    init(_ id: ProfileID, _ change: (inout ArithmeticProfile) -> Void = { _ in }) {
        self.id = id
        change(&self)
    }
}

/// The systems whose arithmetic is known.
package enum ProfileID: String, CaseIterable, Hashable, Sendable {
    case daybook, openmeter, enso, togai, vayu
}
