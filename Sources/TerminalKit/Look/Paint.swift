/// What a terminal is told to show a role in.
enum Paint: Hashable, Sendable {
    /// The terminal's own colour for text.
    case ownText
    /// The terminal's own colour for grounds.
    case ownGround
    case ansi(UInt8)
    case indexed(UInt8)
    case rgb(RGB)

    /// Parameters of SGR that make it the colour of what is written: `38;5;117`.
    var textParameters: String { parameters(8, own: "39") }

    /// Parameters of SGR that make it the colour behind what is written: `48;5;234`.
    var groundParameters: String { parameters(18, own: "49") }

    /// - Parameter base: 8 for text, 18 for grounds: their parameters are 10 apart.
    private func parameters(_ base: Int, own: String) -> String {
        switch self {
        case .ownText, .ownGround: own
        case .ansi(let number): String(base + (number < 8 ? 22 : 74) + Int(number))
        case .indexed(let number): "\(base + 30);5;\(number)"
        case .rgb(let rgb): "\(base + 30);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
        }
    }
}
