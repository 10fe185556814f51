import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Made-up events as files have them.
struct BenchEvents {
    let books: SampleBooks

    /// CloudEvents, one on a line.
    func writeLines(to path: String) throws {
        try write(to: path) { event in
            """
            {"specversion":"1.0","id":"\(event.id)","source":"\(event.source)",\
            "type":"\(event.type)","subject":"\(event.subject)",\
            "time":"\(event.time?.iso8601 ?? "")","data":\(event.data ?? "null")}

            """
        }
    }

    /// The same events as other programs read them.
    func writeTable(to path: String) throws {
        try write(to: path) { event in
            CSVWriter.record([
                event.id, event.source, event.type, event.subject, event.time?.iso8601 ?? "",
                event.data ?? "",
            ])
        }
    }

    private func write(to path: String, _ line: (UsageEvent) -> String) throws {
        let file = try WholeFile(path)
        for start in stride(from: 0, to: books.size.events, by: 10_000) {
            var bytes: [UInt8] = []
            for number in start..<min(start + 10_000, books.size.events) {
                bytes += line(try books.event(number)).utf8
            }
            try file.append(bytes)
        }
        try file.finish()
    }

    /// Reads a file of lines into a ledger, as the command does.
    static func ingest(_ path: String, into bench: BenchLedger) throws {
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
            let reader = EventReader(try FileSource(opening: path), .cloudEvents, .ndjson)
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
