internal import DaybookCore
internal import DaybookWire

/// The parts of a contract, each from its object.
extension JSONForm {
    func proration() throws(JSONShapeError) -> ProrationPolicy {
        guard let form = try optionalObject("proration") else { return ProrationPolicy() }
        return ProrationPolicy(
            isEnabled: try form.bool("enabled", default: true),
            atEnd: try form.has("atEnd") ? form.choice("atEnd") : .billActualPeriod
        )
    }

    func taxes() throws -> TaxTable {
        guard let form = try optionalObject("taxes") else { return TaxTable() }
        var rates: [String: TaxRate] = [:]
        for member in try form.members("rates") {
            rates[member.key] = try JSONForm(member.value).rate()
        }
        return TaxTable(standard: try form.optionalObject("standard")?.rate(), rates: rates)
    }

    private func rate() throws -> TaxRate {
        try TaxRate(percent: try amount("percent"), try choice("behaviour"))
    }

    func renewal() throws(JSONShapeError) -> RenewalTerms {
        RenewalTerms(
            length: try duration("length"),
            upliftPercent: try optionalAmount("upliftPercent"),
            notice: try optionalDuration("notice"),
            isAutomatic: try bool("automatic", default: false),
            limit: try optionalInteger("limit")
        )
    }

    func commitment(_ currency: Currency) throws -> TermCommitment {
        TermCommitment(
            key: try text("key"),
            amount: try Money(try text("amount"), currency),
            period: try period("period")
        )
    }

    func milestone() throws(JSONShapeError) -> Milestone {
        var trigger: Milestone.Trigger = []
        if try bool("invoices", default: false) { trigger.insert(.invoice) }
        if try bool("earns", default: false) { trigger.insert(.revenue) }
        return Milestone(
            key: try text("key"),
            percent: try amount("percent"),
            trigger,
            reachedOn: has("reachedOn") ? try date("reachedOn") : nil
        )
    }

    // MARK: - Orders

    func alignment() throws(JSONShapeError) -> BillingAlignment {
        switch try text("alignment") {
        case "anniversary": .anniversary
        case "calendar": .calendar
        case "co_term": .coTerm(with: try instant("anchor"))
        case "anchor": .anchor(try instant("anchor"))
        case _: throw mismatch("alignment", "anniversary, calendar, co_term or anchor")
        }
    }

    func override() throws -> ItemOverride {
        let act: ItemOverride.Act =
            switch try text("act") {
            case "add": .add(try object("with").item())
            case "remove": .remove
            case "price": .price(try optionalObject("price")?.terms())
            case "raise": .raise(percent: try amount("percent"))
            case _: throw mismatch("act", "add, remove, price or raise")
            }
        return ItemOverride(
            phase: try optionalText("phase"),
            try text("item"),
            act,
            since: try optionalInstant("since")
        )
    }

    // MARK: - Items

    func item() throws -> PricedItem {
        PricedItem(
            key: try text("key"),
            name: try optionalText("name"),
            product: try optionalText("product"),
            terms: try optionalObject("price")?.terms(),
            cadence: try optionalDuration("cadence"),
            taxCode: try optionalText("taxCode"),
            entitlement: try optionalObject("entitlement")?.entitlement()
        )
    }

    func version() throws -> ContractSchedule.Version {
        ContractSchedule.Version(
            try object("item").item(),
            from: try optionalObject("from")?.bound(),
            to: try optionalObject("to")?.bound()
        )
    }

    private func bound() throws(JSONShapeError) -> ContractSchedule.Bound {
        if has("at") { return .at(try instant("at")) }
        return .afterPhaseStart(try object("after").offset())
    }

    func offset() throws(JSONShapeError) -> ScheduleOffset {
        ScheduleOffset(
            months: try integer("months"),
            days: try integer("days"),
            microseconds: Int64(try integer("microseconds"))
        )
    }
}
