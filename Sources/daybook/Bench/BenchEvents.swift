import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Made-up events as files have them.
struct BenchEvents {
    let books: SampleBooks

    /// CloudEvents, one on a line.
    func lines() throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(books.size.events * 260)
        for number in 0..<books.size.events {
            let event = try books.event(number)
            bytes +=
                """
                {"specversion":"1.0","id":"\(event.id)","source":"\(event.source)",\
                "type":"\(event.type)","subject":"\(event.subject)",\
                "time":"\(event.time?.iso8601 ?? "")","data":\(event.data ?? "null")}

                """.utf8
        }
        return bytes
    }

    /// The same events as other programs read them.
    func table() throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(books.size.events * 200)
        for number in 0..<books.size.events {
            let event = try books.event(number)
            bytes +=
                CSVWriter.record([
                    event.id, event.source, event.type, event.subject, event.time?.iso8601 ?? "",
                    event.data ?? "",
                ]).utf8
        }
        return bytes
    }

    /// Reads lines into a ledger, as the command does.
    static func ingest(_ bytes: [UInt8], into bench: BenchLedger) throws {
        let (ledger, books) = (bench.ledger, bench.books)
        var ingest = try EventIngest(
            ledger,
            origin: "bench",
            zone: books.zone,
            zones: { [zone = books.zone] _ in zone },
            at: books.now
        )
        let setting = ingest.setting
        let batches = Ahead {
            let reader = EventReader(MemorySource(bytes), .cloudEvents, .ndjson)
            var source = EventBatchSource(reader, setting)
            return { try source.next() }
        }
        while let batch = try batches.next() { try ingest.write(batch) }
        precondition(
            ingest.counts.stored == ingest.counts.read,
            "all of the bench's events are new"
        )
    }
}
