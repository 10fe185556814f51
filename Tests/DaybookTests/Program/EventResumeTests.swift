import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

/// Trust: an ingest that stops behind any batch goes on there, whatever the format of the file.
@Suite struct EventResumeTests {
    @Test(arguments: EventFormat.allCases)
    func aStoppedIngestEndsAsAnUndisturbedOne(_ format: EventFormat) throws {
        let folder = try ProgramFolder()
        let file = EventFile(
            try folder.scratch.file("events.\(format.rawValue)", containing: Self.text(format)),
            .cloudEvents,
            nil
        )
        let whole = try Self.ingest(file, folder, "whole.db", stoppingBehind: [])
        #expect(whole.read == 41)
        for stop in 1...5 {
            let name = "stopped-\(stop).db"
            let stopped = try Self.ingest(file, folder, name, stoppingBehind: [stop, 1])
            #expect(stopped == whole, "stopped behind batch \(stop)")
        }
    }

    private static func ingest(
        _ file: EventFile,
        _ folder: ProgramFolder,
        _ name: String,
        stoppingBehind stops: [Int],
    ) throws -> IngestCounts {
        let path = folder.path(name)
        let made = try folder.run(["--ledger", path, "init", "--name", "Harbour"])
        try #require(made.exitCode == 0)
        let ledger = try Ledger(opening: path)
        for stop in stops + [.max] {
            var ingest = try EventIngest(
                ledger,
                origin: try file.origin(),
                zone: .utc,
                zones: { _ in .utc },
                at: Instant(seconds: 1_790_000_000)
            )
            let place = EventPlace(line: ingest.line, end: ingest.end)
            var source = try file.batches(behind: place, ingest.setting, size: 7)
            var count = 0
            while count < stop, let batch = try source.next() {
                try ingest.write(batch)
                if batch.isLast { return ingest.counts }
                count += 1
            }
        }
        throw TestFailure("no batch was the last")
    }

    /// Forty events, of which some come twice, and one entry that is none.
    private static func text(_ format: EventFormat) -> String {
        let ids = (0..<40).map { $0 % 9 == 8 ? $0 - 5 : $0 }
        let events = ids.map { #"{"id":"\#($0)","source":"s","type":"t","subject":"a"}"# }
        switch format {
        case .ndjson:
            return events.prefix(20).joined(separator: "\n") + "\n\nnothing\n["
                + events.suffix(20).joined(separator: ",") + "]\n"
        case .json:
            return "[\n" + events.joined(separator: ",\n") + ",\n7]"
        case .csv:
            let records = ids.map { "\($0),s,t,a" }
            return "id,source,type,subject\n" + records.joined(separator: "\n") + "\n1,s\n"
        }
    }
}
