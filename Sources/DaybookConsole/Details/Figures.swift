import DaybookCore

/// Values of the domain as the console writes them.
enum Figures {
    /// `48,310`
    static func count(_ count: Int) -> String {
        PreciseAmount(count).text(grouping: ",", decimalPoint: ".")
    }

    /// `2026-11-30`: in any country one reading, and dates below one another line up.
    static func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// A period as its first and last day: what people call it.
    static func days(_ period: Period<CivilDate>) -> String {
        guard !period.isEmpty, let last = try? period.to.adding(days: -1) else {
            return date(period.from)
        }
        return period.from == last ? date(last) : "\(date(period.from)) to \(date(last))"
    }

    /// `2026-11-30 14:05`, where the organisation is.
    static func moment(_ instant: Instant, _ zone: ZoneRules) -> String {
        guard let local = try? zone.localTime(of: instant) else { return "?" }
        return "\(date(local.date)) \(padded(local.hour, 2)):\(padded(local.minute, 2))"
    }

    /// `19 %`
    static func percent(_ rate: PreciseAmount) -> String {
        guard let percent = try? rate.multiplied(by: PreciseAmount(100)) else { return "\(rate)" }
        return "\(percent.normalized) %"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
