import DaybookCore
import DaybookWire

extension FailureReport {
    /// What is wrong with a rate, or which one is missing.
    static func rate(_ error: RateError) -> Failure {
        switch error {
        case .badPair(let text):
            Failure(
                .wrongUsage,
                "\(Words.quoted(text)) names no two currencies",
                advice: "write them as EUR/USD: what one euro costs in dollars"
            )
        case .badRate(let text):
            Failure(
                .wrongUsage,
                "\(Words.quoted(text)) is no rate",
                advice: "a rate is a number above 0, such as 1.0921, with up to 18 digits behind "
                    + "the point"
            )
        case .badSource:
            Failure(.wrongUsage, "the source is not one line of at most 200 bytes")
        case .sameCurrency(let code):
            Failure(.wrongUsage, "\(Words.quoted(code)) for itself needs no rate")
        case .unknownCurrency(let code):
            Failure(
                .wrongUsage,
                "there is no currency \(Words.quoted(code))"
                    + meant(code, among: Currency.allISO.map(\.code)),
                advice: "use a code of ISO 4217, such as EUR, or one of the ledger's own"
            )
        case .exists(let rate):
            Failure(
                .conflict,
                "for \(rate.pair) there is the rate \(rate.rate) of \(rate.from.iso8601) already",
                advice: "`daybook rates update \(rate.pair) \(rate.from.iso8601)` changes it",
                instance: "\(rate.pair)"
            )
        case .notThere, .missing: missing(error)
        }
    }

    private static func missing(_ error: RateError) -> Failure {
        switch error {
        case .notThere(let pair, let day):
            Failure(
                .notFound,
                "no rate of \(pair) begins on \(day.iso8601)",
                advice: "`daybook rates list --base \(pair.base)` shows what there is",
                instance: "\(pair)"
            )
        case .missing(let pair, let day, let first):
            Failure(
                .notFound,
                "there is no rate of \(pair), nor of \(pair.inverse), nor of both and the "
                    + "organisation's currency, on or before " + day.iso8601
                    + (first.map { ": the first is of \($0.iso8601)" } ?? ""),
                advice: "`daybook rates create \(pair) RATE --from \(day.iso8601)` adds one",
                instance: "\(pair)"
            )
        case .badPair, .badRate, .badSource, .sameCurrency, .unknownCurrency, .exists:
            rate(error)
        }
    }
}
