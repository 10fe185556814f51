import DaybookBooks
import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct EventReaderTests {
    @Test(arguments: EventDialect.allCases)
    func eachLineIsAnEventOrHasAReason(_ dialect: EventDialect) throws {
        let rows = try TestFolder().rows("Events/\(dialect.rawValue).tsv")
        let bytes: [UInt8] = rows.flatMap { (row: TableRow) -> [UInt8] in row.bytes(0) + [0x0A] }
        for pieceSize in [1, 100, 100_000] {
            var reader = EventReader(MemorySource(bytes, pieceSize: pieceSize), dialect, .ndjson)
            for (index, row) in rows.enumerated() {
                let entry = try #require(try reader.next())
                #expect(Self.wholeText(of: entry) == row.unescaped(1), "\(row)")
                #expect(entry.place.line == index + 1)
            }
            let rest = try reader.next()
            #expect(rest == nil, "nothing follows the last line")
        }
    }

    @Test func filesOfEachFormatHaveTheirEntries() throws {
        for row in try TestFolder().rows("Events/files.tsv") {
            let dialect = try #require(EventDialect(rawValue: row[0]), "\(row)")
            let format = try #require(EventFormat(rawValue: row[1]), "\(row)")
            for pieceSize in [1, 7, 100_000] {
                let source = MemorySource(row.bytes(2), pieceSize: pieceSize)
                var reader = EventReader(source, dialect, format)
                var found: [String] = []
                while let entry = try reader.next() {
                    found.append("\(entry.place.line) \(Self.shortText(of: entry))")
                }
                #expect(found.joined(separator: ";") == row.unescaped(3), "\(row)")
            }
        }
    }

    @Test func readingGoesOnFromAnyPlace() throws {
        let text = """
            {"id":"1","source":"s","type":"t","subject":"a"}

            [{"id":"2","source":"s","type":"t","subject":"a"},{"id":"3","source":"s","type":"t"}]
            nothing
            {"id":"4","source":"s","type":"t","subject":"a"}
            """
        let bytes = Array(text.utf8)
        let whole = try Self.entries(bytes, from: .start)
        #expect(whole.map(\.place.line) == [1, 3, 3, 4, 5])
        #expect(whole.map(\.place.isWhole) == [true, false, true, true, true])
        for (index, entry) in whole.enumerated() where entry.place.isWhole {
            let rest = try Self.entries(Array(bytes[entry.place.end...]), from: entry.place)
            #expect(rest == Array(whole[(index + 1)...]))
        }
        #expect(whole.last?.place.end == bytes.count)
    }

    @Test func columnsCanBeNamed() throws {
        let file = "who,what,nr,from,n\na,t,1,s,5\n"
        var reader = EventReader(
            MemorySource(Array(file.utf8)),
            .cloudEvents,
            .csv,
            columns: ["who": "subject", "what": "type", "nr": "id", "from": "source"]
        )
        let entry = try #require(try reader.next())
        #expect(Self.wholeText(of: entry) == #"s|1|t|a|-|{"n":5}"#)
    }

    private static func entries(_ bytes: [UInt8], from place: EventPlace) throws -> [EventEntry] {
        var reader = EventReader(MemorySource(bytes), .cloudEvents, .ndjson, from: place)
        var entries: [EventEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    private static func wholeText(of entry: EventEntry) -> String {
        switch entry {
        case .invalid(_, let reason): return reason
        case .event(_, let event):
            let time = event.time?.iso8601 ?? "-"
            return [
                event.source, event.id, event.type, event.subject, time, event.data ?? "-",
            ].joined(separator: "|")
        }
    }

    private static func shortText(of entry: EventEntry) -> String {
        switch entry {
        case .invalid(_, let reason): reason
        case .event(_, let event):
            [event.id, event.type, event.subject, event.data ?? "-"].joined(separator: "|")
        }
    }
}
