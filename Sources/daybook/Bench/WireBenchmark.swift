import DaybookBooks
import DaybookCore
import DaybookWire

extension Benchmark {
    /// CloudEvents as JSON Lines, bytes in memory to typed events.
    static let wire = Benchmark(
        name: "wire",
        summary: "NDJSON bytes to typed events (CloudEvents of about 300 bytes)",
        unit: "MB/s",
        budget: 300,
        sizes: [100_000, 1_000_000],
        run: { count in
            let piece = events(1000)
            let source = RepeatedSource(piece, times: count / 1000)
            var reader = EventReader(source, .cloudEvents, .ndjson)
            var found = 0
            while let entry = try reader.next() {
                guard case .event = entry else {
                    preconditionFailure("the benchmark's own events are valid: \(entry)")
                }
                found += 1
            }
            precondition(found == count, "\(found) of \(count) events were read")
            return Double(piece.count) * Double(count / 1000) / 1e6
        }
    )

    private static func events(_ count: Int) -> [UInt8] {
        var text = ""
        for number in 0..<count {
            let digits = String(1_000_000 + number)
            text += """
                {"specversion":"1.0","id":"01JD4X7QK0ZV8N3M5T6R2W\(digits)",\
                "source":"urn:harbour:gateway:eu-central-1","type":"api.request",\
                "subject":"tenant-\(number % 97)",\
                "time":"2026-11-20T10:\(10 + number % 50):00.123Z",\
                "datacontenttype":"application/json","data":{"duration_ms":"\(number).25",\
                "method":"GET","path":"/v1/items","region":"eu","bytes":\(digits)}}

                """
        }
        return Array(text.utf8)
    }
}

/// The same bytes again and again, so that no benchmark needs a large file.
struct RepeatedSource: ByteSource {
    private let bytes: [UInt8]
    private var timesLeft: Int

    init(_ bytes: [UInt8], times: Int) {
        self.bytes = bytes
        timesLeft = times
    }

    mutating func append(upTo count: Int, to buffer: inout [UInt8]) -> Bool {
        guard timesLeft > 0 else { return false }
        timesLeft -= 1
        buffer += bytes
        return true
    }
}
