/// A part of a line that looks alike. Its text is raw: it becomes visible text when it is drawn.
package struct StyledSpan: Hashable, Sendable {
    package let text: String
    package let style: Style

    package init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// A line of text in several styles.
package struct StyledLine: Hashable, Sendable {
    package let spans: [StyledSpan]

    package init(_ spans: [StyledSpan]) {
        self.spans = spans
    }

    package init(_ text: String, _ style: Style = .plain) {
        self.init([StyledSpan(text, style)])
    }

    /// A text of several lines, such as a note: everywhere else a line break is only a mark.
    package static func lines(of text: String, _ style: Style = .plain) -> [StyledLine] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { StyledLine(String($0), style) }
    }

    // MARK: Parts

    var bytes: Int { spans.reduce(0) { $0 + $1.text.utf8.count } }

    /// The line in parts of at most so many bytes, at a space where there is one, so that no
    /// single line is dear to lay out.
    func parts(ofAtMost limit: Int) -> [StyledLine] {
        if bytes <= limit { return [self] }
        var parts: [StyledLine] = []
        var open: [StyledSpan] = []
        var room = limit
        for span in spans {
            var rest = span.text.unicodeScalars[...]
            while span.text.utf8.distance(from: rest.startIndex, to: rest.endIndex) > room {
                let end = Self.border(in: rest, of: span.text, before: room)
                open.append(StyledSpan(String(rest[..<end]), span.style))
                rest = rest[end...]
                parts.append(StyledLine(open))
                open = []
                room = limit
            }
            let last = String(rest)
            open.append(StyledSpan(last, span.style))
            room -= last.utf8.count
        }
        return parts + [StyledLine(open)]
    }

    /// Behind the last space among the bytes that fit, or else between two characters, or, in a
    /// character that is itself too long, between two of its code points.
    private static func border(
        in rest: Substring.UnicodeScalarView,
        of text: String,
        before room: Int,
    ) -> String.Index {
        let end = text.scalarStart(at: text.utf8.index(rest.startIndex, offsetBy: room))
        let distance = min(1000, text.utf8.distance(from: rest.startIndex, to: end))
        let start = text.scalarStart(at: text.utf8.index(end, offsetBy: -distance))
        // A copy of what is near: a character may be as long as the text, and so would be the
        // way to its start. With what comes next, to know whether a character begins there.
        let near = String(rest[start...rest[end...].startIndex])
        let border = near.lastIndex(of: " ").map(near.index(after:)) ?? near.indices.last
        let offset = border.map { near.utf8.distance(from: near.startIndex, to: $0) } ?? 0
        let most = text.utf8.distance(from: start, to: end)
        return offset > 0 ? text.utf8.index(start, offsetBy: min(offset, most)) : end
    }
}

extension String {
    /// The start of the code point that a byte belongs to.
    fileprivate func scalarStart(at index: Index) -> Index {
        var index = index
        while index > startIndex, utf8[index] & 0xC0 == 0x80 { index = utf8.index(before: index) }
        return index
    }
}
