/// What a terminal can do to text besides colour.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)

    /// What themes call them, in the order of their bits.
    package static var names: [String] { ["bold", "dim", "underline", "reverse"] }

    /// One by its name.
    package init?(_ name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: 1 << UInt8(place))
    }
}
