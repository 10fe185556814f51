import DaybookCore
import TestRigs
import Testing

/// A metered entitlement as the cells of tables tell of it; the tables say how that is written.
struct MeteredScript {
    let times: GrantScript
    private(set) var entitlement: MeteredEntitlement
    private var events: [(at: Instant, value: PreciseAmount)] = []

    /// `every P1D from 2 anchor 6 soft keeps latest allow 20 priority 2`
    init(_ setup: String, _ times: GrantScript) throws {
        self.times = times
        let words = setup.split(separator: " ")
        func word(after name: Substring) throws -> Substring? {
            guard let place = words.firstIndex(of: name) else { return nil }
            return words[place + 1]
        }
        let start = try word(after: "from").map { try times.time($0) } ?? times.origin
        let priority = try word(after: "priority").map { try #require(Int($0)) } ?? 1
        entitlement = try MeteredEntitlement(
            measuresFrom: start,
            anchor: word(after: "anchor").map { try times.time($0) } ?? times.origin,
            interval: parsedDuration(String(word(after: "every") ?? "")),
            isSoftLimit: words.contains("soft"),
            preservesOverage: words.contains("keeps"),
            aggregation: words.contains("latest") ? .latest : .sum,
            allowance: word(after: "allow").map {
                MeteredEntitlement.Allowance(try .read($0), priority: priority)
            },
        )
    }

    func usage() throws -> UsageSeries { try UsageSeries(events) }

    /// Takes a step; the answer is a value as text, or nothing.
    mutating func take(_ step: String) throws -> String? {
        let words = step.split(separator: " ")
        let rest = words.dropFirst()
        switch words[0] {
        case "use":
            events.append((at: try times.time(words[1]), value: try .read(words[2])))
        case "grant":
            try entitlement.record(times.grant(rest.joined(separator: " ")))
        case "issue":
            let grant = try times.grant(rest.dropFirst().joined(separator: " "))
            try entitlement.issue(grant, now: times.time(words[1]))
        case "void":
            try entitlement.void(GrantID(String(words[1])), at: times.time(words[2]))
        case "reset":
            let keeps = words.contains("keep") ? true : words.contains("drop") ? false : nil
            try entitlement.reset(
                at: times.time(words[1]),
                now: times.time(words[2]),
                retainsAnchor: words.contains("retain"),
                preservesOverage: keeps,
            )
        case "value":
            return text(of: try entitlement.value(at: times.time(words[1]), usage: usage()))
        case _:
            throw TestFailure("\(step) is not known")
        }
        return nil
    }

    private func text(of value: EntitlementBalance) -> String {
        let figures = [value.usage, value.balance, value.overage, value.totalAvailable]
        let access = entitlement.hasAccess(with: value) ? "yes" : "no"
        return (figures.map(\.description) + [times.text(value.periodStart), access])
            .joined(separator: " ")
    }
}
