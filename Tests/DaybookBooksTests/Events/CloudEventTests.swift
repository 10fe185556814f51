import DaybookBooks
import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct CloudEventTests {
    @Test func eachLineIsAnEventOrHasAReason() throws {
        let rows = try TestFolder().rows("cloud-events.tsv")
        let bytes: [UInt8] = rows.flatMap { (row: TableRow) -> [UInt8] in row.bytes(0) + [0x0A] }
        for pieceSize in [1, 100, 100_000] {
            var reader = CloudEventReader(MemorySource(bytes, pieceSize: pieceSize))
            for (index, row) in rows.enumerated() {
                let entry = try #require(try reader.next())
                let found: String
                let line: Int
                switch entry {
                case .event(let number, let event): (line, found) = (number, text(of: event))
                case .invalid(let number, let reason): (line, found) = (number, reason)
                }
                #expect(found == row.unescaped(1), "\(row)")
                #expect(line == index + 1)
            }
            let rest = try reader.next()
            #expect(rest == nil, "nothing follows the last line")
        }
    }

    private func text(of event: UsageEvent) -> String {
        [
            event.source, event.id, event.type, event.subject, event.time?.iso8601 ?? "-",
            event.data ?? "-",
        ].joined(separator: "|")
    }
}
