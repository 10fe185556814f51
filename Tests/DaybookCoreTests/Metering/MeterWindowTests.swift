import DaybookCore
import TestRigs
import Testing

@Suite struct MeterWindowTests {
    @Test func `windows lie where their table says`() throws {
        let zones = try self.zones()
        for row in try TestFolder().rows("MeterWindows.tsv") {
            let window = try MeterWindow(named: row[1].uppercased())
            let zone = try #require(zones[row[0]])
            let period = try window.period(containing: MeterCells.instant(row[2]), in: zone)
            #expect(period.from == (try MeterCells.instant(row[3])), "\(row)")
            #expect(period.to == (try MeterCells.instant(row[4])), "\(row)")
        }
    }

    @Test func `windows follow each other without gap or overlap in every zone`() throws {
        let zones = try self.zones().sorted { $0.key < $1.key }
        forEachSeed(400) { random in
            let zone = try #require(zones.randomElement(using: &random)).value
            let window = try #require(MeterWindow.allCases.randomElement(using: &random))
            // Near a change of clocks half of the time, and anywhere else the other.
            let changes: [Int64] = [1_743_865_200, 1_759_591_800, 1_762_050_660, 1_743_296_400]
            let near = try #require(changes.randomElement(using: &random))
            let isNear = Bool.random(using: &random)
            let reach: Int64 = isNear ? 7_200 : 3_000_000_000
            let second = near + .random(in: -reach...reach, using: &random)
            let time = try Instant(microseconds: second * 1_000_000 + 250_000)
            let period = try window.period(containing: time, in: zone)
            try #require(period.contains(time))
            try #require(try window.period(containing: period.from, in: zone) == period)
            let last = try period.to.adding(microseconds: -1)
            try #require(try window.period(containing: last, in: zone) == period)
            let next = try window.period(containing: period.to, in: zone)
            try #require(next.from == period.to)
        }
    }

    @Test func `a window of no known length is refused`() {
        #expect(throws: MeterQueryError.unknownWindow("WEEK")) { try MeterWindow(named: "WEEK") }
    }

    private func zones() throws -> [String: ZoneRules] {
        [
            "UTC": .utc,
            "Central": try centralEurope(),
            "India": try ZoneRules(name: "test/India", initial: phase(19_800)),
            "Island": try zone(
                standard: 37_800,
                daylight: 39_600,
                begins: moment(10, 7_200),
                ends: moment(4, 7_200)
            ),
            "Midnight": try zone(
                standard: -12_600,
                daylight: -9_000,
                begins: moment(3, 60),
                ends: moment(11, 60)
            ),
        ]
    }

    private func phase(_ offset: Int32) -> ZonePhase {
        ZonePhase(offsetSeconds: offset, isDaylight: false, abbreviation: "TEST")
    }

    /// On the first Sunday of a month.
    private func moment(_ month: Int, _ second: Int32) -> YearlyMoment {
        YearlyMoment(day: .weekday(.sunday, week: 1, month: month), secondOfDay: second)
    }

    private func zone(
        standard: Int32,
        daylight: Int32,
        begins: YearlyMoment,
        ends: YearlyMoment,
    ) throws -> ZoneRules {
        try ZoneRules(
            name: "test/\(standard)",
            initial: phase(standard),
            tail: ZoneTail(
                standard: phase(standard),
                daylight: ZoneTail.Daylight(phase: phase(daylight), begins: begins, ends: ends),
            ),
        )
    }
}
