import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct ISO8601Tests {
    @Test func `what is read is written in one form, and read again as the same`() throws {
        for row in try TestFolder().rows("ISO8601RoundTrips.tsv") {
            let expected = row[2] == "same" ? row[1] : row[2]
            #expect(try rewritten(row[1], as: row[0]) == expected, "\(row)")
            #expect(try rewritten(expected, as: row[0]) == expected, "\(row)")
        }
    }

    @Test func `a wrong text is refused with the place, what is there and what should be`() throws {
        for row in try TestFolder().rows("ISO8601Refusals.tsv") {
            let error = #expect(throws: ISO8601Error.self, "\(row)") {
                try rewritten(row[1], as: row[0])
            }
            let found = error.map { "\($0.offset)|\($0.found)|\($0.expected)" }
            #expect(found == "\(row[2])|\(row[3])|\(row[4])", "\(row)")
        }
    }

    @Test func `bytes that do not print are named by their number`() throws {
        let texts = [
            "\u{1b}[31m", "2026\u{7f}11-20", "2026-\u{e9}1", "2026-11-20\n", "2026-11-20 ",
        ]
        let found = try texts.map { text in
            let error = #expect(throws: ISO8601Error.self) { try CivilDate(iso8601: text) }
            return try #require(error).found
        }
        #expect(found == ["byte 27", "byte 127", "byte 195", "byte 10", "byte 32"])
    }

    @Test func `every instant comes back from its text`() throws {
        // Whole seconds and milliseconds are as likely as microseconds.
        let units = [1, 1_000, Microseconds.inSecond, Microseconds.inDay]
        forEachSeed(1_000) { random in
            let range = Instant.earliest.microseconds...Instant.latest.microseconds
            let unit = try #require(units.randomElement(using: &random))
            let count = Int64.random(in: range, using: &random) / unit * unit
            let instant = try Instant(microseconds: count)
            let text = instant.iso8601
            try #require(try Instant(iso8601: text) == instant, "\(text)")
            let local = try LocalTime(microseconds: count)
            try #require(text == local.iso8601 + "Z")
            try #require(try LocalTime(iso8601: local.iso8601) == local)
            try #require(local.iso8601.hasPrefix(local.date.iso8601 + "T"))
        }
    }

    @Test func `every duration comes back from its text`() throws {
        forEachSeed(500) { random in
            let counts = (0..<8).map { _ in
                Bool.random(using: &random) ? 0 : Int.random(in: 0..<2_000, using: &random)
            }
            let duration = try CalendarDuration(
                years: counts[0],
                months: counts[1],
                weeks: counts[2],
                days: counts[3],
                hours: counts[4],
                minutes: counts[5],
                seconds: counts[6],
                microseconds: counts[7] * 500,
            )
            try #require(try CalendarDuration(iso8601: duration.iso8601) == duration)
        }
    }

    @Test func `a damaged text is refused or read as what it then says`() throws {
        let rows = try TestFolder().rows("ISO8601RoundTrips.tsv")
        forEachSeed(1_500) { random in
            let row = try #require(rows.randomElement(using: &random))
            var bytes = Array(row[1].utf8)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.removeLast(.random(in: 1...bytes.count, using: &random))
            case 1:
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = .random(in: 0...127, using: &random)
            case _: bytes.insert(.random(in: 45...90, using: &random), at: bytes.count / 2)
            }
            let damaged = String(decoding: bytes, as: UTF8.self)
            guard let once = try? rewritten(damaged, as: row[0]) else { return }
            try #require(try rewritten(once, as: row[0]) == once, "\(damaged)")
        }
    }
}

/// Reads a text as a kind of value, and writes the value.
private func rewritten(_ text: String, as kind: String) throws -> String {
    switch kind {
    case "instant": try Instant(iso8601: text).iso8601
    case "date": try CivilDate(iso8601: text).iso8601
    case "local": try LocalTime(iso8601: text).iso8601
    case "duration": try CalendarDuration(iso8601: text).iso8601
    case "instants": try Period<Instant>(iso8601: text).iso8601
    case "dates": try Period<CivilDate>(iso8601: text).iso8601
    case _: throw UnknownKind(kind: kind)
    }
}

private struct UnknownKind: Error {
    let kind: String
}
