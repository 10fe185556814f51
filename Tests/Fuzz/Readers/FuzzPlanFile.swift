internal import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Plans, whatever they say: one that is read is the same after it was written, differs from itself
/// in nothing, and can be taken or is refused.
func fuzzPlanFile(_ bytes: [UInt8]) {
    guard let file = try? PlanFile<PlanDefinition>(bytes) else { return fuzzAddOnFile(bytes) }
    var json = JSONStream()
    json.plan(file.content, key: file.key)
    require(
        (try? PlanFile<PlanDefinition>(json.bytes)) == file,
        "a plan that is written is read again"
    )
    require(PlanDifference(from: file.content, to: file.content).isEmpty, "nothing differs")
    let faults = Catalogue().faults(of: file.content, of: file.key, at: .epoch)
    require(faults.allSatisfy { !$0.description.isEmpty }, "a fault has words")
    for currency in file.content.currencies.prefix(2) {
        let order = PlanOrder(file.content, currency: currency, zone: .utc, start: .epoch)
        guard let schedule = try? order.schedule() else { continue }
        _ = try? schedule.due(through: .epoch.adding(microseconds: 90 * Microseconds.inDay))
    }
}

private func fuzzAddOnFile(_ bytes: [UInt8]) {
    guard let file = try? PlanFile<AddOnDefinition>(bytes) else {
        _ = try? OverrideFile(bytes)
        return
    }
    var json = JSONStream()
    json.addOn(file.content, key: file.key)
    require(
        (try? PlanFile<AddOnDefinition>(json.bytes)) == file,
        "an add-on that is written is read again"
    )
}
