import DaybookCore
import TestRigs
import Testing

/// Reads grants, usage and times from the cells of tables; the tables say how these are written.
struct GrantScript {
    /// What hour 0 is.
    let origin: Instant

    /// `5`, `-5`, `5:30`, `5:30:15`; nil for `-`.
    func instant(_ text: some StringProtocol) throws -> Instant? {
        if text == "-" { return nil }
        let parts = text.split(separator: ":")
        var seconds: Int64 = 0
        for (part, unit) in zip(parts, [3_600, 60, 1]) {
            seconds += try #require(Int64(part), "\(text)") * Int64(unit)
        }
        return try origin.adding(microseconds: seconds * 1_000_000)
    }

    func time(_ text: some StringProtocol) throws -> Instant {
        try #require(try instant(text), "\(text)")
    }

    /// Hours and what is left of them, as `instant` reads them.
    func text(_ instant: Instant) -> String {
        let seconds = instant.microseconds(since: origin) / 1_000_000
        let (hours, rest) = (seconds / 3_600, seconds % 3_600)
        return rest == 0 ? "\(hours)" : "\(hours):\(rest / 60):\(rest % 60)"
    }

    func period(_ period: Period<Instant>) -> String {
        "\(text(period.from))-\(text(period.to))"
    }

    /// `a 100 0..24 p2 v5 d6 c1 r6@0 m0-50`
    func grant(_ text: String) throws -> Grant {
        let words = text.split(separator: " ")
        let (start, end) = try Self.halves(words[2], "..")
        var life = GrantLife(effectiveAt: try time(start))
        if !end.isEmpty { life.expiresAt = try time(end) }
        var (priority, created) = (1, Instant.earliest)
        var recurrence: Recurrence?
        var rollover = GrantRollover.none
        for word in words.dropFirst(3) {
            let value = word.dropFirst()
            switch word.first {
            case "p": priority = try #require(Int(value))
            case "c": created = try time(value)
            case "v": life.voidedAt = try time(value)
            case "d": life.deletedAt = try time(value)
            case "r": recurrence = try self.recurrence(value)
            case "m":
                let (least, most) = try Self.halves(value, "-")
                rollover = try GrantRollover(minimum: .read(least), maximum: .read(most))
            case _: throw TestFailure("\(word) is not known")
            }
        }
        return try Grant(
            id: GrantID(String(words[0])),
            amount: .read(words[1]),
            priority: priority,
            createdAt: created,
            life: life,
            recurrence: recurrence,
            rollover: rollover,
        )
    }

    private func recurrence(_ text: Substring) throws -> Recurrence {
        let (hours, anchor) = try Self.halves(text, "@")
        do {
            return try Recurrence(
                anchor: time(anchor),
                interval: CalendarDuration(hours: #require(Int(hours))),
                zone: .utc,
            )
        } catch let error as TimeError {
            throw GrantError.time(error)
        }
    }

    func grants(_ text: String) throws -> [Grant] {
        try Self.list(text).map { try grant($0) }
    }

    /// `1:20 23:5.5`: hours, not minutes, before the colon's value.
    func usage(_ text: String) throws -> [(at: Instant, value: PreciseAmount)] {
        try text.split(separator: " ").map { word in
            let (at, value) = try Self.halves(word, ":")
            return (at: try time(at), value: try .read(value))
        }
    }

    /// `6 9!`
    func resets(_ text: String) throws -> [BalanceReset] {
        try text.split(separator: " ").map { word in
            let at = try time(word.prefix { $0 != "!" })
            return BalanceReset(at: at, preservesOverage: word.hasSuffix("!"))
        }
    }

    /// `0 a=10 b=0 o3 u2 g1 s-5`
    func opening(_ text: String) throws -> BalanceSnapshot {
        let words = text.split(separator: " ")
        var balances: [(id: GrantID, amount: PreciseAmount)] = []
        var snapshot = BalanceSnapshot(at: try time(words[0]), balances: .none)
        for word in words.dropFirst() {
            let value = word.dropFirst()
            if word.contains("=") {
                let (id, amount) = try Self.halves(word, "=")
                balances.append((id: GrantID(String(id)), amount: try .read(amount)))
                continue
            }
            switch word.first {
            case "o": snapshot.overage = try .read(value)
            case "u": snapshot.usage = try .read(value)
            case "g": snapshot.grantUsage = try .read(value)
            case "s": snapshot.usageSince = try time(value)
            case _: throw TestFailure("\(word) is not known")
            }
        }
        snapshot.balances = GrantBalances(balances)
        return snapshot
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ";").map { $0.drop { $0 == " " } }.map(String.init)
    }

    static func halves(
        _ text: Substring,
        _ separator: String,
    ) throws -> (Substring, Substring) {
        let at = try #require(text.firstRange(of: separator), "\(text) has no \(separator)")
        return (text[..<at.lowerBound], text[at.upperBound...])
    }
}

extension PreciseAmount {
    static func read(_ text: some StringProtocol) throws -> PreciseAmount {
        try PreciseAmount(String(text))
    }
}
