/// A plan within a contract, from a date to a date.
package struct ContractPlan: Hashable, Sendable {
    package let kind: Kind
    /// The plan and its version that the prices came from; nil for prices of its own.
    package let origin: String?
    package internal(set) var schedule: ContractSchedule
    /// When it was to end before somebody cancelled or changed it.
    package internal(set) var agreedEnd: Instant?

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case standard
        /// It goes on as before.
        case `extension`
        /// Another term.
        case renewal
    }

    package init(_ kind: Kind, origin: String? = nil, _ schedule: ContractSchedule) {
        self.kind = kind
        self.origin = origin
        self.schedule = schedule
        agreedEnd = schedule.end
    }

    /// The same items going on after the end: what ran in the last phase, at its prices or at
    /// raised ones.
    func continued(
        _ kind: Kind,
        from start: Instant,
        to end: Instant,
        uplift percent: PreciseAmount?,
    ) throws(ContractError) -> ContractPlan {
        guard let last = schedule.phases.last else { throw .notRunning }
        var items: [ContractSchedule.Item] = []
        for item in last.items {
            guard let version = item.versions.last, version.to == nil else { continue }
            // What is charged once was charged.
            guard version.rateCard.cadence != nil else { continue }
            let card = try version.rateCard.raised(by: percent)
            items.append(ContractSchedule.Item(key: item.key, versions: [.init(card)]))
        }
        let phase = ContractSchedule.Phase(key: last.key, offset: .none, items: items)
        let schedule = try ContractSchedule(
            start: start,
            end: end,
            cadence: schedule.billing.interval,
            anchor: schedule.billing.anchor,
            zone: schedule.zone,
            phases: [phase]
        )
        return ContractPlan(kind, origin: origin, schedule)
    }
}

extension RateCard {
    fileprivate func raised(by percent: PreciseAmount?) throws(ContractError) -> RateCard {
        guard let percent, let terms else { return self }
        do throws(NumberError) {
            return replacing(try terms.raised(by: percent))
        } catch {
            throw .amountOutOfRange
        }
    }
}
