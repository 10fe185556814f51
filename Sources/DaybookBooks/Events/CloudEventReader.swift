package import DaybookCore
package import DaybookWire

/// Usage events as CloudEvents 1.0 in JSON Lines: bytes in, typed events out, line by line.
package struct CloudEventReader {
    private var lines: JSONLinesReader
    private var shape = JSONShape(["id", "source", "type", "subject", "time", "data"])

    package init(_ source: any ByteSource) {
        lines = JSONLinesReader(source)
    }

    /// An event, or why its line is none.
    package enum Entry: Hashable, Sendable {
        case event(line: Int, UsageEvent)
        case invalid(line: Int, reason: String)
    }

    package mutating func next() throws -> Entry? {
        switch try lines.next() {
        case nil:
            return nil
        case .failure(let line, let error):
            return .invalid(line: line, reason: "\(error) (byte \(error.offset + 1) of the line)")
        case .value(let line):
            lines.find(&shape)
            do throws(CloudEventError) {
                return .event(line: line, try event())
            } catch {
                return .invalid(line: line, reason: error.description)
            }
        }
    }

    private func event() throws(CloudEventError) -> UsageEvent {
        UsageEvent(
            id: try text(0, "id"),
            source: try text(1, "source"),
            type: try text(2, "type"),
            subject: try text(3, "subject"),
            time: try time(),
            data: lines.source(shape[5])
        )
    }

    private func text(_ field: Int, _ name: String) throws(CloudEventError) -> String {
        guard let text = lines.string(shape[field]), !text.isEmpty else {
            throw CloudEventError(
                description: "\(name): expected a text, found \(found(shape[field]))"
            )
        }
        return text
    }

    private func time() throws(CloudEventError) -> Instant? {
        let kind = lines.kind(shape[4])
        if kind == nil || kind == .null { return nil }
        guard kind == .string else {
            throw CloudEventError(description: "time: expected a text, found \(found(shape[4]))")
        }
        do throws(ISO8601Error) {
            let time = try lines.withBytes(of: shape[4]) { (bytes) throws(ISO8601Error) in
                try Instant(iso8601: bytes)
            }
            // A text with escapes has no bytes to hand out; it is a time all the same.
            if let time { return time }
            return try Instant(iso8601: lines.string(shape[4]) ?? "")
        } catch {
            throw CloudEventError(description: "time: \(error)")
        }
    }

    private func found(_ field: JSONShape.Field) -> String {
        switch lines.kind(field) {
        case nil: "nothing"
        case .null: "null"
        case .string: "an empty text"
        case .object: "an object"
        case .array: "an array"
        case .number: "a number"
        case .true, .false: "true or false"
        }
    }
}

private struct CloudEventError: Error {
    let description: String
}
