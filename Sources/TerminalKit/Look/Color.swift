/// A colour as a theme names it.
package enum Color: Hashable, Sendable {
    /// The terminal's own text or ground.
    case terminal
    /// One of the terminal's sixteen, which its user has chosen: 0 to 15 in the order of ANSI.
    case ansi(UInt8)
    case rgb(RGB)

    package var rgb: RGB? {
        switch self {
        case .rgb(let rgb): rgb
        case .terminal, .ansi: nil
        }
    }
}

extension Color {
    /// The colours that have names: the terminal's own, then the sixteen.
    package static var names: [String] {
        let hues = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        return ["default"] + hues + hues.map { "bright-\($0)" }
    }

    /// `#5fd7ff`, `#5df`, `default`, `cyan`, `bright-cyan`.
    package init?(_ text: String) {
        if let rgb = RGB(text) {
            self = .rgb(rgb)
        } else if let place = Self.names.firstIndex(of: text) {
            self = place == 0 ? .terminal : .ansi(UInt8(place - 1))
        } else {
            return nil
        }
    }
}

extension Color: CustomStringConvertible {
    package var description: String {
        switch self {
        case .terminal: Self.names[0]
        case .ansi(let number): Self.names[Int(number & 15) + 1]
        case .rgb(let rgb): rgb.description
        }
    }
}
