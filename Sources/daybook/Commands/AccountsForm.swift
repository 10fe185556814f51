import DaybookCore
import DaybookStore

/// How an account is written: by which options and members, and what these make of it.
struct AccountsForm {
    private let input: RecordInput

    private static let members = ["key", "customer", "name", "currency", "timeZone", "state"]

    /// - Parameter isNew: whether help tells what holds where an option is not given.
    static func options(isNew: Bool) -> [OptionSpec] {
        func standing(_ words: String) -> OptionSpec.Default? { isNew ? .described(words) : nil }
        return [
            .value(
                "name",
                "TEXT",
                .text,
                "How people call it",
                default: standing("the customer's")
            ),
            .value(
                "currency",
                "CODE",
                .currency,
                "What it is billed in",
                default: standing("the customer's")
            ),
            .value(
                "time-zone",
                "NAME",
                .text,
                "The zone of its billing dates",
                default: standing("the customer's")
            ),
            .value(
                "state",
                "STATE",
                .choice(PartyState.allCases.map(\.rawValue)),
                "Whether it is served"
            ),
        ] + RecordInput.options
    }

    init(_ session: Session, isNew: Bool) throws {
        let members = Self.members.filter { isNew || $0 != "customer" && $0 != "key" }
        input = try RecordInput(session, members: members)
    }

    /// What a file says of one, with other members beside.
    init(_ input: RecordInput) {
        self.input = input
    }

    func newKey() throws -> String { try input.newKey("KEY", of: "account") }

    /// The word for the customer of a new account.
    func customer() throws -> String {
        guard let word = try input.optionalText("customer", nil) else {
            throw Failure(
                .wrongUsage,
                "an account belongs to a customer",
                advice: "name it with --customer"
            )
        }
        return word
    }

    /// What the account says when all that was given is said; it is not checked.
    func written(over account: Account, _ connection: Connection) throws -> Account {
        var account = account
        account.name = try input.text("name", account.name)
        account.currency = try input.currency("currency", account.currency) { code in
            try CurrencyRepository(connection).find(code)
        }
        account.timeZone = try input.optionalTimeZone("timeZone", account.timeZone)
        account.state = try input.choice("state", account.state)
        return account
    }
}
