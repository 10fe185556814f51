/// What is wrong in a catalogue, and where: `phases[1].rateCards[0].cadence`.
package struct CatalogueFault: Hashable, Sendable {
    package let path: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        case empty
        /// A key that could not be typed, or stand in a path.
        case badKey
        case repeated(String)
        case unknown(String)
        case archived(String)
        /// Something that is published, if ever, later.
        case notInForce(String)
        case negative
        case notPositive
        case noPhases
        case noRateCards
        /// A phase in the middle never ends.
        case endless
        /// The last phase has an end, behind which nothing is known.
        case ending
        /// Shorter than an hour.
        case tooShort
        case cadencesDoNotDivide(CalendarDuration)
        case noCurrency
        case priceMissing(Currency)
        case foreignCurrency(Currency)
        /// The same card is sold differently in one currency than in another one.
        case otherPriceIn(Currency)
        /// Usage is priced or limited, but nothing counts it.
        case noMeter(product: String?)
        /// Usage cannot be charged once: it goes on.
        case usageWithoutCadence
        case onlyFlatWhereMultiple
        case limitOnSingle
        case notInAddOns
        /// An add-on's card cannot be added to the plan's of the same key.
        case doesNotFit(String)
        /// Each lies under the next one, and the last under the first.
        case cycle([String])
    }

    /// Whether it contradicts itself. A draft may lack much, and name what is still to come; a
    /// contradiction is a slip of the pen already.
    package var isContradiction: Bool {
        switch problem {
        case .otherPriceIn, .repeated, .badKey: true
        case .empty, .unknown, .archived, .notInForce, .negative, .notPositive, .noPhases,
            .noRateCards,
            .endless, .ending, .tooShort, .cadencesDoNotDivide, .noCurrency, .priceMissing,
            .foreignCurrency, .noMeter, .usageWithoutCadence, .onlyFlatWhereMultiple,
            .limitOnSingle, .notInAddOns, .doesNotFit, .cycle:
            false
        }
    }

    package init(_ path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }
}

extension CatalogueFault: CustomStringConvertible {
    package var description: String { "\(path): \(words)" }

    package var words: String {
        switch problem {
        case .empty: "must not be empty"
        case .badKey: "a key is 1 to 64 small letters, digits, - or _"
        case .repeated(let key): "\(key) occurs twice"
        case .unknown(let key): "there is no \(key)"
        case .archived(let key): "\(key) is archived: nothing new is sold of it"
        case .notInForce(let key): "no version of \(key) is in force by then"
        case .negative: "must not be below zero"
        case .notPositive: "must be above zero"
        case .noPhases: "a plan has at least one phase"
        case .noRateCards: "a phase has at least one rate card"
        case .endless: "only the last phase may be without a duration"
        case .ending: "the last phase has no duration: it lasts as long as the contract"
        case .tooShort: "must be an hour or longer"
        case .cadencesDoNotDivide(let other):
            "must be a whole multiple of \(other), the plan's billing cadence, or divide it"
        case .noCurrency: "a plan is sold in at least one currency"
        case .priceMissing(let currency): "there is no price in \(currency)"
        case .foreignCurrency(let currency): "the plan is not sold in \(currency)"
        case .otherPriceIn(let currency): "is another kind of price than in \(currency)"
        case .noMeter(let product):
            product.map { "usage is priced or limited here, but no meter counts \($0)" }
                ?? "usage is priced or limited here, but of no product"
        case .usageWithoutCadence: "usage has a cadence: it cannot be charged once"
        case .onlyFlatWhereMultiple:
            "an add-on that can be taken several times has flat prices only"
        case .limitOnSingle: "the add-on can be taken once only: it needs no limit"
        case .notInAddOns: "an add-on cannot have it"
        case .doesNotFit(let field): "does not fit the plan's rate card of this key: \(field)"
        case .cycle(let keys): "lies within itself: \(keys.joined(separator: " → "))"
        }
    }
}
