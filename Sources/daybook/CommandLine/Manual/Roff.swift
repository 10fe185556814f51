/// A manual page in roff with the macros of `man`, line by line.
///
/// Everything that is not a macro goes through the escapes here: a line that begins with a dot, a
/// backslash or a hyphen in a text must not become markup, and a command must stay fit to copy.
struct Roff {
    private var lines: [String] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// A macro line; its arguments are escaped, and quoted where they have to be.
    mutating func macro(_ name: String, _ arguments: [String] = []) {
        let words = arguments.map { argument in
            let text = Roff.literal(argument)
            return text.isEmpty || text.contains(" ") ? " \"\(text)\"" : " \(text)"
        }
        lines.append(".\(name)\(words.joined())")
    }

    /// The title line. Its date stays as it is: readers of manuals take it apart.
    mutating func title(_ program: ProgramNote) {
        let name = Roff.literal(program.name.uppercased())
        let version = Roff.literal("\(program.name) \(program.version)")
        lines.append(".TH \(name) 1 \(program.date) \"\(version)\" \"User Commands\"")
    }

    mutating func comment(_ text: String) {
        lines.append(".\\\" \(text)")
    }

    /// Text that already is escaped, as one line, guarded against being taken for a macro.
    mutating func line(_ markup: String) {
        let isMacro = markup.hasPrefix(".") || markup.hasPrefix("'")
        lines.append(isMacro ? "\\&\(markup)" : markup)
    }

    /// Running text, in lines that are short enough to read and compare.
    mutating func prose(_ text: String) {
        for part in TextLayout.wrap(Roff.prose(text), width: 79) { line(part) }
    }

    /// Paragraphs of prose parted by empty lines; words in backticks are set bold.
    mutating func paragraphs(_ text: String, opening: String? = "P") {
        for (index, paragraph) in TextLayout.paragraphs(of: text).enumerated() {
            if index > 0 { macro("P") } else if let opening { macro(opening) }
            prose(paragraph)
        }
    }

    /// A tagged paragraph.
    mutating func tagged(_ term: String, _ meaning: String) {
        macro("TP")
        line(term)
        prose(meaning)
    }

    /// Command lines as they are typed, and what they do.
    mutating func examples(_ examples: [Example]) {
        for (index, example) in examples.enumerated() {
            if index > 0 { macro("P") }
            prose("\(example.purpose):")
            macro("P")
            macro("RS", ["4"])
            macro("EX")
            line(Roff.literal(example.line))
            macro("EE")
            macro("RE")
        }
    }
}

// MARK: - Escapes

extension Roff {
    static func bold(_ text: String) -> String { "\\fB\(literal(text))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(literal(text))\\fR" }

    /// Text in which every character stands for itself: quotes stay straight and a hyphen stays
    /// the dash of the keyboard, so that what is copied from the page works.
    static func literal(_ text: String) -> String {
        text.unicodeScalars.map { $0 == "-" ? "\\-" : escaped($0) }.joined()
    }

    /// Running text. A hyphen within a word is a hyphen, one that begins an option is a dash.
    static func prose(_ text: String) -> String {
        var markup = ""
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            // Every second part stands between backticks; a last one without its partner does not.
            let isLiteral = index % 2 == 1 && index + 1 < parts.count
            markup += isLiteral ? bold(String(part)) : words(part)
        }
        return markup
    }

    private static func words(_ text: Substring) -> String {
        var markup = ""
        var isWithinWord = false
        for scalar in text.unicodeScalars {
            if scalar == "-" {
                markup += isWithinWord ? "-" : "\\-"
                continue
            }
            markup += escaped(scalar)
            isWithinWord = scalar.properties.isAlphabetic
        }
        return markup
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\e"
        case "'": "\\(aq"
        case "\"": "\\(dq"
        case "`": "\\(ga"
        case "^": "\\(ha"
        case "~": "\\(ti"
        case _ where scalar.isASCII: String(scalar)
        default: "\\[u\(hexadecimal(scalar.value))]"
        }
    }

    /// At least four digits, as roff wants them.
    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
