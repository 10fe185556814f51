import DaybookLive

extension FailureReport {
    /// What keeps a theme from being used.
    static func theme(_ error: ThemeError) -> Failure {
        switch error {
        case .unknown(let name, let known): unknownTheme(name, known: known)
        case .unreadable(let error): failure(of: error)
        case .broken(let problems):
            Failure(
                .wrongUsage,
                problems.all.map(line).joined(separator: "; "),
                advice: "mend the file",
                instance: problems.all.first?.path
            )
        }
    }

    /// - Parameter origin: where the name comes from, if not from where everybody sees it.
    static func unknownTheme(_ name: String, from origin: String? = nil, known: [String]) -> Failure
    {
        Failure(
            .wrongUsage,
            "there is no theme \(Words.quoted(name))\(origin.map { " (\($0))" } ?? "")"
                + meant(name, among: known),
            advice: "there are \(known.joined(separator: ", "))",
            instance: name
        )
    }

    /// One problem of a theme's file with what may have been meant.
    static func line(_ problem: ThemeFile.Problem) -> String {
        Words.line("\(problem)\(suggestion(problem.objection))")
    }

    private static func suggestion(_ objection: ThemeObjection) -> String {
        objection.unknownName.map { meant($0, among: objection.known) } ?? ""
    }
}
