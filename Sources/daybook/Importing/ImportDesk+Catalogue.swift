import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// What is sold by itself: units, groups, tax codes, meters, products.
extension ImportDesk {
    func takeCatalogue(_ input: RecordInput, _ kind: FolderKind) throws -> ImportOutcome {
        switch kind {
        case .currencies: try takeCurrency(input)
        case .units: try takeUnit(input)
        case .groups: try takeGroup(input)
        case .taxes: try takeTaxCode(input)
        case .meters: try takeMeter(input)
        case .products: try takeProduct(input)
        case .addOns, .plans, .customers, .accounts, .aliases, .contracts, .rates, .credits,
            .invoices, .invoiceLines, .invoiceDetails, .creditNotes, .creditEntries, .payments:
            preconditionFailure("\(kind) has an act of its own")
        }
    }

    private func takeCurrency(_ input: RecordInput) throws -> ImportOutcome {
        let code = try input.required("code", "a currency has a code")
        let digits = try input.integer("digits", in: 0...Currency.mostMinorUnitDigits, 2)
        guard let currency = Currency(custom: code, minorUnitDigits: digits) else {
            throw input.expected("3 to 24 capital letters, digits, - or _", "code", code)
        }
        let repository = CurrencyRepository(connection)
        if let old = try repository.find(code) {
            return RecordDifference(FolderRows.row(old), FolderRows.row(currency))
                .outcome("currency", code)
        }
        try repository.insert(currency)
        return .stored
    }

    private func takeUnit(_ input: RecordInput) throws -> ImportOutcome {
        // What products are counted in is called as people call it: `GB`, `API call`.
        let key = try input.required("key", "it has a key")
        let known = try catalogue()
        let old = known.units[key]
        let unit = ProductUnit(
            key: key,
            name: try input.text("name", old?.name ?? key),
            commonCode: try input.text("commonCode", old?.commonCode ?? "C62")
        )
        if let old {
            return RecordDifference(FolderRows.row(old), FolderRows.row(unit)).outcome("unit", key)
        }
        try CatalogueRepository(connection).insert(unit, id: newID(now))
        self.known.units[key] = unit
        return .stored
    }

    private func takeGroup(_ input: RecordInput) throws -> ImportOutcome {
        let key = try self.key(input)
        let known = try catalogue()
        let old = known.groups[key]
        let group = ProductGroup(
            key: key,
            name: try input.text("name", old?.name ?? key),
            parent: try input.optionalText("parent", old?.parent)
        )
        if let old {
            return RecordDifference(FolderRows.row(old), FolderRows.row(group))
                .outcome("group", key)
        }
        if let parent = group.parent, known.groups[parent] == nil {
            throw input.expected("the key of a group", "parent", parent)
        }
        try CatalogueRepository(connection).insert(group, id: newID(now))
        self.known.groups[key] = group
        return .stored
    }

    private func takeTaxCode(_ input: RecordInput) throws -> ImportOutcome {
        let (form, repository) = (TaxesForm(input), CatalogueRepository(connection))
        let (key, id) = (try form.newKey(), try id(input))
        func row(_ code: TaxCode, _ id: RecordID) -> FolderRows.Row {
            FolderRows.row(code, id: id, category: code.category.word)
        }
        if let (old, oldID) = try repository.taxCode(key) {
            try requireFirst(oldID, "tax code", key)
            let code = try form.written(over: old)
            return RecordDifference(row(old, oldID), row(code, id ?? oldID))
                .outcome("tax code", key)
        }
        if let id, let other = try repository.taxCode("\(id)") {
            throw taken(id, "tax code", other.code.key)
        }
        let code = try form.written(over: TaxCode(key: key, name: key))
        try requireKey(key, input)
        try repository.insert(code, id: id ?? newID(now))
        _ = try catalogue()
        known.taxCodes.insert(key)
        return .stored
    }

    private func takeMeter(_ input: RecordInput) throws -> ImportOutcome {
        let repository = MeterRepository(connection)
        let (key, id) = (try self.key(input), try id(input))
        let old = try repository.find(key)
        if let old { try requireFirst(old.id, "meter", key) }
        let moment = try createdAt(input, old?.createdAt)
        if old == nil, let id, let other = try repository.find("\(id)") {
            throw taken(id, "meter", other.meter.key)
        }
        let stored = StoredMeter(
            id: try id ?? old?.id ?? newID(moment),
            name: try input.text("name", old?.name ?? key),
            meter: try input.inPlace {
                try MeterDefinition.meter(
                    key: key,
                    eventType: input.required("eventType", "a meter has a type of events"),
                    input.only([
                        "aggregation", "valuePath", "groups", "eventFrom", "filter", "reset",
                    ])
                )
            },
            createdAt: moment
        )
        guard let old else {
            try repository.insert(stored)
            noteMeter()
            _ = try catalogue()
            known.meters.insert(key)
            return .stored
        }
        let difference = RecordDifference(try FolderRows.row(old), try FolderRows.row(stored))
            .outcome("meter", key)
        // What a meter counts never changes; what it is called may.
        guard case .conflicting = difference, order.isUpdating, old.meter == stored.meter,
            old.id == stored.id, old.createdAt == stored.createdAt
        else { return difference }
        try repository.rename(old.id, to: stored.name, from: version(of: old.id, .meter))
        return .changed
    }

