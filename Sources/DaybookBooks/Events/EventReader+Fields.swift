internal import DaybookCore
internal import DaybookWire

/// The members of the object at hand, as every form of events reads them.
extension EventReader {
    /// A text that must be there.
    func text(_ key: some EventKey) throws(EventProblem) -> String {
        let field = shape[key.place]
        guard let text = lines.string(field), !text.isEmpty else {
            throw EventProblem(key.rawValue, "expected a text, found \(found(field))")
        }
        return text
    }

    /// A text, or nil where there is none or null.
    func optionalText(_ key: some EventKey) throws(EventProblem) -> String? {
        isAbsent(key) ? nil : try text(key)
    }

    /// A time that must be there.
    func time(_ key: some EventKey, isZoned: Bool) throws(EventProblem) -> Instant {
        guard let time = try optionalTime(key, isZoned: isZoned) else {
            throw EventProblem(key.rawValue, "expected a time, found \(found(shape[key.place]))")
        }
        return time
    }

    /// A time, or nil where there is none or null. Systems that keep all their times in UTC often
    /// leave out to say so: `isZoned` is false for those.
    func optionalTime(
        _ key: some EventKey,
        isZoned: Bool,
    ) throws(EventProblem) -> Instant? {
        let field = shape[key.place]
        if isAbsent(key) { return nil }
        guard lines.kind(field) == .string else {
            throw EventProblem(key.rawValue, "expected a text, found \(found(field))")
        }
        do throws(ISO8601Error) {
            let time = try lines.withBytes(of: field) { (bytes) throws(ISO8601Error) in
                try Self.instant(bytes, isZoned: isZoned)
            }
            // A text with escapes has no bytes to hand out; it is a time all the same.
            if let time { return time }
            let text = lines.string(field) ?? ""
            return try Self.instant(text.utf8.span, isZoned: isZoned)
        } catch {
            throw EventProblem(key.rawValue, "\(error)")
        }
    }

    private static func instant(
        _ bytes: Span<UInt8>,
        isZoned: Bool,
    ) throws(ISO8601Error) -> Instant {
        do throws(ISO8601Error) {
            return try Instant(iso8601: bytes)
        } catch {
            guard !isZoned, let local = try? LocalTime(iso8601: bytes),
                let time = try? Instant(microseconds: local.microseconds)
            else { throw error }
            return time
        }
    }

    /// The text of a value as it stands, or nil where there is none or null.
    func source(_ key: some EventKey) -> String? { lines.source(shape[key.place]) }

    func kind(_ key: some EventKey) -> JSONKind? { lines.kind(shape[key.place]) }

    func isAbsent(_ key: some EventKey) -> Bool {
        let kind = kind(key)
        return kind == nil || kind == .null
    }

    /// Says that a member is of another kind than it should be.
    func mismatch(_ key: some EventKey, _ expected: String) -> EventProblem {
        EventProblem(key.rawValue, "expected \(expected), found \(found(shape[key.place]))")
    }

    private func found(_ field: JSONShape.Field) -> String {
        switch lines.kind(field) {
        case nil: "nothing"
        case .string: lines.string(field)?.isEmpty ?? true ? "an empty text" : "a text"
        case let kind?: kind.words
        }
    }
}

/// A member of a form of events; the raw value is its name.
protocol EventKey: RawRepresentable<String> {
    /// Where it stands among the keys of its form.
    var place: Int { get }
}

extension JSONKind {
    /// A value of this kind, in words.
    var words: String {
        switch self {
        case .null: "null"
        case .string: "a text"
        case .object: "an object"
        case .array: "an array"
        case .number: "a number"
        case .true, .false: "true or false"
        }
    }
}
