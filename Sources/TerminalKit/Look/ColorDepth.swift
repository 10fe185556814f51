/// How many colours a terminal can show.
package enum ColorDepth: Sendable, CaseIterable {
    case truecolor
    /// 256, of which the upper 240 are known.
    case indexed
    /// The user's sixteen: eight hues, each normal and bright.
    case sixteen
    case eight
    case none
}

extension ColorDepth {
    /// What can be known of a terminal without asking it.
    package struct Facts: Hashable, Sendable {
        /// How many colours terminfo gives it; less than 1 where it gives none.
        package var colors: Int
        /// Whether terminfo has `RGB` or `Tc`.
        package var hasDirectColor: Bool
        /// The variable `TERM`.
        package var term: String
        /// The variable `COLORTERM`.
        package var colorTerm: String

        package init(colors: Int, hasDirectColor: Bool, term: String, colorTerm: String) {
            self.colors = colors
            self.hasDirectColor = hasDirectColor
            self.term = term
            self.colorTerm = colorTerm
        }
    }

    /// What a terminal of these facts shows; `isWanted` is false where the user wants no colour.
    package init(_ facts: Facts, isWanted: Bool) {
        self =
            switch facts.colors {
            case _ where !isWanted || facts.term == "dumb": .none
            case ..<8: .none
            case _ where facts.hasDirectColor || facts.isNamedTruecolor: .truecolor
            case ..<16: .eight
            // The 88 colours of some terminals are a cube of their own.
            case ..<256: .sixteen
            case ..<(1 << 24): .indexed
            default: .truecolor
            }
    }
}

extension ColorDepth.Facts {
    /// `screen` hands on the variable of the terminal that it was started in, whatever it can do
    /// itself, and some that call themselves so do the same: there terminfo alone counts.
    fileprivate var isNamedTruecolor: Bool {
        (colorTerm == "truecolor" || colorTerm == "24bit") && !term.hasPrefix("screen")
    }
}
