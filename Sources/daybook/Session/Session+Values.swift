import DaybookCore
import DaybookLive
import DaybookWire

/// Values of options that the parser leaves to those who own their rules.
extension Session {
    /// The instant that an option names, or nil where it is not given. A day is its beginning, by
    /// the clocks of a zone: the organisation's where none is named.
    func instant(_ option: String, in zone: ZoneRules? = nil) throws -> Instant? {
        guard let text = invocation.text(option) else { return nil }
        if let day = try? CivilDate(iso8601: text) {
            return try (zone ?? organisationZone()).startOfDay(day)
        }
        do throws(ISO8601Error) {
            return try Instant(iso8601: text)
        } catch {
            throw Failure(
                .wrongUsage,
                "--\(option): \(error)",
                advice: "write a time as 2026-11-20T10:00:00Z, a day as 2026-11-20"
            )
        }
    }

    /// The civil day that an option names, or nil where it is not given.
    func date(_ option: String) throws -> CivilDate? {
        try invocation.text(option).map { try civilDate($0, "--\(option)") }
    }

    /// - Parameter place: what an error of it begins with
    func civilDate(_ text: String, _ place: String) throws -> CivilDate {
        do throws(ISO8601Error) {
            return try CivilDate(iso8601: text)
        } catch {
            throw Failure(.wrongUsage, "\(place): \(error)", advice: "write it as 2026-11-20")
        }
    }

    /// The duration that an option names, or nil where it is not given.
    func duration(_ option: String) throws -> CalendarDuration? {
        guard let text = invocation.text(option) else { return nil }
        do throws(ISO8601Error) {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw Failure(.wrongUsage, "--\(option): \(error)", advice: "write it as P1Y or P3M")
        }
    }

    /// The percentage that an option names, or nil where it is not given.
    func percent(_ option: String) throws -> PreciseAmount? {
        try invocation.text(option).map { try percent($0, of: option) }
    }

    func percent(_ text: String, of option: String) throws -> PreciseAmount {
        do {
            return try PreciseAmount(text)
        } catch {
            throw Failure(
                .wrongUsage,
                "--\(option): \(error)",
                advice: "write a percentage, such as 19"
            )
        }
    }

    /// The pairs of an option that is given as `name=value`, again and again.
    func pairs(_ option: String) throws -> [(name: String, value: String)] {
        try invocation.list(option).map { word in
            let halves = WordHalves(word)
            guard let value = halves.second else {
                throw Failure(
                    .wrongUsage,
                    "--\(option): expected a name, = and a value, found \(Words.quoted(word))",
                    advice: "write it as --\(option) name=value"
                )
            }
            return (halves.first, value)
        }
    }
}
