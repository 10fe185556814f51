import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let customersShow = Command(
        ["customers", "show"],
        summary: "Show one customer with its accounts and their aliases",
        arguments: [ArgumentSpec("ID", "The key or id of the customer")],
        examples: [Example("daybook customers show acme", "Show the customer with this key")],
        exits: [ExitNote(.notFound, "there is no such customer"), ExitNote(.ledgerDamaged)],
        run: { session in
            let word = session.invocation.argument("ID")
            try session.read { connection in
                let customers = CustomerRepository(connection)
                guard let customer = try Session.inAnyCase(word, customers.find) else {
                    throw Failure.notFound("customer", word, list: "customers list")
                }
                let accounts = try customers.accounts(of: customer.id).map {
                    ($0, try customers.aliases(of: $0.id))
                }
                let profile = CustomerProfile(
                    customer: customer,
                    version: try RecordVersions(connection).version(of: customer.id, .customer),
                    accounts: accounts,
                    open: try customers.openAmounts(of: customer.id)
                )
                if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                    try session.writeJSON(profile.json)
                } else if session.invocation.flag("csv") {
                    for record in profile.csv { try session.writeCSV(record) }
                } else {
                    try session.write(try profile.text(session))
                }
            }
        }
    )
}

/// A customer with all that one looks at when one looks at it.
private struct CustomerProfile {
    let customer: Customer
    let version: Int?
    let accounts: [(account: Account, aliases: [Alias])]
    let open: [Money]

    private var accountFields: [RecordField<(account: Account, aliases: [Alias])>] {
        [
            .text("key", .init("Account")) { $0.account.key },
            .text("name", .init("Name", cutTo: 16)) { $0.account.name },
            .text("currency", .init("Currency")) { $0.account.currency.code },
            .text("timeZone", .init("Time zone", mayBeLeftOut: true)) { $0.account.timeZone },
            .text("state", .init("State", mayBeLeftOut: true)) { $0.account.state.rawValue },
            .init(
                "aliases",
                .init("Aliases", cutTo: 16, mayBeLeftOut: true),
                cell: { .init($0.aliases.map(\.name).joined(separator: ", ")) },
                json: { .array($0.aliases.map(Self.json)) }
            ),
            .text("id", .init("Id"), isDefault: false) { $0.account.id.description },
        ]
    }

    private static func json(_ alias: Alias) -> JSONValue {
        [
            "name": .string(alias.name), "validFrom": .string(alias.validFrom.iso8601),
            "validTo": .text(alias.validTo?.iso8601),
        ]
    }

    var json: JSONValue {
        let address = customer.address
        return [
            "id": .string(customer.id.description),
            "key": .string(customer.key),
            "name": .string(customer.name),
            "legalName": .string(customer.legalName),
            "state": .string(customer.state.rawValue),
            "currency": .string(customer.currency.code),
            "timeZone": .string(customer.timeZone),
            "email": .text(customer.email),
            "taxId": .text(customer.taxID),
            "address": [
                "lines": .array(address.lines.map { .string($0) }),
                "postalCode": .string(address.postalCode),
                "city": .string(address.city),
                "region": .text(address.region),
                "country": .string(address.country),
            ],
            "createdAt": .string(customer.createdAt.iso8601),
            "note": .text(customer.note),
            "version": version.map { .integer($0) } ?? .null,
            "open": .array(open.map(\.jsonObject)),
            "accounts": .array(accounts.map { .record($0, accountFields) }),
        ]
    }

    /// The accounts; what concerns the customer as a whole is in the JSON form.
    var csv: [[String]] {
        [CSVRow.names(accountFields)] + accounts.map { CSVRow.cells($0, accountFields) }
    }

    func text(_ session: Session) throws -> String {
        let fields = accountFields.filter(\.isDefault)
        return try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(accounts, fields, session)
    }

    private var facts: [(name: String, value: TextTable.Cell)] {
        let address = customer.address
        let city = [address.postalCode, address.city].filter { !$0.isEmpty }
        let place = [city.joined(separator: " "), address.region ?? "", address.country]
        let parts = (address.lines + place).filter { !$0.isEmpty }
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Customer", .init(customer.name, .heading)),
            ("Legal name", .init(customer.legalName)),
            ("State", .init(customer.state.rawValue)),
            (
                "Address",
                parts.isEmpty ? .init("none", .quiet) : .init(parts.joined(separator: ", "))
            ),
            ("Time zone", .init(customer.timeZone)),
            ("Since", .init(customer.createdAt.iso8601)),
            ("Open", .init(open.isEmpty ? "nothing" : Texts.money(open))),
        ]
        if let email = customer.email { facts.append(("E-mail", .init(email))) }
        if let taxID = customer.taxID { facts.append(("Tax id", .init(taxID))) }
        if let note = customer.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(customer.id.description, .quiet)))
        return facts
    }
}
