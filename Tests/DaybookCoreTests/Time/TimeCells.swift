import DaybookCore
import TestRigs
import Testing

/// Reads the cells of a table. Only as much of ISO 8601 as the tables use: the real reader lies in
/// another module, and has tests of its own.
extension TableRow {
    func date(_ column: Int) throws -> CivilDate {
        try #require(parsedDate(self[column][...]), "\(self): column \(column)")
    }

    /// `2024-02-29T10:30:00`, with or without a `Z` at the end.
    func localTime(_ column: Int) throws -> LocalTime {
        let parts = self[column].split { "TZ".contains($0) }
        let time = try #require(parts.last).split(separator: ":").compactMap { Int($0) }
        let date = try #require(parsedDate(parts[0]), "\(self): column \(column)")
        return try LocalTime(date: date, hour: time[0], minute: time[1], second: time[2])
    }

    func instant(_ column: Int) throws -> Instant {
        try Instant(microseconds: localTime(column).microseconds)
    }

    func integer(_ column: Int) throws -> Int {
        try #require(Int(self[column]), "\(self): column \(column)")
    }

    func duration(_ column: Int) throws -> CalendarDuration {
        try parsedDuration(self[column])
    }
}

/// `P1Y2M3W4DT5H6M7S`.
func parsedDuration(_ text: String) throws -> CalendarDuration {
    var counts: [String: Int] = [:]
    var (number, prefix) = (0, "")
    for character in text.dropFirst() {
        if let digit = character.wholeNumberValue {
            number = number * 10 + digit
        } else if character == "T" {
            prefix = "T"
        } else {
            (counts[prefix + String(character)], number) = (number, 0)
        }
    }
    return try CalendarDuration(
        years: counts["Y"] ?? 0,
        months: counts["M"] ?? 0,
        weeks: counts["W"] ?? 0,
        days: counts["D"] ?? 0,
        hours: counts["TH"] ?? 0,
        minutes: counts["TM"] ?? 0,
        seconds: counts["TS"] ?? 0,
    )
}

private func parsedDate(_ text: Substring) -> CivilDate? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? CivilDate(year: parts[0], month: parts[1], day: parts[2]) : nil
}

/// A date that the test knows to exist.
func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try CivilDate(checkedYear: year, month: month, day: day)
}

/// Central European time since for ever: one hour ahead, two in summer.
func centralEurope() throws -> ZoneRules {
    let winter = ZonePhase(offsetSeconds: 3_600, isDaylight: false, abbreviation: "CET")
    let summer = ZonePhase(offsetSeconds: 7_200, isDaylight: true, abbreviation: "CEST")
    let lastOfMarch = YearlyMoment.Day.weekday(.sunday, week: 5, month: 3)
    let lastOfOctober = YearlyMoment.Day.weekday(.sunday, week: 5, month: 10)
    return try ZoneRules(
        name: "test/Central",
        initial: winter,
        tail: ZoneTail(
            standard: winter,
            daylight: ZoneTail.Daylight(
                phase: summer,
                begins: YearlyMoment(day: lastOfMarch, secondOfDay: 2 * 3_600),
                ends: YearlyMoment(day: lastOfOctober, secondOfDay: 3 * 3_600),
            ),
        ),
    )
}
