/// The words of a command line as a shell would part them, for the examples that help shows.
enum ShellWords {
    /// Knows blanks, single and double quotes and the backslash; expands nothing.
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        // No word is not the same as an empty one: two quotes alone are a word.
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\" && quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil && (character == "'" || character == "\"") {
                quote = character
                word = word ?? ""
            } else if quote == nil && character == " " {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let last = word { words.append(last) }
        return words
    }
}
