import DaybookCore

extension FailureReport {
    /// What is wrong with a saved filter, or with a name in a filter.
    static func savedFilter(_ error: SavedFilterError) -> Failure {
        switch error {
        case .badName(let name):
            Failure(
                .wrongUsage,
                "\(Words.quoted(name)) is no name for a filter: 1 to 40 letters, digits, - or _"
            )
        case .severalLines(let name):
            Failure(.wrongUsage, "the filter \(Words.quoted(name)) is not one line")
        case .empty(let name):
            Failure(.wrongUsage, "the filter \(Words.quoted(name)) lets everything through")
        case .wrong(let name, let error):
            inside(name, filter(error))
        case .unknown(let name, let known):
            Failure(
                .wrongUsage,
                "there is no filter of the name \(Words.quoted(name))\(meant(name, among: known))",
                advice: known.isEmpty
                    ? nil : "there are \(known.map { "@\($0)" }.joined(separator: ", "))"
            )
        case .loop(let path):
            Failure(
                .wrongUsage,
                "the filter \(Words.quoted(path[0])) would stand for itself: "
                    + path.map { Words.visible("@\($0)") }.joined(separator: " → ")
            )
        case .tooLong(let name):
            Failure(
                .wrongUsage,
                "the filter \(Words.quoted(name)) is too long with all that it names",
                advice: "name fewer filters in it"
            )
        case .needed(let name, let others):
            Failure(
                .conflict,
                "the filter \(Words.quoted(name)) is named by "
                    + others.map { Words.quoted($0) }.joined(separator: ", "),
                advice: "change those first",
                instance: name
            )
        case .exists(let name):
            Failure(
                .conflict,
                "there is a filter \(Words.quoted(name)) already",
                advice: "`daybook filters update` changes it; to import over it, use --replace",
                instance: name
            )
        }
    }

    private static func inside(_ name: String, _ failure: Failure) -> Failure {
        Failure(failure.kind, "\(Words.quoted(name)): \(failure.detail)", advice: failure.advice)
    }
}
