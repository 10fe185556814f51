import DaybookCore
import TestRigs
import Testing

/// Versions of what is published: which one is in force on which day, whatever was done.
@Suite struct VersionHistoryTests {
    @Test func everyStoryEndsAsItsRecordSays() throws {
        var record = ""
        for row in try TestFolder().rows("version-stories.tsv") {
            record += "\(row[0])\n"
            var story = VersionStory()
            for act in row[1].split(separator: ";") {
                record += try story.tell(act.split(separator: " ").map(String.init))
            }
            record += story.standing + "\n"
        }
        expectGolden(record, named: "version-stories.txt")
    }

    /// Whatever is done, at most one version is in force at a time, and what was once in force
    /// stays as it was.
    @Test func twoVersionsAreNeverInForceAtOnce() {
        forEachSeed(300) { random in
            var history = VersionHistory(draft: 0)
            var inForce: [Int: Int] = [:]
            for day in 0..<30 {
                let now = VersionStory.instant(day)
                let number = Int.random(in: 1...history.versions.count, using: &random)
                let later = VersionStory.instant(day + Int.random(in: -1...5, using: &random))
                switch Int.random(in: 0..<5, using: &random) {
                case 0: _ = try? history.next()
                case 1: try? history.publish(number, from: later, now: now)
                case 2: try? history.archive(number, at: later, now: now)
                case 3: try? history.edit(number, to: day, now: now)
                case _: try? history.discardDraft()
                }
                let active = history.versions.filter { history.state(of: $0, at: now) == .active }
                #expect(active.count <= 1)
                #expect(active.first == history.version(at: now))
                if let version = active.first {
                    #expect(inForce[version.number, default: version.content] == version.content)
                    inForce[version.number] = version.content
                }
                #expect(VersionHistory(restoring: history.versions) == history)
            }
        }
    }

    /// Days are those of a zone: in Auckland the second one begins at eleven in the morning of UTC.
    @Test func theDayOfAChangeBelongsToTheNewVersion() throws {
        let phase = ZonePhase(offsetSeconds: 13 * 3600, isDaylight: true, abbreviation: "NZDT")
        let zone = try ZoneRules(name: "Auckland", initial: phase)
        let (day, next) = (try #require(CivilDate(year: 1970, month: 1, day: 2)), 86_400)
        let begin = 11 * 3600
        var history = VersionHistory(draft: "first")
        func sold(_ day: CivilDate) throws -> Int? {
            try history.version(on: day, in: zone)?.number
        }
        func time(_ seconds: Int) throws -> Instant { try Instant(seconds: Int64(seconds)) }
        #expect(try sold(day) == nil)
        try history.publish(1, from: time(begin + 9 * 3600), now: time(begin))
        #expect(try sold(day.adding(days: -1)) == nil)
        #expect(try sold(day) == 1)
        _ = try history.next()
        try history.publish(2, from: time(begin + next - 1), now: time(begin + 10 * 3600))
        #expect(try sold(day) == 2)
        _ = try history.next()
        try history.publish(3, from: time(begin + next), now: time(begin + next))
        #expect(try sold(day) == 2)
        #expect(try sold(day.adding(days: 1)) == 3)
        try history.archive(3, at: time(begin + next + 60), now: time(begin + next))
        #expect(try sold(day.adding(days: 1)) == nil)
    }

    @Test func whatCannotHaveComeAboutIsNotRestored() {
        typealias Version = VersionHistory<Int>.Version
        let (one, two) = (VersionStory.instant(1), VersionStory.instant(2))
        let broken: [[Version]] = [
            [],
            [Version(number: 1, 0), Version(number: 2, 0)],
            [Version(number: 2, 0, effectiveFrom: one), Version(number: 1, 0, effectiveFrom: two)],
            [Version(number: 1, 0, effectiveFrom: two), Version(number: 2, 0, effectiveFrom: one)],
            [Version(number: 1, 0, effectiveFrom: two, archivedAt: one)],
            [Version(number: 1, 0, archivedAt: one)],
        ]
        for versions in broken {
            #expect(VersionHistory(restoring: versions) == nil, "\(versions)")
        }
    }
}

/// A history over the days of one month; its content is a word.
private struct VersionStory {
    private var history = VersionHistory(draft: "first")
    private var day = 1

    static func instant(_ day: Int) -> Instant {
        guard let instant = try? Instant(seconds: Int64(day) * 86_400) else {
            preconditionFailure("a day of a story is in range")
        }
        return instant
    }

    mutating func tell(_ act: [String]) throws -> String {
        let number = act.count > 1 ? Int(act[1]) ?? 0 : 0
        let other = act.count > 2 ? Int(act[2]) ?? 0 : 0
        let now = Self.instant(day)
        var line = "  day \(day): \(act.joined(separator: " "))"
        do throws(VersionError) {
            switch act[0] {
            case "day": day = number
            case "next": line += ", version \(try history.next())"
            case "publish": try history.publish(number, from: Self.instant(other), now: now)
            case "archive": try history.archive(number, at: Self.instant(other), now: now)
            case "edit": try history.edit(number, to: act[2], now: now)
            case "discard": try history.discardDraft()
            case let word: preconditionFailure("\(word) is no act")
            }
        } catch {
            line += ": refused, \(error)"
        }
        return act[0] == "day" ? "" : line + "\n"
    }

    /// Each version with its state today, and the days on which it is in force.
    var standing: String {
        history.versions.map { version in
            let state = history.state(of: version, at: Self.instant(day))
            let days = (1...31).filter { history.version(at: Self.instant($0)) == version }
            let span = days.first.map { ", in force on days \($0) to \(days.last ?? $0)" } ?? ""
            return "  v\(version.number) \(version.content): \(state.rawValue)\(span)\n"
        }.joined()
    }
}
