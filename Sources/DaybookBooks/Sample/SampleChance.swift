/// Chance for one record, the same on every machine: SplitMix64, begun at the seed, what the chance
/// is for, and the number of the record.
struct SampleChance {
    private var state: UInt64

    /// What numbers are counted of.
    enum Subject: UInt64 {
        case organisation, catalogue, customer, account, contract, invoice, event
    }

    private static var step: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    init(_ seed: UInt64, _ subject: Subject, _ number: Int) {
        let begin = Self.mixed(seed &+ (subject.rawValue &+ 1) &* Self.step)
        state = Self.mixed(begin ^ UInt64(truncatingIfNeeded: number))
    }

    /// Different numbers stay different.
    static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: Range<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// Once in so many times.
    mutating func happens(oneIn count: Int) -> Bool { below(count) == 0 }

    mutating func happens(percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// The part of an id that chance brings.
    mutating func idBits() -> UInt128 { UInt128(next()) << 64 | UInt128(next()) }
}
