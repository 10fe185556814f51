/// One question that systems answer differently: what it asks, what each profile answers, and
/// where an answer that is not ours comes from.
package struct ProfileChoice: Sendable {
    package let name: String
    package let question: String
    package let answer: @Sendable (ArithmeticProfile) -> String
    /// Where the answers of profiles come from that differ from ours.
    package let sources: [ProfileID: String]

    package static let all: [ProfileChoice] = [
        ProfileChoice(
            name: "line-rounding",
            question: "How is the amount of a line rounded to its currency?",
            answer: { $0.lineRounding.words },
            sources: [.togai: "invoices overview: minor unit, down; 0.001 becomes 0"]
        ),
        ProfileChoice(
            name: "tier-bound",
            question: "Which tier has a quantity that is exactly a bound?",
            answer: { $0.tierBound.rawValue },
            sources: [.vayu: "API: tiers are fromInclusive, toExclusive"]
        ),
        ProfileChoice(
            name: "first-tier-without-usage",
            question: "Is the flat part of the first tier owed when nothing was used?",
            answer: { $0.chargesFirstTierWithoutUsage ? "yes" : "no" },
            sources: [
                .togai: "a slab charges once units reach it; a usage card without usage is free",
                .vayu: "usage-based fees: the flat fee is owed once the tier is entered",
            ]
        ),
        ProfileChoice(
            name: "volume-in-parts",
            question: "What becomes of a volume price when a period is billed in parts?",
            answer: { $0.volumeInParts.rawValue },
            sources: [.openmeter: "tieredvolume.go: a last line with usage before it is an error"]
        ),
        ProfileChoice(
            name: "conversion-of-parts",
            question: "What does a unit conversion round when a period is billed in parts?",
            answer: { $0.conversion.rawValue },
            sources: [.openmeter: "unitconfig.go: line and pre-line quantity on their own"]
        ),
        ProfileChoice(
            name: "proration-grain",
            question: "What is time measured in when an amount is prorated?",
            answer: { $0.prorationGrain.rawValue },
            sources: [.openmeter: "targetstateitem.go: lengths of time, to the second"]
        ),
        ProfileChoice(
            name: "zero-proration",
            question: "Does a prorated amount of zero still make a line?",
            answer: { $0.keepsZeroProration ? "yes" : "no" },
            sources: [.openmeter: "targetstateitem.go: a line that rounds to zero is left out"]
        ),
        ProfileChoice(
            name: "missing-values",
            question: "Does a count of different values count all that are missing as one?",
            answer: { $0.countsMissingValues ? "yes" : "no" },
            sources: [.openmeter: "the store reads a missing property as an empty text"]
        ),
        ProfileChoice(
            name: "grant-expiry",
            question: "Where does the expiry of a grant fall that its month does not have?",
            answer: { $0.grantExpiry == .clamp ? "clamp" : "overflow" },
            sources: [.openmeter: "expiration.go: 31 January + 1 month is 2 or 3 March"]
        ),
        ProfileChoice(
            name: "clock-changes",
            question: "Which instant is a local time that clocks show twice or never?",
            answer: { $0.localReading.rawValue },
            sources: [.openmeter: "datetime.go: as time.Date of Go reads it"]
        ),
    ]
}
