/// A pattern in which `%` stands for any characters, `_` for one, and a backslash takes the meaning
/// from what follows it.
package struct LikePattern: Hashable, Sendable {
    private let parts: [Part]
    private let ignoresCase: Bool

    private enum Part: Hashable, Sendable {
        case one(Unicode.Scalar)
        case anyOne
        case anyRun
    }

    package init(_ pattern: String, ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        var parts: [Part] = []
        var isEscaped = false
        for scalar in (ignoresCase ? pattern.lowercased() : pattern).unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                parts.append(.one(scalar))
                isEscaped = false
            case "\\": isEscaped = true
            case "%": parts.append(.anyRun)
            case "_": parts.append(.anyOne)
            default: parts.append(.one(scalar))
            }
        }
        // Nothing follows the last backslash: it means itself.
        if isEscaped { parts.append(.one("\\")) }
        self.parts = parts
    }

    /// A text with this one anywhere within it.
    package init(containing text: String, ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        let folded = ignoresCase ? text.lowercased() : text
        parts = [.anyRun] + folded.unicodeScalars.map { .one($0) } + [.anyRun]
    }

    /// Whether the whole text is as the pattern says.
    package func matches(_ text: String) -> Bool {
        let scalars = Array((ignoresCase ? text.lowercased() : text).unicodeScalars)
        var (part, at) = (0, 0)
        // Only the last run needs to grow when what follows it fails: an earlier one that took
        // more could leave no more for those behind it.
        var run: (part: Int, at: Int)?
        while at < scalars.count {
            if part < parts.count, parts[part] == .anyRun {
                run = (part, at)
                part += 1
            } else if part < parts.count, takes(parts[part], scalars[at]) {
                part += 1
                at += 1
            } else if let last = run {
                run = (last.part, last.at + 1)
                (part, at) = (last.part + 1, last.at + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .anyRun }
    }

    private func takes(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
        switch part {
        case .one(let wanted): wanted == scalar
        case .anyOne, .anyRun: true
        }
    }
}
