package import DaybookCore
package import DaybookStore
package import DaybookWire

/// Records as the files of a ledger folder have them: members in the order of the kind's fields.
package enum FolderRows {
    package typealias Row = [JSONValue.Member]

    package static func organisation(_ organisation: Organisation) -> JSONValue {
        [
            "id": id(organisation.id), "key": .string(organisation.key),
            "legalName": .string(organisation.legalName),
            "tradingName": .string(organisation.tradingName),
            "address": address(organisation.address),
            "taxIds": .array(organisation.taxIDs.map { .string($0) }),
            "currency": .string(organisation.currency.code),
            "timeZone": .string(organisation.timeZone), "email": .text(organisation.email),
            "invoicePrefix": .string(organisation.invoicePrefix),
        ]
    }

    // MARK: - Parties

    package static func row(_ customer: Customer) -> Row {
        [
            .init("id", id(customer.id)), .init("key", .string(customer.key)),
            .init("name", .string(customer.name)),
            .init("legalName", .string(customer.legalName)),
            .init("country", .string(customer.address.country)),
            .init("currency", .string(customer.currency.code)),
            .init("timeZone", .string(customer.timeZone)), .init("email", .text(customer.email)),
            .init("taxId", .text(customer.taxID)), .init("address", address(customer.address)),
            .init("createdAt", time(customer.createdAt)), .init("note", .text(customer.note)),
            .init("state", .string(customer.state.rawValue)),
        ]
    }

    package static func row(_ account: Account, of customer: String) -> Row {
        [
            .init("id", id(account.id)), .init("key", .string(account.key)),
            .init("customer", .string(customer)), .init("name", .string(account.name)),
            .init("currency", .string(account.currency.code)),
            .init("timeZone", .text(account.timeZone)),
            .init("createdAt", time(account.createdAt)),
            .init("state", .string(account.state.rawValue)),
        ]
    }

    package static func row(_ name: String, _ claim: AliasClaim) -> Row {
        [
            .init("account", .string(claim.accountKey)), .init("alias", .string(name)),
            .init("validFrom", .string(claim.from.iso8601)),
            .init("validTo", .text(claim.to?.iso8601)),
        ]
    }

    // MARK: - Catalogue

    package static func row(_ currency: Currency) -> Row {
        [
            .init("code", .string(currency.code)),
            .init("digits", .integer(currency.minorUnitDigits)),
        ]
    }

    package static func row(_ unit: ProductUnit) -> Row {
        [
            .init("key", .string(unit.key)), .init("name", .string(unit.name)),
            .init("commonCode", .string(unit.commonCode)),
        ]
    }

    package static func row(_ group: ProductGroup) -> Row {
        [
            .init("key", .string(group.key)), .init("name", .string(group.name)),
            .init("parent", .text(group.parent)),
        ]
    }

    /// - Parameter category: the word of the code's category
    package static func row(_ code: TaxCode, id: RecordID, category: String) -> Row {
        [
            .init("id", Self.id(id)), .init("key", .string(code.key)),
            .init("name", .string(code.name)), .init("category", .string(category)),
        ]
    }

    package static func row(_ product: Product, id: RecordID, createdAt: Instant) -> Row {
        [
            .init("id", Self.id(id)), .init("key", .string(product.key)),
            .init("name", .string(product.name)), .init("unit", .string(product.unit)),
            .init("group", .text(product.group)), .init("meter", .text(product.meter)),
            .init("taxCode", .text(product.taxCode)),
            .init("state", .string(product.isArchived ? "archived" : "active")),
            .init("createdAt", time(createdAt)),
        ]
    }

    package static func row(_ stored: StoredMeter) throws -> Row {
        let head: Row = [
            .init("id", id(stored.id)), .init("key", .string(stored.meter.key)),
            .init("name", .string(stored.name)),
            .init("eventType", .string(stored.meter.eventType)),
        ]
        return try head + members(of: MeterDefinition.json(of: stored.meter))
            + [.init("createdAt", time(stored.createdAt))]
    }

    /// One version of a plan or an add-on.
    ///
    /// - Parameter definition: the file of the version, with the key
    package static func row<Content>(
        _ version: VersionHistory<Content>.Version,
        _ definition: [UInt8],
        id: RecordID,
        createdAt: Instant,
    ) throws -> Row {
        [.init("id", Self.id(id))] + (try members(of: JSONDocument(definition).root.value)) + [
            .init("number", .integer(version.number)),
            .init("effectiveFrom", time(version.effectiveFrom)),
            .init("archivedAt", time(version.archivedAt)),
            .init("createdAt", time(createdAt)),
        ]
    }

    /// - Parameter terms: the contract as the ledger keeps it
    package static func row(
        _ record: ContractRecord,
        of account: String,
        terms: [UInt8],
    ) throws -> Row {
        [
            .init("id", id(record.id)), .init("key", .string(record.key)),
            .init("account", .string(account)), .init("name", .string(record.name)),
            .init("profile", .string(record.profile.rawValue)),
            .init("createdAt", time(record.createdAt)), .init("note", .text(record.note)),
            .init("terms", try JSONDocument(terms).root.value),
        ]
    }

    package static func row(_ stored: RateRepository.Stored) -> Row {
        [
            .init("id", id(stored.id)), .init("pair", .string("\(stored.rate.pair)")),
            .init("rate", .decimal(stored.rate.rate)),
            .init("from", .string(stored.rate.from.iso8601)),
            .init("source", .string(stored.rate.source)),
            .init("createdAt", time(stored.createdAt)),
        ]
    }

    // MARK: - Values

    static func id(_ id: RecordID) -> JSONValue { .string(id.description) }

    static func time(_ instant: Instant?) -> JSONValue { .text(instant?.iso8601) }

    static func money(_ money: Money) -> JSONValue { .decimal(money.amount) }

    private static func address(_ address: Address) -> JSONValue {
        [
            "lines": .array(address.lines.map { .string($0) }),
            "postalCode": .string(address.postalCode), "city": .string(address.city),
            "region": .text(address.region), "country": .string(address.country),
        ]
    }

    private static func members(of value: JSONValue) -> Row {
        guard case .object(let members) = value else {
            preconditionFailure("a definition is an object")
        }
        return members
    }
}
