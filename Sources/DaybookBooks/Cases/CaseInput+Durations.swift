package import DaybookCore
internal import DaybookWire

extension CaseInput {
    /// A length of time and how often it is meant: once, or once backwards. The sign may stand
    /// before the whole or before each of its parts: `-P1M2D`, `P-1M-2D`.
    package func signedDuration(
        _ key: String
    ) throws(CaseError) -> (length: CalendarDuration, times: Int) {
        let value = try required(key)
        let text = try text(of: value)
        let isNegative = text.hasPrefix("-")
        let rest = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
        let parts = rest.filter { $0.isLetter && $0 != "P" && $0 != "T" }
        let isOpposite = !parts.isEmpty && rest.count { $0 == "-" } == parts.count
        do {
            let length = try CalendarDuration(
                iso8601: isOpposite ? rest.filter { $0 != "-" } : rest
            )
            return (length, isNegative == isOpposite ? 1 : -1)
        } catch {
            throw .bad(value.mismatch("a duration", because: "\(error)").description)
        }
    }

    /// How often something comes again: a duration, or the name of a unit.
    package func interval(_ key: String) throws(CaseError) -> CalendarDuration {
        let names = ["DAY": "P1D", "WEEK": "P1W", "MONTH": "P1M", "YEAR": "P1Y"]
        if let unit = try names[text(key)], let length = try? CalendarDuration(iso8601: unit) {
            return length
        }
        return try duration(key)
    }
}
