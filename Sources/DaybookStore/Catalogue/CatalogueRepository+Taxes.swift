package import DaybookCore

/// Tax codes, one by one.
extension CatalogueRepository {
    /// The tax code with this id or key.
    package func taxCode(_ idOrKey: String) throws -> (code: TaxCode, id: RecordID)? {
        try connection.first(
            "SELECT key, name, category, id FROM tax_codes WHERE id = ?1 OR key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)]
        ) { row in
            let category: TaxCategory = try row.choice(2)
            let code = TaxCode(key: row.text(0), name: row.text(1), category: category)
            return (code, try row.id(3))
        }
    }

    package func update(_ code: TaxCode) throws {
        try connection.run(
            "UPDATE tax_codes SET name = ?2, category = ?3 WHERE key = ?1",
            [.text(code.key), .text(code.name), .text(code.category.rawValue)]
        )
    }

    /// Removes a tax code that nothing names.
    package func delete(_ code: TaxCode, id: RecordID) throws {
        var found = try RecordReferences(connection).counts(to: id, .taxCode)
        let plans = try plans.all().values.count { history in
            history.versions.contains { version in
                version.content.phases.contains { $0.rateCards.contains { $0.taxCode == code.key } }
            }
        }
        if plans > 0 { found.append(.init(table: "plans", count: plans)) }
        let addOns = try addOns.all().values.count { history in
            history.versions.contains { version in
                version.content.rateCards.contains { $0.taxCode == code.key }
            }
        }
        if addOns > 0 { found.append(.init(table: "add_ons", count: addOns)) }
        // Contracts name a code with an item, and with its rate in their table of taxes.
        let contracts = try connection.integer(
            "SELECT count(*) FROM contracts WHERE instr(definition, ?) + instr(definition, ?) > 0",
            [.text("\"taxCode\":\"\(code.key)\""), .text("\"\(code.key)\":{\"percent\"")]
        )
        if contracts > 0 { found.append(.init(table: "contracts", count: Int(contracts))) }
        if !found.isEmpty {
            throw RecordInUse(kind: .taxCode, key: code.key, references: found)
        }
        try connection.run("DELETE FROM tax_codes WHERE id = ?", [.id(id)])
    }
}

extension RecordKind {
    package static var taxCode: RecordKind { .init(table: "tax_codes", noun: "tax code") }
}
