package import DaybookCore

/// How plans and add-ons go. What names them does so by their keys, within terms.
extension CatalogueRepository {
    /// Removes a plan with all of its versions, where nothing uses it.
    package func deletePlan(_ key: String, id: RecordID) throws {
        var found: [RecordInUse.Reference] = []
        let contracts = try connection.integer(
            """
            SELECT count(DISTINCT contract) FROM plans
                JOIN plan_versions ON owner = plans.row
                JOIN contract_plans ON plan_version = plan_versions.row
            WHERE plans.id = ?
            """,
            [.id(id)]
        )
        if contracts > 0 { found.append(.init(table: "contracts", count: Int(contracts))) }
        let followed = try plans.all().count { other, history in
            other != key && history.versions.contains { $0.content.successor == key }
        }
        if followed > 0 { found.append(.init(table: "plans", count: followed)) }
        try require(found, of: .plan, key)
        try plans.delete(key)
    }

    /// Removes an add-on with all of its versions, where nothing uses it.
    package func deleteAddOn(_ key: String, id: RecordID) throws {
        var found: [RecordInUse.Reference] = []
        let offered = try plans.all().values.count { history in
            history.versions.contains { $0.content.addOns.contains { $0.addOn == key } }
        }
        if offered > 0 { found.append(.init(table: "plans", count: offered)) }
        // A key has nothing that JSON escapes.
        let contracts = try connection.integer(
            "SELECT count(*) FROM contracts WHERE instr(definition, ?) > 0",
            [.text("{\"key\":\"\(key)\",\"definition\":")]
        )
        if contracts > 0 { found.append(.init(table: "contracts", count: Int(contracts))) }
        try require(found, of: .addOn, key)
        try addOns.delete(key)
    }

    private func require(
        _ found: [RecordInUse.Reference],
        of kind: RecordKind,
        _ key: String,
    ) throws {
        if !found.isEmpty { throw RecordInUse(kind: kind, key: key, references: found) }
    }
}
