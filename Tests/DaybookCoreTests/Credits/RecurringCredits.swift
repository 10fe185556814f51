import DaybookCore
import TestRigs
import Testing

/// Credits that recur, as texts and by chance, and a slow second opinion on what is left of them.
enum RecurringCredits {
    static var euro: Currency { Currency(iso: "EUR")! }

    static func day(_ text: some StringProtocol) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]), "\(text)")
    }

    static func days(_ count: Int, after day: CivilDate) throws -> CivilDate {
        try day.adding(days: count)
    }

    // MARK: - As texts

    /// Words such as `2025-01-31 10.00 1 month until=2025-06-01 most=5.00`.
    static func credit(_ text: String) throws -> MoneyCredit {
        let words = text.split(separator: " ").map(String.init)
        var settings: [String: String] = [:]
        for word in words.dropFirst(4) {
            let parts = word.split(separator: "=").map(String.init)
            settings[parts[0]] = parts[1]
        }
        let (first, count) = (try day(words[0]), try #require(Int(words[2])))
        let every =
            try words[3] == "days"
            ? CalendarDuration(days: count) : CalendarDuration(months: count)
        let rollover = try CreditRollover(
            minimum: Money(settings["least"] ?? "0", euro),
            maximum: Money(settings["most"] ?? settings["least"] ?? "0", euro)
        )
        let recurrence =
            if let times = settings["times"] {
                try CreditRecurrence(
                    from: first,
                    every: every,
                    times: #require(Int(times)),
                    rollover
                )
            } else {
                try CreditRecurrence(
                    from: first,
                    every: every,
                    until: settings["until"].map { try day($0) },
                    rollover
                )
            }
        return try MoneyCredit(
            id: "a",
            amount: Money(words[1], euro),
            effectiveOn: first,
            expiresOn: settings["expires"].map { try day($0) },
            createdAt: .epoch,
            recurrence: recurrence
        )
    }

    // MARK: - By chance

    static func credit(
        _ id: String,
        from first: CivilDate,
        _ generator: inout SeededGenerator,
    ) throws -> MoneyCredit {
        let least = Int128.random(in: 0...9, using: &generator) - 6
        let most = Int128.random(in: 0...30, using: &generator) - 10
        let rollover = try CreditRollover(
            minimum: Money(minorUnits: max(0, least), euro),
            maximum: Money(minorUnits: max(0, least, most), euro)
        )
        let every =
            try Bool.random(using: &generator)
            ? CalendarDuration(months: Int.random(in: 1...3, using: &generator))
            : CalendarDuration(days: Int.random(in: 1...40, using: &generator))
        let until =
            try Bool.random(using: &generator)
            ? days(Int.random(in: 1...150, using: &generator), after: first) : nil
        let expires =
            try Int.random(in: 0..<4, using: &generator) == 0
            ? days(Int.random(in: 1...200, using: &generator), after: first) : nil
        return try MoneyCredit(
            id: id,
            amount: Money(minorUnits: .random(in: 1...20, using: &generator), euro),
            priority: Int.random(in: 1...2, using: &generator),
            effectiveOn: first,
            expiresOn: expires,
            createdAt: Instant(seconds: .random(in: 0...3, using: &generator)),
            recurrence: CreditRecurrence(from: first, every: every, until: until, rollover)
        )
    }

    // MARK: - A second opinion

    /// What is left by the end of each of so many days, walked day by day.
    static func rests(
        of credit: MoneyCredit,
        _ entries: [CreditLedger.Entry],
        days count: Int,
    ) throws -> [Int128] {
        let recurrence = try #require(credit.recurrence)
        let rollover = recurrence.rollover
        let starts = try Set(
            (1...count).map { n in try credit.effectiveOn.adding(recurrence.interval, times: n) }
        )
        var (rest, rests, isOver) = (Int128(0), [Int128](), false)
        for offset in 0..<count {
            let today = try days(offset, after: credit.effectiveOn)
            let hasExpired = credit.expiresOn.map { $0 <= today } ?? false
            let isStopped = credit.stoppedOn.map { $0 < today } ?? false
            if !isOver, !hasExpired, !isStopped {
                if today == recurrence.until {
                    rest = min(rest, rollover.maximum.minorUnits)
                    isOver = true
                } else if starts.contains(today) {
                    let most = rollover.maximum.minorUnits
                    rest = min(most, max(rollover.minimum.minorUnits, rest))
                    rest += credit.amount.minorUnits
                }
            }
            for entry in entries where entry.credit == credit.id && entry.on == today {
                rest += entry.isGiven ? entry.amount.minorUnits : -entry.amount.minorUnits
            }
            rests.append(rest)
        }
        return rests
    }
}
