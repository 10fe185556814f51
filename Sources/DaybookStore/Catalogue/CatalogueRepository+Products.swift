package import DaybookCore

/// How products go. Most of what names them does so by their keys, within terms.
extension CatalogueRepository {
    package func id(ofProduct key: String) throws -> RecordID? {
        try connection.first("SELECT id FROM products WHERE key = ?", [.text(key)]) {
            try $0.id(0)
        }
    }

    /// Removes a product that nothing names.
    package func delete(_ product: Product, id: RecordID) throws {
        let found = try references(to: product, id: id)
        if !found.isEmpty {
            throw RecordInUse(kind: .product, key: product.key, references: found)
        }
        try connection.run("DELETE FROM products WHERE id = ?", [.id(id)])
    }

    private func references(
        to product: Product,
        id: RecordID,
    ) throws -> [RecordInUse.Reference] {
        var found = try RecordReferences(connection).counts(to: id, .product)
        let plans = try plans.all().values.count { history in
            history.versions.contains { $0.content.names(product.key) }
        }
        let addOns = try addOns.all().values.count { history in
            history.versions.contains { $0.content.names(product.key) }
        }
        if plans > 0 { found.append(.init(table: "plans", count: plans)) }
        if addOns > 0 { found.append(.init(table: "add_ons", count: addOns)) }
        // Items of a contract's own stand in its terms; a key has nothing that JSON escapes.
        let contracts = try connection.integer(
            "SELECT count(*) FROM contracts WHERE instr(definition, ?) > 0",
            [.text("\"product\":\"\(product.key)\"")]
        )
        if contracts > 0 { found.append(.init(table: "contracts", count: Int(contracts))) }
        for table in ["lines", "settled_items"] {
            let count = try connection.integer(
                "SELECT count(*) FROM \(table) WHERE product = ?",
                [.text(product.key)]
            )
            if count > 0 { found.append(.init(table: table, count: Int(count))) }
        }
        return found
    }
}

extension PlanDefinition {
    fileprivate func names(_ product: String) -> Bool {
        phases.contains { $0.rateCards.contains { $0.product == product } }
    }
}

extension AddOnDefinition {
    fileprivate func names(_ product: String) -> Bool {
        rateCards.contains { $0.product == product }
    }
}
