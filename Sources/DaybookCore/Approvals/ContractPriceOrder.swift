/// Prices of its own that somebody wants a contract to have.
package struct ContractPriceOrder: Hashable, Sendable {
    package let contract: RecordID
    package let key: String
    /// How often the contract had been changed when somebody asked: what is approved is what was
    /// looked at, and not what became of it meanwhile.
    package let contractVersion: Int
    package let change: Change

    package enum Change: Hashable, Sendable {
        /// From a time on; nil: from the day on which it is done, which may be long after it was
        /// asked for.
        case items([ItemOverride], from: Instant?)
        /// Another term, on other terms than were agreed.
        case renewal(length: CalendarDuration, upliftPercent: PreciseAmount?)
    }

    package init(contract: RecordID, key: String, contractVersion: Int, _ change: Change) {
        self.contract = contract
        self.key = key
        self.contractVersion = contractVersion
        self.change = change
    }

    package var act: ApprovableAct {
        switch change {
        case .items: .contractChange
        case .renewal: .contractRenew
        }
    }

    /// Makes the change; nothing of what has begun before `today` changes.
    package func make(_ contract: inout Contract, now today: Instant) throws {
        try change.make(&contract, now: today)
    }
}

extension ContractPriceOrder.Change {
    package func make(_ contract: inout Contract, now today: Instant) throws {
        switch self {
        case .items(let overrides, let moment):
            try contract.change(overrides, from: moment ?? today, now: today)
        case .renewal(let length, let percent):
            try contract.renew(on: RenewalTerms(length: length, upliftPercent: percent))
        }
    }
}
