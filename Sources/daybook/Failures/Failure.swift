/// A failure on its way to the user: what kind it is, what happened, what to do.
struct Failure: Error, Sendable {
    let kind: ExitCode
    /// What happened, as part of a sentence without a full stop.
    let detail: String
    /// What the user can do; nil where nothing helps.
    var advice: String?
    /// What it happened to: a file, a record.
    var instance: String?

    init(_ kind: ExitCode, _ detail: String, advice: String? = nil, instance: String? = nil) {
        self.kind = kind
        self.detail = detail
        self.advice = advice
        self.instance = instance
    }

    static func notFound(_ what: String, _ word: String, list: String) -> Failure {
        Failure(
            .notFound,
            "there is no \(what) \(Words.quoted(word))",
            advice: "`daybook \(list)` shows what there is",
            instance: word
        )
    }
}
