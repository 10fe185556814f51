import DaybookCore
import TestRigs
import Testing

@Suite struct CivilDateTests {
    @Test func `dates have the number, weekday and month that the calendar says`() throws {
        for row in try TestFolder().rows("TimeDates.tsv") {
            let date = try row.date(0)
            #expect(Int(date.dayNumber) == (try row.integer(1)), "\(row)")
            #expect(date.weekday.rawValue == (try row.integer(2)), "\(row)")
            #expect(date.dayOfYear == (try row.integer(3)), "\(row)")
            #expect(date.monthLength == (try row.integer(4)), "\(row)")
            #expect(date.isInLeapYear == (row[5] == "leap"), "\(row)")
            #expect(date.yearLength == (row[5] == "leap" ? 366 : 365), "\(row)")
            #expect(date.endOfMonth.day == date.monthLength, "\(row)")
            #expect(date.startOfMonth.day == 1 && date.startOfMonth.month == date.month, "\(row)")
            #expect(try CivilDate(dayNumber: row.integer(1)) == date, "\(row)")
        }
    }

    @Test func `months are added to a date with both rules for the month's end`() throws {
        for row in try TestFolder().rows("TimeMonths.tsv") {
            let (start, months) = (try row.date(0), try row.integer(1))
            #expect(try start.adding(months: months, monthEnd: .clamp) == row.date(2), "\(row)")
            if row[3] == "-" {
                #expect(throws: TimeError.dateOutOfRange, "\(row)") {
                    try start.adding(months: months, monthEnd: .overflow)
                }
            } else {
                let overflowing = try start.adding(months: months, monthEnd: .overflow)
                #expect(overflowing == (try row.date(3)), "\(row)")
            }
        }
    }

    @Test func `days follow one another through a leap cycle and its centuries`() throws {
        var expected = (year: 1896, month: 1, day: 1)
        var number = Int(try date(1896, 1, 1).dayNumber)
        while expected.year < 2104 {
            let found = try CivilDate(dayNumber: number).components
            try #require(found == expected)
            expected.day += 1
            let date = CivilDate(year: expected.year, month: expected.month, day: expected.day)
            if date == nil { expected = (expected.year, expected.month + 1, 1) }
            if expected.month == 13 { expected = (expected.year + 1, 1, 1) }
            number += 1
        }
        #expect(number - Int(try date(1896, 1, 1).dayNumber) == 208 * 365 + 50)
    }

    @Test func `a number and its date are two names of one day in every year`() throws {
        forEachSeed(2_000) { random in
            let number = Int.random(in: -719_162...2_932_896, using: &random)
            let date = try CivilDate(dayNumber: number)
            let (year, month, day) = date.components
            try #require(CivilDate(year: year, month: month, day: day) == date)
            let other = try CivilDate(
                dayNumber: Int.random(in: -719_162...2_932_896, using: &random)
            )
            try #require(try date.adding(days: date.days(until: other)) == other)
            try #require((date < other) == (date.dayNumber < other.dayNumber))
        }
    }

    @Test func `days that no calendar has are refused`() throws {
        let refused = [
            (2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1),
            (2024, 0, 1), (2024, 1, 0), (2024, 1, 32), (0, 12, 31), (10_000, 1, 1), (-1, 1, 1),
        ]
        for (year, month, day) in refused {
            #expect(CivilDate(year: year, month: month, day: day) == nil, "\(year)-\(month)-\(day)")
            #expect(throws: TimeError.noSuchDate(year: year, month: month, day: day)) {
                try CivilDate(checkedYear: year, month: month, day: day)
            }
        }
    }

    @Test func `the years end with 9999 and begin with 0001`() throws {
        #expect(CivilDate.earliest.components == (1, 1, 1))
        #expect(CivilDate.latest.components == (9_999, 12, 31))
        let steps: [(CivilDate, Int)] = [
            (.latest, 1), (.earliest, -1), (.latest, .max), (.earliest, .min), (.latest, .min),
        ]
        for (date, step) in steps {
            #expect(throws: TimeError.dateOutOfRange, "\(step)") { try date.adding(days: step) }
            #expect(throws: TimeError.dateOutOfRange, "\(step)") {
                try date.adding(months: step, monthEnd: .clamp)
            }
        }
        #expect(throws: TimeError.dateOutOfRange) { try CivilDate.latest.monthPeriod }
        let december = try CivilDate.latest.adding(months: -1, monthEnd: .clamp).monthPeriod
        #expect(december.lengthDays == 30)
    }
}
