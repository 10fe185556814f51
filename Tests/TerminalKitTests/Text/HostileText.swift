import TerminalKit
import TestRigs

/// Draws texts from what breaks screens, mixed with what looks alike and is meant well.
func hostileText(_ generator: inout SeededGenerator, upTo length: Int = 24) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &generator) {
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        if piece.isEmpty {
            // Any code point at all; the gap of the surrogates becomes a letter.
            let code = UInt32.random(in: 0...0x10FFFF, using: &generator)
            text.unicodeScalars.append(Unicode.Scalar(code) ?? "z")
        } else {
            text += piece
        }
    }
    return text
}

private let pieces: [String] = [
    "", "", "a", "B7", " ", "ß", "é", "e\u{301}", "§", "…", "日", "本語", "한", "ｱ",
    "\u{0}", "\u{7}", "\u{9}", "\u{A}", "\u{D}", "\u{D}\u{A}", "\u{1B}", "\u{1B}[31m", "\u{7F}",
    "\u{85}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{61C}",
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{2028}",
    "\u{301}", "\u{301}", "\u{302}\u{303}\u{304}", "\u{20E3}", "\u{489}", "\u{94D}", "\u{93E}",
    "\u{FE0E}", "\u{FE0F}", "\u{FE0F}", "\u{FE01}", "\u{E0101}", "\u{180B}", "葛",
    "👩", "💻", "👍", "❤", "☝", "⌚", "👁", "🏴", "1", "#", "\u{1F3FD}", "\u{1F3FB}", "👩\u{200D}💻",
    "\u{1F1E9}", "\u{1F1EA}", "\u{E0067}", "\u{E0062}", "\u{E0077}", "\u{E007F}", "\u{E0001}",
    "\u{1112}", "\u{1161}", "\u{11AB}", "\u{115F}", "하",
    "क", "ष", "क्", "ि", "م", "ی", "ن\u{64B}", "ก", "\u{E33}", "ᠠ",
    "\u{E000}", "\u{378}", "\u{FFFF}", "\u{FFFD}", "⟨", "⟩", "◌", "␛",
]

/// One of the profiles.
func anyProfile(_ generator: inout SeededGenerator) -> TextProfile {
    TextProfile(
        ambiguous: Bool.random(using: &generator) ? .narrow : .wide,
        marks: Bool.random(using: &generator) ? .unicode : .ascii,
    )
}
