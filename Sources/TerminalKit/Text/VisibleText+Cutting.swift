/// Which part of a text that is too wide is left out.
package enum CutPlace: Sendable {
    /// The end: for names, `Größenwahn A…`.
    case end
    /// The start: for paths and for ids that differ at the end, `…-2026-0412`.
    case start
    /// The middle: for ids of which both ends tell, `01JD4…X7QK`.
    case middle
}

extension VisibleText {
    /// The text, if it fits into `cells`; else exactly as many cells with an ellipsis in them.
    ///
    /// Characters stay whole. Where a wide one does not fit, a space fills its place.
    package func cut(to cells: Int, at place: CutPlace = .end) -> VisibleText {
        if width <= cells { return self }
        // Not even the ellipsis fits.
        if cells <= 0 { return part(text.startIndex..<text.startIndex, width: 0) }
        let room = cells - 1
        switch place {
        case .end:
            let kept = head(room)
            return kept + .ellipsis(for: profile) + gap(room - kept.width)
        case .start:
            let kept = tail(room)
            return gap(room - kept.width) + .ellipsis(for: profile) + kept
        case .middle:
            let start = head(room - room / 2)
            let end = tail(room - start.width)
            let rest = gap(room - start.width - end.width)
            return start + .ellipsis(for: profile) + rest + end
        }
    }

    /// A text that goes on beyond what is known of it: an ellipsis at its end, within `cells`.
    func ellipsized(within cells: Int) -> VisibleText {
        width < cells ? head(width) + .ellipsis(for: profile) : (self + gap(1)).cut(to: cells)
    }

    private func gap(_ cells: Int) -> VisibleText {
        .spaces(cells, for: profile)
    }

    /// True if every byte is one cell, so that offsets can be computed. Elsewhere a code point
    /// has more bytes than cells; only an ambiguous one of two bytes may have two cells.
    private var isOneCellPerByte: Bool {
        profile.ambiguous == .narrow && text.utf8.count == width
    }

    /// As many of the first characters as fit.
    private func head(_ cells: Int) -> VisibleText {
        if isOneCellPerByte {
            let end = text.utf8.index(text.startIndex, offsetBy: cells)
            return part(text.startIndex..<end, width: cells)
        }
        let (end, used) = border(after: cells)
        let start = characterStart(at: end)
        let split = DisplayWidth.of(scalars: text.unicodeScalars[start..<end], profile.ambiguous)
        return part(text.startIndex..<withoutJoiner(before: start), width: used - split)
    }

    /// As many of the last characters as fit. Found from the front, because walking backwards
    /// over flags and joined letters takes time in the square of their number.
    private func tail(_ cells: Int) -> VisibleText {
        if isOneCellPerByte {
            let start = text.utf8.index(text.endIndex, offsetBy: -cells)
            return part(start..<text.endIndex, width: cells)
        }
        var start = border(after: width - cells - 1).end
        // The scalar there is the one with which enough has been left out.
        start = text.index(after: start)
        let left = DisplayWidth.of(scalars: text.unicodeScalars[start...], profile.ambiguous)
        return part(start..<text.endIndex, width: left)
    }

    /// The scalar with which the text becomes wider than `cells`, and the width before it.
    ///
    /// Scalars are counted here, not characters: finding the borders of characters costs several
    /// times as much, and only the one border is needed.
    private func border(after cells: Int) -> (end: String.Index, used: Int) {
        var counter = CellCounter(profile.ambiguous)
        var bytes = 0
        var used = 0
        for scalar in text.unicodeScalars {
            counter.take(scalar)
            if counter.width > cells { break }
            used = counter.width
            bytes += UTF8.width(scalar)
        }
        return (text.utf8.index(text.startIndex, offsetBy: bytes), used)
    }

    /// The start of the character that `index` is in: stepping forward ends at the border after
    /// it, also from within.
    private func characterStart(at index: String.Index) -> String.Index {
        index < text.endIndex ? text.index(before: text.index(after: index)) : index
    }

    /// A joiner stays only between two letters, and the second one is being cut off.
    private func withoutJoiner(before end: String.Index) -> String.Index {
        guard end > text.startIndex else { return end }
        let before = text.unicodeScalars.index(before: end)
        let scalar = text.unicodeScalars[before]
        return scalar == .zeroWidthJoiner || scalar == .zeroWidthNonJoiner ? before : end
    }
}
