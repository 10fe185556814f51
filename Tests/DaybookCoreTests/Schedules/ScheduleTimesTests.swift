import DaybookCore
import TestRigs
import Testing

@Suite struct ScheduleTimesTests {
    @Test func whatIsDueIsFoundOnceWhateverTheClocksDo() throws {
        for row in try TestFolder().rows("schedule-times.tsv") {
            let zone = row[3] == "UTC" ? ZoneRules.utc : try centralEurope()
            let start = try row.date(0)
            let clock = row[1].split(separator: ":").compactMap { Int64($0) }
            let timing = Schedule.Timing(
                startsOn: start,
                microsecondOfDay: (clock[0] * 3600 + clock[1] * 60 + clock[2]) * 1_000_000,
                every: try row.duration(2),
                zone: row[3]
            )
            let times = try ScheduleTimes(timing, zone: zone)
            let missed = try #require(Schedule.Missed(rawValue: row[4]))
            let (last, now) = (try row.instant(5), try row.instant(6))
            let due = times.due(after: last, upTo: now, missed)
            let words = due.isEmpty ? "none" : due.map(Self.text).joined(separator: " ")
            #expect(words == row[7], "\(row)")
            let next = try #require(times.next(after: due.last ?? last))
            #expect(Self.text(next) == row[8], "\(row)")
            // Looked at again at once, nothing is left.
            if let end = due.last { #expect(times.due(after: end, upTo: now, missed) == []) }
        }
    }

    /// However long nobody looked, one look takes no more than it may.
    @Test func manyMissedTimesAreMadeUpForInSeveralGoes() throws {
        let timing = Schedule.Timing(
            startsOn: try #require(CivilDate(year: 2020, month: 1, day: 1)),
            microsecondOfDay: 0,
            every: try CalendarDuration(days: 1),
            zone: "UTC"
        )
        let times = try ScheduleTimes(timing, zone: .utc)
        let now = try Instant(seconds: 1_640_995_200)
        var last = try Instant(seconds: 1_577_750_400)
        var count = 0
        while case let due = times.due(after: last, upTo: now, .all), let end = due.last {
            #expect(due.count <= ScheduleTimes.mostAtOnce)
            count += due.count
            last = end
        }
        // 2020 was a leap year, and the first day of 2022 is due too.
        #expect(count == 366 + 365 + 1)
        #expect(times.next(after: .latest) == nil)
    }

    private static func text(_ instant: Instant) -> String {
        guard let local = try? ZoneRules.utc.localTime(of: instant) else { return "none" }
        let (year, month, day) = local.date.components
        let parts = [month, day, local.hour, local.minute, local.second].map { number in
            number < 10 ? "0\(number)" : "\(number)"
        }
        return "\(year)-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])"
    }

    @Test func onlyCommandsThatMayBeGivenTwiceAreForSchedules() throws {
        for row in try TestFolder().rows("schedule-rules.tsv") {
            let words = row[1].split(separator: " ").map(String.init)
            let hasTwo = !["backup"].contains(words[0])
            let request = CommandRequest(
                words.prefix(hasTwo ? 2 : 1).joined(separator: " "),
                arguments: Array(words.dropFirst(hasTwo ? 2 : 1))
            )
            let schedule = Schedule(
                id: RecordID(bits: 1),
                key: row[0],
                request: request,
                timing: Schedule.Timing(
                    startsOn: .earliest,
                    microsecondOfDay: 0,
                    every: try row.duration(2),
                    zone: "UTC"
                ),
                missed: .last,
                since: .epoch,
                createdAt: .epoch
            )
            var said = "fine"
            do {
                try ScheduleRules.check(schedule)
            } catch {
                said = String("\(error)".prefix { $0 != "(" })
            }
            #expect(said == row[3], "\(row)")
        }
    }

    @Test func aDayStandsWhereItIsAskedForAndBillingIsAsOfIt() {
        func words(_ request: CommandRequest) -> String {
            let schedule = Schedule(
                id: RecordID(bits: 1),
                key: "x",
                request: request,
                timing: Schedule.Timing(
                    startsOn: .earliest,
                    microsecondOfDay: 0,
                    every: .zero,
                    zone: "UTC"
                ),
                missed: .last,
                since: .epoch,
                createdAt: .epoch
            )
            return schedule.request(dueOn: "2026-12-01").words.joined(separator: " ")
        }
        #expect(words(CommandRequest("bill run")) == "bill run --as-of=2026-12-01")
        #expect(
            words(CommandRequest("bill run", options: ["as-of": ["2026-01-01"]]))
                == "bill run --as-of=2026-01-01"
        )
        #expect(
            words(CommandRequest("backup", arguments: ["/b/{date}.db"]))
                == "backup -- /b/2026-12-01.db"
        )
        #expect(
            words(CommandRequest("invoices issue", options: ["filter": ["a"], "each": []]))
                == "invoices issue --each --filter=a"
        )
    }
}
