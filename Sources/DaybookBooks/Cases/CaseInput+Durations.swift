internal import DaybookCore
internal import DaybookWire

extension CaseInput {
    /// A length of time and how often it is meant: once, or once backwards. The sign may stand
    /// before the whole or before each of its parts: `-P1M2D`, `P-1M-2D`.
    func signedDuration(
        _ key: String
    ) throws(JSONShapeError) -> (length: CalendarDuration, times: Int) {
        let text = try text(key)
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
        else { return (try duration(key), 1) }
        let isNegative = text.hasPrefix("-")
        let rest = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
        let parts = rest.count { $0.isLetter && $0 != "P" && $0 != "T" }
        let isOpposite = parts > 0 && rest.count { $0 == "-" } == parts
        let length = try duration(key, isOpposite ? rest.filter { $0 != "-" } : rest)
        return (length, isNegative == isOpposite ? 1 : -1)
    }

    /// How often something comes again: a duration, or the name of a unit.
    func interval(_ key: String) throws(JSONShapeError) -> CalendarDuration {
        switch try text(key) {
        case "DAY": try duration(key, "P1D")
        case "WEEK": try duration(key, "P1W")
        case "MONTH": try duration(key, "P1M")
        case "YEAR": try duration(key, "P1Y")
        case let text: try duration(key, text)
        }
    }

    /// A duration as a text that stands for what the member says.
    private func duration(_ key: String, _ text: String) throws(JSONShapeError) -> CalendarDuration
    {
        do {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw mismatch(key, "a duration")
        }
    }
}
