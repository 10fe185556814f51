/// The signs that the program itself draws: lines, marks, arrows. Always one cell.
package enum Glyph: String, Sendable, CaseIterable {
    case horizontal, vertical
    case topLeft, topRight, bottomLeft, bottomRight
    case teeLeft, teeRight, teeTop, teeBottom, cross
    /// The cursor of a list.
    case cursor
    case marked, pending, problem, conflict, reviewed
    case ascending, descending
    case crumb, bullet, ellipsis, moreLeft, moreRight
    case scrollThumb, scrollTrack
    case barFull, barEmpty
    case sync

    private struct Form {
        let unicode: Character
        let ascii: Character
        /// East Asian terminals may draw it two cells wide; there the ASCII form stands in.
        var isAmbiguous = true
    }

    package func character(for profile: TextProfile) -> Character {
        let form = form
        if profile.marks == .ascii { return form.ascii }
        return profile.ambiguous == .wide && form.isAmbiguous ? form.ascii : form.unicode
    }

    private var form: Form {
        switch self {
        case .horizontal: Form(unicode: "─", ascii: "-")
        case .vertical: Form(unicode: "│", ascii: "|")
        case .topLeft: Form(unicode: "┌", ascii: "+")
        case .topRight: Form(unicode: "┐", ascii: "+")
        case .bottomLeft: Form(unicode: "└", ascii: "+")
        case .bottomRight: Form(unicode: "┘", ascii: "+")
        case .teeLeft: Form(unicode: "├", ascii: "+")
        case .teeRight: Form(unicode: "┤", ascii: "+")
        case .teeTop: Form(unicode: "┬", ascii: "+")
        case .teeBottom: Form(unicode: "┴", ascii: "+")
        case .cross: Form(unicode: "┼", ascii: "+")
        case .cursor: Form(unicode: "▌", ascii: ">")
        case .marked: Form(unicode: "•", ascii: "*")
        case .pending: Form(unicode: "✎", ascii: "~", isAmbiguous: false)
        case .problem: Form(unicode: "!", ascii: "!", isAmbiguous: false)
        case .conflict: Form(unicode: "≠", ascii: "#")
        case .reviewed: Form(unicode: "✓", ascii: "v", isAmbiguous: false)
        case .ascending: Form(unicode: "▲", ascii: "^")
        case .descending: Form(unicode: "▼", ascii: "v")
        case .crumb: Form(unicode: "›", ascii: ">", isAmbiguous: false)
        case .bullet: Form(unicode: "·", ascii: "-")
        case .ellipsis: Form(unicode: "…", ascii: "~")
        case .moreLeft: Form(unicode: "‹", ascii: "<", isAmbiguous: false)
        case .moreRight: Form(unicode: "›", ascii: ">", isAmbiguous: false)
        case .scrollThumb: Form(unicode: "█", ascii: "#")
        case .scrollTrack: Form(unicode: "│", ascii: "|")
        case .barFull: Form(unicode: "█", ascii: "#")
        case .barEmpty: Form(unicode: "░", ascii: ".", isAmbiguous: false)
        case .sync: Form(unicode: "⟳", ascii: "@", isAmbiguous: false)
        }
    }
}
