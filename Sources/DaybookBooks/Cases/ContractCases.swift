internal import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Kinds of cases about what contracts owe, when, and how that changes.
enum ContractCases {
    static let all: [CaseKind] = [
        CaseKind("subscription_periods") { input, _, json in
            let schedule = try onePhase(input)
            let due = try schedule.due(ofPhase: 0, until: input.instant("generateUntil"))
            json.array("result") { json in
                for item in due {
                    json.object { json in
                        json.text("key", item.key.withoutPhase)
                        json.period("servicePeriod", item.service)
                        json.period("fullServicePeriod", item.fullService)
                        json.period("billingPeriod", item.billing)
                        json.time("invoiceAt", item.invoiceAt)
                    }
                }
            }
        },
        CaseKind("subscription_billing_scenario") { input, setting, json in
            var scenario = try BillingScenario(input, setting)
            try json.array("steps") { json in
                for step in try input.objects("steps") { try scenario.run(step, &json) }
            }
        },
    ]

    /// The contract of a case that looks at one phase alone.
    private static func onePhase(_ input: CaseInput) throws -> ContractSchedule {
        let start = try input.instant("subscriptionStart")
        var phases = [
            ContractSchedule.Phase(
                key: "phase",
                offset: .none,
                items: items(try input.objects("items").map(item))
            )
        ]
        // The phase ends where another one, without anything in it, begins.
        if let end = try input.optionalInstant("phaseEnd") {
            let length = try CalendarDuration(microseconds: Int(end.microseconds(since: start)))
            phases.append(
                ContractSchedule.Phase(key: "rest", offset: ScheduleOffset(length), items: [])
            )
        }
        var anchor: Instant?
        if input.has("billingAnchorOffsetFromStart") {
            let offset = try input.signedDuration("billingAnchorOffsetFromStart")
            anchor = try start.adding(offset.length, times: offset.times, in: .utc)
        }
        return try ContractSchedule(
            start: start,
            end: try input.optionalInstant("subscriptionEnd"),
            cadence: try input.duration("billingCadence"),
            anchor: anchor,
            zone: .utc,
            phases: phases
        )
    }

    /// Items of the same key are versions of one.
    private static func items(
        _ versions: [ContractSchedule.Version]
    ) -> [ContractSchedule.Item] {
        var keys: [String] = []
        for version in versions where !keys.contains(version.item.key) {
            keys.append(version.item.key)
        }
        return keys.map { key in
            ContractSchedule.Item(key: key, versions: versions.filter { $0.item.key == key })
        }
    }

    private static func item(_ form: CaseInput) throws -> ContractSchedule.Version {
        let price: Price? =
            switch try form.optionalText("price") {
            case nil: nil
            case "unit": .unit(.one)
            case "flat_in_advance": .flat(.one, .inAdvance)
            case "flat_in_arrears": .flat(.one, .inArrears)
            case _?: throw form.mismatch("price", "unit, flat_in_advance or flat_in_arrears")
            }
        return ContractSchedule.Version(
            PricedItem(
                key: try form.text("key"),
                terms: try price.map { try PriceTerms($0) },
                cadence: try form.optionalDuration("cadence")
            ),
            from: try form.bound("startAfter"),
            to: try form.bound("endAfter")
        )
    }
}

extension CaseInput {
    func bound(_ key: String) throws(JSONShapeError) -> ContractSchedule.Bound? {
        try optionalDuration(key).map { .afterPhaseStart(ScheduleOffset($0)) }
    }

    /// A rate card as scenarios write it.
    func item(key: String? = nil) throws -> PricedItem {
        PricedItem(
            key: try key ?? text("key"),
            terms: has("price") ? try terms() : nil,
            cadence: try optionalDuration("billingCadence")
        )
    }
}

extension ContractError: CaseRefusal {
    var caseName: String {
        switch self {
        case .unknownPhase: "phase_not_found"
        case .unknownItem: "item_not_found"
        case .phaseExists: "phase_exists"
        case .inThePast: "cannot_change_the_past"
        case .phaseWouldVanish: "phase_would_vanish"
        case .lastPhase: "last_phase"
        case .itemOverlaps: "item_overlaps"
        case .notRunning, .beforeNow, .isCancelled, .noEnd, .endNotLater:
            "subscription_not_active"
        case .alreadyCancelled: "already_cancelled"
        case .notCancelled: "not_cancelled"
        case .alreadySigned: "already_signed"
        case .changedByHand: "changed_by_hand"
        case .notOlder: "version_not_newer"
        case .noRenewal: "no_renewal"
        case .noMilestone: "milestone_not_found"
        case .milestoneReached: "milestone_reached"
        case .tooManyPeriods: "too_many_periods"
        case .amountOutOfRange: "number_out_of_range"
        case .time: "time_out_of_range"
        }
    }
}
