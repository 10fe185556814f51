package import DaybookCore
package import DaybookWire

/// Contracts from JSON. What a contract only names is looked up: zones, plans, currencies.
package struct ContractReader {
    private let zone: (String) throws -> ZoneRules
    private let plan: (PlanOrigin) throws -> PlanDefinition
    private let currencies: (String) -> Currency?

    package init(
        zone: @escaping (String) throws -> ZoneRules,
        plan: @escaping (PlanOrigin) throws -> PlanDefinition,
        currency: @escaping (String) -> Currency? = { Currency(iso: $0) },
    ) {
        self.zone = zone
        self.plan = plan
        currencies = currency
    }

    package func contract(_ form: JSONForm) throws -> Contract {
        let zone = try zone(try form.text("zone"))
        guard let currency = currencies(try form.text("currency")) else {
            throw form.mismatch("currency", "a currency that is known")
        }
        let contract = Contract(
            restoring: try form.objects("plans").map { try contractPlan($0, zone, currency) },
            currency: currency,
            zone: zone,
            proration: try form.proration(),
            taxes: try form.taxes(),
            renewal: try form.optionalObject("renewal").map { try $0.renewal() },
            commitments: try form.objects("commitments").map { try $0.commitment(currency) },
            milestones: try Self.milestones(form),
            signedAt: try form.optionalInstant("signedAt"),
            cancelledAt: try form.optionalInstant("cancelledAt")
        )
        guard let contract else { throw form.node.mismatch("plans one after the other") }
        return contract
    }

    /// The milestones of a contract alone, for whoever asks for nothing else of it.
    package static func milestones(_ form: JSONForm) throws -> [Milestone] {
        try form.objects("milestones").map { try $0.milestone() }
    }

    // MARK: - Plans

    private func contractPlan(
        _ form: JSONForm,
        _ zone: ZoneRules,
        _ currency: Currency,
    ) throws -> ContractPlan {
        var origin: PlanOrigin?
        if let plan = try form.optionalText("plan") {
            origin = PlanOrigin(plan: plan, version: try form.integer("version"))
        }
        let end = try form.optionalInstant("end")
        let order = try form.optionalObject("order")
            .map { try self.order($0, of: origin, zone, currency, end: end) }
        let schedule: ContractSchedule
        if let kept = try form.optionalObject("schedule") {
            schedule = try self.schedule(kept, zone, end: end)
        } else if let order {
            schedule = try order.schedule()
        } else {
            throw form.node.mismatch("an order or a schedule")
        }
        return ContractPlan(
            restoring: try form.choice("kind"),
            order,
            of: origin,
            schedule: schedule,
            agreedEnd: try form.optionalInstant("agreedEnd")
        )
    }

    private func order(
        _ form: JSONForm,
        of origin: PlanOrigin?,
        _ zone: ZoneRules,
        _ currency: Currency,
        end: Instant?,
    ) throws -> PlanOrder {
        guard let origin else { throw form.node.mismatch("an order of a plan") }
        return PlanOrder(
            try plan(origin),
            currency: currency,
            zone: zone,
            start: try form.instant("start"),
            phasesFrom: try form.optionalInstant("phasesFrom"),
            end: end,
            alignment: try form.alignment(),
            startingPhase: try form.optionalText("startingPhase"),
            trial: try form.optionalDuration("trial"),
            overrides: try form.objects("overrides").map { try $0.override() },
            addOns: try form.objects("addOns").map { try addOn($0) }
        )
    }

    private func addOn(_ form: JSONForm) throws -> AddOnOrder {
        var reader = PlanReader(currencies)
        guard let definition = reader.addOn(try form.object("definition")) else {
            throw reader.faults
        }
        let changes = try form.objects("changes").map { change in
            AddOnOrder.Change(
                from: try change.instant("from"),
                quantity: try change.integer("quantity")
            )
        }
        return AddOnOrder(try form.text("key"), definition, changes)
    }

    // MARK: - Schedules

    private func schedule(
        _ form: JSONForm,
        _ zone: ZoneRules,
        end: Instant?,
    ) throws -> ContractSchedule {
        try ContractSchedule(
            start: try form.instant("start"),
            end: end,
            cadence: try form.duration("cadence"),
            anchor: try form.instant("anchor"),
            zone: zone,
            phases: try form.objects("phases").map { phase in
                ContractSchedule.Phase(
                    key: try phase.text("key"),
                    offset: try phase.object("offset").offset(),
                    items: try phase.objects("items").map { item in
                        ContractSchedule.Item(
                            key: try item.text("key"),
                            versions: try item.objects("versions").map { try $0.version() }
                        )
                    }
                )
            },
            phasesFrom: try form.instant("phasesFrom")
        )
    }
}
