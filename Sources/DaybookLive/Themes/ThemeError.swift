/// Why there is no theme.
package enum ThemeError: Error, Sendable {
    case unknown(String, known: [String])
    case unreadable(FileError)
    case broken(ThemeFile.Problems)

    /// Whether its file is not there.
    var isMissing: Bool {
        switch self {
        case .unreadable(let error): error.isMissing
        case .unknown, .broken: false
        }
    }

    /// The same, said of a theme that another one inherits.
    func objection(to quoted: String) -> ThemeObjection {
        switch self {
        case .unknown(let name, let known):
            ThemeObjection(
                found: "the theme \(quoted)",
                expected: "the name of a theme",
                unknownName: name,
                known: known,
            )
        case .unreadable(let error):
            ThemeObjection(
                found: "\(quoted), which cannot be read (\(error.path): \(error.reason))",
                expected: "a theme that can",
            )
        case .broken(let problems):
            ThemeObjection(
                found: "\(quoted), which is broken",
                expected: "a sound theme",
                causes: problems.all,
            )
        }
    }
}
