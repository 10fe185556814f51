/// A duration in words: `1 month`, `14 days`, `1 hour 30 minutes`.
extension CalendarDuration: CustomStringConvertible {
    package var description: String {
        let parts = [
            (years, "year"), (months, "month"), (weeks, "week"), (days, "day"), (hours, "hour"),
            (minutes, "minute"), (seconds, "second"), (microseconds, "microsecond"),
        ]
        let words = parts.filter { $0.0 != 0 }.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
        return words.isEmpty ? "no time" : words.joined(separator: " ")
    }
}
