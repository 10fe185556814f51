import DaybookCore
import TestRigs
import Testing

@Suite struct PeriodTests {
    @Test func `two periods overlap, meet or keep apart`() throws {
        for row in try TestFolder().rows("TimePeriods.tsv") {
            let one = try Period(from: row.integer(0), to: row.integer(1))
            let two = try Period(from: row.integer(2), to: row.integer(3))
            let shared = one.intersection(two).map { "\($0.from)..<\($0.to)" } ?? "none"
            #expect(shared == row[4], "\(row)")
            #expect(one.abuts(two) == (row[5] == "yes"), "\(row)")
            #expect(one.contains(two) == (row[6] == "yes"), "\(row)")
            #expect(one.overlaps(two) == (shared != "none"), "\(row)")
            #expect(two.overlaps(one) == one.overlaps(two), "\(row)")
            #expect(two.abuts(one) == one.abuts(two), "\(row)")
            #expect(two.intersection(one) == one.intersection(two), "\(row)")
        }
    }

    @Test func `a period has its first bound and not its last`() throws {
        let period = try Period(from: 2, to: 5)
        #expect((0...6).filter { period.contains($0) } == [2, 3, 4])
        #expect(!period.isEmpty)
        let empty = try Period(from: 2, to: 2)
        #expect(empty.isEmpty && !empty.contains(2))
        #expect(throws: TimeError.periodReversed) { try Period(from: 3, to: 2) }
    }

    @Test func `a share is taken of time, and of no empty whole`() throws {
        let start = try Instant(seconds: 1_704_067_200)
        let whole = try Period(from: start, to: start.adding(microseconds: 31 * Microseconds.inDay))
        let part = try Period(from: start.adding(microseconds: Microseconds.inDay), to: whole.to)
        let share = TimeRatio(30 * Microseconds.inDay, over: 31 * Microseconds.inDay)
        #expect(part.share(of: whole) == share)
        #expect(try part.share(of: Period(from: start, to: start)) == nil)
    }
}
