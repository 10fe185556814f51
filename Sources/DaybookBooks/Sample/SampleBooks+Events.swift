package import DaybookCore

extension SampleBooks {
    /// One in so many comes from somebody whom the books do not know.
    private static let strangersOneIn = 1000

    /// One in so many tells of storage, the others of requests.
    private static let volumesOneIn = 20

    /// How many accounts have any usage; few of these have most of it. More would make rollups
    /// of an hour with hardly an event each.
    private var usingAccounts: Int {
        max(1, min(size.accounts, size.events / 100, 20_000))
    }

    /// The event of a number, of the running month: the months before are invoiced. They come in
    /// the order of time, but for a few seconds.
    package func event(_ number: Int) throws(TimeError) -> UsageEvent {
        var chance = chance(.event, number)
        let subject = subject(&chance)
        let isVolume = chance.happens(oneIn: Self.volumesOneIn)
        let region = ["eu-central", "us-east", "ap-south"][[0, 0, 0, 0, 1, 1, 2][chance.below(7)]]
        let span = now.microseconds(since: runningMonth.start)
        let even = Int64(Int128(span) * Int128(number) / Int128(max(1, size.events)))
        let late = Int64(chance.below(3_000)) * Microseconds.inMillisecond
        let status = Self.statuses[chance.below(Self.statuses.count)]
        let amount =
            isVolume
            ? "\(chance.below(100_000))"
            : "0.\(chance.within(100_000..<300_000)),\"status\":\(status)"
        return UsageEvent(
            id: String(SampleChance.mixed(~seed ^ UInt64(number)), radix: 16),
            source: Self.sources[chance.below(Self.sources.count)],
            type: isVolume ? Self.volumeType : Self.requestType,
            subject: subject,
            time: try now.adding(microseconds: max(even - late, 0) - span),
            data: "{\"gb\":\(amount),\"region\":\"\(region)\"}"
        )
    }

    private static let statuses = [200, 200, 200, 200, 201, 304, 404, 500]

    private static let sources = (1...4).map { "urn:harbourline:gateway:\($0)" }

    private func subject(_ chance: inout SampleChance) -> String {
        if chance.happens(oneIn: Self.strangersOneIn) { return "stranger-\(chance.below(20))" }
        let share = chance.below(1 << 20)
        // The square puts half of all events on a quarter of the accounts.
        let place = (share * share) >> 20
        return Self.alias(ofAccount: (place * usingAccounts) >> 20)
    }
}
