package import DaybookCore
internal import DaybookWire

/// What is sold: units, groups, tax codes and products, and with plans and add-ons the whole of it.
package struct CatalogueRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package var plans: VersionedRepository<PlanDefinition> { .plans(connection) }
    package var addOns: VersionedRepository<AddOnDefinition> { .addOns(connection) }

    // MARK: - Writing

    package func insert(_ unit: ProductUnit, id: RecordID) throws {
        try connection.run(
            "INSERT INTO units (id, key, name, common_code) VALUES (?, ?, ?, ?)",
            [.id(id), .text(unit.key), .text(unit.name), .text(unit.commonCode)]
        )
    }

    package func insert(_ group: ProductGroup, id: RecordID) throws {
        try connection.run(
            "INSERT INTO product_groups (id, key, name, parent) VALUES (?, ?, ?, ?)",
            [.id(id), .text(group.key), .text(group.name), .text(group.parent)]
        )
    }

    package func insert(_ code: TaxCode, id: RecordID) throws {
        try connection.run(
            "INSERT INTO tax_codes (id, key, name, category) VALUES (?, ?, ?, ?)",
            [.id(id), .text(code.key), .text(code.name), .text(code.category.rawValue)]
        )
    }

    package func insert(_ product: Product, id: RecordID, createdAt: Instant) throws {
        try connection.run(
            """
            INSERT INTO products (key, name, unit, product_group, meter, tax_code, state, id,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            Self.values(of: product) + [.id(id), .instant(createdAt)]
        )
    }

    /// Answers whether there is a product of this key.
    package func update(_ product: Product) throws -> Bool {
        try connection.run(
            """
            UPDATE products SET name = ?2, unit = ?3, product_group = ?4, meter = ?5,
                tax_code = ?6, state = ?7
            WHERE key = ?1
            """,
            Self.values(of: product)
        )
        return connection.changeCount > 0
    }

    private static func values(of product: Product) -> [SQLValue] {
        [
            .text(product.key), .text(product.name), .text(product.unit), .text(product.group),
            .text(product.meter), .text(product.taxCode),
            .text(product.isArchived ? "archived" : "active"),
        ]
    }

    // MARK: - Reading

    /// Everything that is sold, in one piece: small, whatever is sold of it.
    package func catalogue() throws -> Catalogue {
        Catalogue(
            units: try units(),
            groups: try groups(),
            products: try products(),
            taxCodes: try taxCodes(),
            meters: Set(try connection.all("SELECT key FROM meters") { $0.text(0) }),
            plans: try plans.all(),
            addOns: try addOns.all()
        )
    }

    package func units() throws -> [ProductUnit] {
        try connection.all("SELECT key, name, common_code FROM units ORDER BY key") { row in
            ProductUnit(key: row.text(0), name: row.text(1), commonCode: row.text(2))
        }
    }

    package func groups() throws -> [ProductGroup] {
        try connection.all("SELECT key, name, parent FROM product_groups ORDER BY key") { row in
            ProductGroup(key: row.text(0), name: row.text(1), parent: row.optionalText(2))
        }
    }

    package func taxCodes() throws -> [TaxCode] {
        try connection.all("SELECT key, name, category FROM tax_codes ORDER BY key") { row in
            TaxCode(key: row.text(0), name: row.text(1), category: try row.choice(2))
        }
    }

    package func products() throws -> [Product] {
        try connection.all(Self.selection + " ORDER BY key", [], Self.product)
    }

    /// The product with this id or key.
    package func product(_ idOrKey: String) throws -> Product? {
        try connection.first(
            Self.selection + " WHERE id = ?1 OR key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)],
            Self.product
        )
    }

    private static let selection = """
        SELECT key, name, unit, product_group, meter, tax_code, state FROM products
        """

    private static func product(_ row: Row) -> Product {
        Product(
            key: row.text(0),
            name: row.text(1),
            unit: row.text(2),
            group: row.optionalText(3),
            meter: row.optionalText(4),
            taxCode: row.optionalText(5),
            isArchived: row.text(6) == "archived"
        )
    }
}
