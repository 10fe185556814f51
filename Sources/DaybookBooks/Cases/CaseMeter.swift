internal import DaybookCore
internal import DaybookWire

/// The meter of a case, and the ways into the data of its events.
struct CaseMeter {
    let meter: Meter
    private let paths: [JSONPath]

    /// A case about a single event need not say of which type it is, nor how its meter is called.
    private static let standardType = "event"

    init(_ input: CaseInput) throws {
        try self.init(input, valuePath: input.optionalText("valueProperty"))
    }

    /// The meter of a case about what one event means to it. Whether a count should have been made
    /// with a value is not asked: it never looks at one.
    init(ofOneEvent input: CaseInput) throws {
        let isCount = try input.text("aggregation").lowercased() == Aggregation.count.rawValue
        try self.init(input, valuePath: isCount ? nil : input.optionalText("valueProperty"))
    }

    private init(_ input: CaseInput, valuePath: String?) throws {
        let name = try input.text("aggregation")
        guard let aggregation = Aggregation(rawValue: name.lowercased()) else {
            throw CaseError.refused(
                name: "unknown_aggregation",
                detail: "there is no aggregation \(JSONText.quoted(name))"
            )
        }
        let eventType = try input.optionalText("eventType") ?? Self.standardType
        meter = try Meter(
            key: try input.optionalText("key") ?? eventType,
            eventType: eventType,
            aggregation: aggregation,
            valuePath: valuePath,
            groups: try input.members("groupBy").map {
                MeterGroup(name: $0.key, path: try input.text(of: $0.value))
            },
            eventFrom: try input.optionalInstant("eventFrom")
        )
        paths = try meter.paths.map { path in
            do {
                return try JSONPath(path)
            } catch {
                throw CaseError.refused(
                    name: "invalid_path",
                    detail: "\(JSONText.quoted(path)): \(error)"
                )
            }
        }
    }

    func event(_ input: CaseInput) throws(JSONShapeError) -> MeteredEvent {
        let storedAt = try input.optionalInstant("storedAt")
        // Who leaves out the time means the moment at which the event arrives.
        guard let time = try input.optionalInstant("time") ?? storedAt else {
            throw input.mismatch("time", "a time, or when the event was stored")
        }
        return MeteredEvent(
            type: try input.optionalText("type") ?? Self.standardType,
            subject: try input.optionalText("subject") ?? "",
            time: time,
            storedAt: storedAt,
            data: input.node["data"].map(data) ?? .none(for: meter)
        )
    }

    private func data(_ node: JSONNode) -> EventData {
        EventData(paths.map { EventValue(node.value(at: $0)) })
    }

    /// The text of an event's data, read.
    func data(_ text: String?) -> CaseData {
        guard let text, !text.isEmpty, text != CaseData.absent else {
            return CaseData(form: .absent, data: .none(for: meter), fault: nil)
        }
        do {
            let root = try JSONDocument(text).root
            if root.isNull { return CaseData(form: .null, data: .none(for: meter), fault: nil) }
            let form: EventIntake.Form = root.kind == .object ? .object : .other
            return CaseData(form: form, data: data(root), fault: nil)
        } catch {
            let fault = error.isTruncation ? EventFault.truncatedData : .malformedData("\(error)")
            return CaseData(form: .malformed, data: .none(for: meter), fault: fault)
        }
    }
}

/// The data of an event as its text says, or why it says nothing.
struct CaseData {
    static let absent = "(absent)"

    let form: EventIntake.Form
    let data: EventData
    let fault: EventFault?
}

extension JSONSyntaxError {
    /// Whether the text ends where more was to come.
    fileprivate var isTruncation: Bool {
        switch reason {
        case .empty, .unclosedString, .unclosedContainer: true
        case .unexpected, .controlCharacter, .invalidUTF8, .invalidEscape, .invalidNumber,
            .duplicateKey, .tooDeep, .trailing, .tooLarge, .noMemory:
            false
        }
    }
}