    private func takeProduct(_ input: RecordInput) throws -> ImportOutcome {
        let (form, repository) = (ProductsForm(input), CatalogueRepository(connection))
        let (key, id) = (try form.newKey(), try id(input))
        guard let old = try repository.product(key), let oldID = try repository.id(ofProduct: key)
        else {
            if let id, let other = try repository.product("\(id)") {
                throw taken(id, "product", other.key)
            }
            try requireKey(key, input)
            let product = try require(
                form.written(over: Product(key: key, name: key, unit: "unit")),
                input
            )
            let moment = try createdAt(input)
            try repository.insert(product, id: id ?? newID(moment), createdAt: moment)
            return .stored
        }
        try requireFirst(oldID, "product", key)
        let product = try named(form.written(over: old))
        let here = FolderRows.row(old, id: oldID, createdAt: now)
        let plain = FolderRows.row(product, id: oldID, createdAt: now)
        let asked = FolderRows.row(product, id: id ?? oldID, createdAt: now)
        let difference = RecordDifference(here, asked).outcome("product", key)
        guard case .conflicting = difference, order.isUpdating, asked == plain else {
            return difference
        }
        _ = try repository.update(require(product, input))
        return .changed
    }

    /// Checks what a product names; its unit and its group are added where there are none.
    private func require(_ named: Product, _ input: RecordInput) throws -> Product {
        let repository = CatalogueRepository(connection)
        let product = try self.named(named)
        let known = try catalogue()
        if known.units[product.unit] == nil {
            let unit = ProductUnit(key: product.unit, name: product.unit)
            try repository.insert(unit, id: newID(now))
            self.known.units[unit.key] = unit
        }
        if let key = product.group, known.groups[key] == nil {
            try requireKey(key, input, "group")
            let group = ProductGroup(key: key, name: named.group ?? key)
            try repository.insert(group, id: newID(now))
            self.known.groups[key] = group
        }
        if let meter = product.meter, !known.meters.contains(meter) {
            throw input.expected("the key of a meter", "meter", meter)
        }
        if let code = product.taxCode, !known.taxCodes.contains(code) {
            throw input.expected("the key of a tax code", "taxCode", code)
        }
        return product
    }

    /// Spreadsheets name units and groups as people call them: `GB` is the one of this name, or one
    /// with the key `gb` where there is one.
    private func named(_ product: Product) throws -> Product {
        let known = try catalogue()
        let unit =
            known.units[product.unit] ?? known.units.values.first { $0.name == product.unit }
            ?? known.units[Self.key(of: product.unit)]
        let group = product.group.map { word in
            (known.groups[word] ?? known.groups.values.first { $0.name == word })?.key
                ?? Self.key(of: word)
        }
        return Product(
            key: product.key,
            name: product.name,
            unit: unit?.key ?? product.unit,
            group: group,
            meter: product.meter,
            taxCode: product.taxCode,
            isArchived: product.isArchived
        )
    }

    /// `1000 calls` as `1000-calls`
    private static func key(of word: String) -> String {
        String(word.lowercased().map { $0 == " " || $0 == "/" ? "-" : $0 })
    }

    private func key(_ input: RecordInput) throws -> String {
        let key = try input.required("key", "it has a key")
        try requireKey(key, input)
        return key
    }

    private func requireKey(
        _ key: String,
        _ input: RecordInput,
        _ member: String = "key",
    ) throws {
        if !CatalogueFault.isKey(key) {
            throw input.expected("a key: small letters, digits, - or _", member, key)
        }
    }

    /// What products can name: read once, and kept up while records come.
    private func catalogue() throws -> KnownCatalogue {
        if !known.isRead {
            let repository = CatalogueRepository(connection)
            for unit in try repository.units() { known.units[unit.key] = unit }
            for group in try repository.groups() { known.groups[group.key] = group }
            known.taxCodes = Set(try repository.taxCodes().map(\.key))
            known.meters = Set(try MeterRepository(connection).all().map(\.meter.key))
            known.isRead = true
        }
        return known
    }

    /// A record that failed may have added what is taken back with it.
    func forgetCatalogue() { known = KnownCatalogue() }
}

/// Keys that products can name.
struct KnownCatalogue {
    var isRead = false
    var units: [String: ProductUnit] = [:]
    var groups: [String: ProductGroup] = [:]
    var taxCodes: Set<String> = []
    var meters: Set<String> = []
}

extension RecordInput {
    /// The record with these members alone.
    func only(_ names: Set<String>) throws -> JSONNode {
        let members = try inPlace { try form?.node.members() ?? [] }
            .filter { names.contains($0.key) && !$0.value.isNull }
        let object = JSONValue.object(members.map { .init($0.key, $0.value.value) })
        return try JSONDocument(JSONWriter.bytes(object)).root
    }
}
