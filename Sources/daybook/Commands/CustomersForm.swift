import DaybookCore
import DaybookStore

/// How a customer is written: by which options and members, and what these make of it.
struct CustomersForm {
    private let input: RecordInput

    private static let members = [
        "key", "name", "legalName", "currency", "timeZone", "email", "taxId", "address", "state",
        "note",
    ]
    private static let addressMembers = ["lines", "postalCode", "city", "region", "country"]

    /// - Parameter isNew: whether help tells what holds where an option is not given.
    static func options(isNew: Bool) -> [OptionSpec] {
        func standing(_ words: String) -> OptionSpec.Default? { isNew ? .described(words) : nil }
        return [
            .value("name", "TEXT", .text, "How people call it", default: standing("its key")),
            .value(
                "legal-name",
                "TEXT",
                .text,
                "What documents call it",
                default: standing("its name")
            ),
            .value(
                "currency",
                "CODE",
                .currency,
                "What new accounts are billed in",
                default: standing("the organisation's")
            ),
            .value(
                "time-zone",
                "NAME",
                .text,
                "The zone of its billing dates",
                default: standing("the organisation's")
            ),
            .value("email", "ADDRESS", .text, "Where letters go"),
            .value("tax-id", "ID", .text, "Its number at the tax office"),
            .value(
                "address-line",
                "TEXT",
                .text,
                "A line of its address above the city",
                isRepeatable: true
            ),
            .value("postal-code", "CODE", .text, "The postal code of its city"),
            .value("city", "NAME", .text, "Its city"),
            .value("region", "NAME", .text, "Its state or province"),
            .value(
                "country",
                "CODE",
                .text,
                "Its country, two letters of ISO 3166",
                default: standing("the organisation's")
            ),
            .value("note", "TEXT", .text, "What to keep in mind of it"),
            .value(
                "state",
                "STATE",
                .choice(PartyState.allCases.map(\.rawValue)),
                "Whether it is served"
            ),
        ] + RecordInput.options
    }

    init(_ session: Session, isNew: Bool) throws {
        let members = Self.members.filter { isNew || $0 != "key" }
        input = try RecordInput(session, members: members)
    }

    /// What a file says of one, with other members beside.
    init(_ input: RecordInput) {
        self.input = input
    }

    func newKey() throws -> String { try input.newKey("KEY", of: "customer") }

    /// What the customer says when all that was given is said; it is not checked.
    func written(over customer: Customer, _ connection: Connection) throws -> Customer {
        var customer = customer
        customer.name = try input.text("name", customer.name)
        customer.legalName = try input.text("legalName", customer.legalName)
        customer.currency = try input.currency("currency", customer.currency) { code in
            try CurrencyRepository(connection).find(code)
        }
        customer.timeZone = try input.timeZone("timeZone", customer.timeZone)
        customer.email = try input.optionalText("email", customer.email)
        customer.taxID = try input.optionalText("taxId", customer.taxID)
        customer.address = try address(over: customer.address)
        customer.state = try input.choice("state", customer.state)
        customer.note = try input.optionalText("note", customer.note)
        return customer
    }

    /// A new customer before anything is said of it but its key and its name.
    func blank(
        _ key: String,
        _ id: RecordID,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> Customer {
        let organisation = try OrganisationRepository(connection).get()
        let name = try input.text("name", key)
        return Customer(
            id: id,
            key: key,
            name: name,
            legalName: name,
            currency: organisation.currency,
            timeZone: organisation.timeZone,
            email: nil,
            taxID: nil,
            address: Address(
                lines: [],
                postalCode: "",
                city: "",
                region: nil,
                country: organisation.address.country
            ),
            state: .active,
            createdAt: now,
            note: nil
        )
    }

    private func address(over address: Address) throws -> Address {
        let part = try input.part("address", members: Self.addressMembers)
        return Address(
            lines: try part.texts("lines", option: "address-line", address.lines),
            postalCode: try part.optionalText("postalCode", address.postalCode) ?? "",
            city: try part.optionalText("city", address.city) ?? "",
            region: try part.optionalText("region", address.region),
            country: try part.optionalText("country", address.country)?.uppercased() ?? ""
        )
    }
}
