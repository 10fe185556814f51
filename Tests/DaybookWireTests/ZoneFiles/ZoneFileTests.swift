import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct ZoneFileTests {
    @Test func `every zone of the machine can be read`() throws {
        let table = try readText(at: "/usr/share/zoneinfo/tzdata.zi")
        // Lines are `Z name …` for zones and `L target name` for their other names.
        let names = table.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            return words.first == "Z" ? String(words[1]) : nil
        }
        #expect(names.count > 300)
        for name in names {
            #expect(throws: Never.self, "\(name)") { _ = try installedZone(name) }
        }
    }

    @Test func `a file that ends early is refused at every length`() throws {
        let bytes = try installedZoneFile("Australia/Lord_Howe")
        for count in bytes.indices {
            let error = #expect(throws: ZoneFileError.self, "\(count)") {
                try ZoneRules(name: "cut", zoneFile: Array(bytes[..<count]))
            }
            #expect(error?.offset == count, "\(count)")
        }
    }

    @Test func `a damaged file is refused or read, and never more`() throws {
        let files = try ["Europe/Berlin", "Pacific/Apia", "Asia/Kolkata"].map(installedZoneFile)
        forEachSeed(250) { random in
            var bytes = try #require(files.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Half of the damage goes to the headers and the rule, which are short.
                let places = [
                    0..<bytes.count, bytes.count - 40..<bytes.count, 0..<min(200, bytes.count),
                ]
                let range = try #require(places.randomElement(using: &random))
                bytes[.random(in: range, using: &random)] = .random(in: 0...255, using: &random)
            }
            do {
                let zone = try ZoneRules(name: "damaged", zoneFile: bytes)
                for seconds in stride(
                    from: Int64(-60_000_000_000),
                    to: 240_000_000_000,
                    by: 7_654_321_987
                ) {
                    let instant = try Instant(seconds: seconds)
                    let found = try zone.instants(of: zone.localTime(of: instant))
                    try #require("\(found)".contains("\(instant.microseconds)"), "\(found)")
                }
            } catch let error as ZoneFileError {
                try #require(0...bytes.count ~= error.offset, "\(error)")
            }
        }
    }

    @Test func `each mistake in a file is named with its byte`() throws {
        // The second block begins at 54: its header has 44 bytes, so the lists begin at 98.
        let good = ZoneFileParts()
        #expect(throws: Never.self) { try ZoneRules(name: "good", zoneFile: good.bytes) }
        var cases: [(name: String, bytes: [UInt8], offset: Int, reason: ZoneFileError.Reason)] = []
        func add(
            _ name: String,
            at offset: Int,
            _ reason: ZoneFileError.Reason,
            _ change: (inout ZoneFileParts) -> Void,
        ) {
            var parts = good
            change(&parts)
            cases.append((name, parts.bytes, offset, reason))
        }
        cases.append(("text", Array("not a zone file".utf8), 15, .notAZoneFile))
        var renamed = good.bytes
        renamed[1] = UInt8(ascii: "z")
        cases.append(("magic", renamed, 1, .notAZoneFile))
        cases.append(
            ("long", Array(repeating: 0, count: 262_145), 262_144, .tooLarge(limitBytes: 262_144))
        )
        add("version", at: 4, .notAZoneFile) { $0.version = 1 }
        add("no types", at: 90, .badCount("types, not 1 to 256")) { $0.types = [] }
        add("no names", at: 94, .badCount("no abbreviations")) { $0.abbreviations = "" }
        add("leap seconds", at: 82, .hasLeapSeconds) { $0.leapCount = 1 }
        add("flag", at: 102, .badFlag(2)) { $0.types = [(0, 2, 0)] }
        add("name beyond", at: 103, .badAbbreviation) { $0.types = [(0, 0, 9)] }
        add("name open", at: 103, .badAbbreviation) { $0.abbreviations = "UTC" }
        add("name empty", at: 103, .badAbbreviation) { $0.abbreviations = "\0" }
        add("name of bytes", at: 103, .badAbbreviation) { $0.abbreviations = "U\u{7f}\0" }
        add("type", at: 106, .noSuchType(1)) { $0.transitions = [(0, 1)] }
        add("order", at: 106, .notAZone(.transitionsOutOfOrder(index: 1))) {
            $0.transitions = [(10, 0), (10, 0)]
        }
        add("offset", at: 98, .notAZone(.offsetOutOfRange(seconds: 93_600))) {
            $0.types = [(93_600, 0, 0)]
        }
        for item in cases {
            let error = #expect(throws: ZoneFileError.self, "\(item.name)") {
                try ZoneRules(name: item.name, zoneFile: item.bytes)
            }
            #expect(error?.offset == item.offset, "\(item.name)")
            #expect(error?.reason == item.reason, "\(item.name)")
        }
    }

    @Test func `the rule for later years is read in all its forms`() throws {
        for row in try TestFolder().rows("ZoneRuleTexts.tsv") {
            var parts = ZoneFileParts()
            parts.rule = row[0]
            let zone = try ZoneRules(name: row[0], zoneFile: parts.bytes)
            let instant = try Instant(iso8601: row[1])
            let phase = zone.phase(at: instant)
            let kind = phase.isDaylight ? "daylight" : "standard"
            #expect("\(phase.offsetSeconds) \(phase.abbreviation) \(kind)" == row[2], "\(row)")
        }
    }

    @Test func `a wrong rule is refused at its byte`() throws {
        for row in try TestFolder().rows("ZoneRuleRefusals.tsv") {
            var parts = ZoneFileParts()
            parts.rule = row[0]
            let start = parts.bytes.count - row[0].utf8.count - 1
            let error = #expect(throws: ZoneFileError.self, "\(row)") {
                try ZoneRules(name: row[0], zoneFile: parts.bytes)
            }
            let expected = Int(row[1]).map { start + $0 }
            #expect(error?.offset == expected, "\(row)")
            #expect(error?.reason == .badRule(expected: row[2]), "\(row)")
        }
    }

    @Test func `an old file ends with its last transition, a new one with its rule`() throws {
        var parts = ZoneFileParts()
        parts.types = [(0, 0, 0), (3_600, 1, 4)]
        parts.abbreviations = "STD\0DST\0"
        parts.transitions = [(-(1 << 59), 0), (0, 1), (100, 0), (200, 1)]
        parts.rule = "STD0DST,M3.5.0,M10.5.0"
        let winter = try Instant(iso8601: "2500-01-01T00:00:00Z")
        let new = try ZoneRules(name: "new", zoneFile: parts.bytes)
        #expect(new.phase(at: winter).abbreviation == "STD")
        parts.transitions.removeFirst()
        parts.version = 0
        let old = try ZoneRules(name: "old", zoneFile: parts.bytes)
        #expect(old.phase(at: winter).abbreviation == "DST")
        for zone in [old, new] {
            let phases = try [-1, 0, 99, 100, 199, 200].map {
                zone.phase(at: try Instant(seconds: $0)).abbreviation
            }
            #expect(phases == ["STD", "DST", "DST", "STD", "STD", "DST"], "\(zone.name)")
        }
        parts.version = UInt8(ascii: "4")
        parts.rule = ""
        #expect(try ZoneRules(name: "four", zoneFile: parts.bytes).phase(at: winter).isDaylight)
    }
}
