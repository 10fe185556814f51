import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let customersCreate = Command(
        ["customers", "create"],
        summary: "Add a customer, with its first account",
        discussion: """
            Contracts and invoices are those of an account, so every customer has one; more come \
            with `accounts create`. As JSON the address is an object with `lines`, `postalCode`, \
            `city`, `region` and `country`.
            """,
        arguments: [ArgumentSpec("KEY", "The key of the new customer", count: .optional)],
        options: CustomersForm.options(isNew: true) + [
            .value(
                "account",
                "KEY",
                .text,
                "The key of its first account",
                default: .described("the customer's")
            ),
            .flag("dry-run", "Check the customer and add nothing"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook customers create acme --name \"ACME GmbH\" --country DE",
                "Add a customer and an account of the same key"
            )
        ],
        exits: [ExitNote(.conflict, "there is a customer or account with this key")],
        run: { session in
            let form = try CustomersForm(session, isNew: true)
            let key = try form.newKey()
            let accountKey = session.invocation.text("account") ?? key
            let (id, accountID) = (try session.newID(), try session.newID())
            let now = try session.now()
            let changed = try session.changing("customer.create") { connection in
                let repository = CustomerRepository(connection)
                if try repository.find(key) != nil { throw Failure.exists("a customer", key) }
                if try repository.account(accountKey) != nil {
                    throw Failure.exists("an account", accountKey)
                }
                let blank = try form.blank(key, id, now, connection)
                let customer = try form.written(over: blank, connection)
                let account = Account(
                    id: accountID,
                    key: accountKey,
                    customer: id,
                    name: customer.name,
                    currency: customer.currency,
                    timeZone: nil,
                    state: .active,
                    createdAt: now
                )
                try PartyRules.check(customer)
                try repository.insert(customer)
                try repository.add(account, to: customer)
                let state = customer.state.rawValue
                return try WrittenRecord(id, key: key, state: state, .customer, connection)
            }
            let sentence = "added the customer \(key) with the account \(accountKey)"
            try session.report(sentence, changed.answer, entry: changed.entry)
        }
    )
}
