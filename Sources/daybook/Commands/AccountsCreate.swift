import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let accountsCreate = Command(
        ["accounts", "create"],
        summary: "Add another account to a customer",
        discussion: """
            An account has contracts and invoices of its own, and its own currency. Usage that \
            arrives under its key or id is its usage; `accounts alias` adds other names.
            """,
        arguments: [ArgumentSpec("KEY", "The key of the new account", count: .optional)],
        options: [
            .value("customer", "CUSTOMER", .text, "Whose it is, by key or id")
        ] + AccountsForm.options(isNew: true) + [
            .flag("dry-run", "Check the account and add nothing")
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook accounts create acme-us --customer acme --currency USD", "Another")
        ],
        exits: [
            ExitNote(.notFound, "there is no such customer"),
            ExitNote(.conflict, "the key names an account already"),
        ],
        run: { session in
            let form = try AccountsForm(session, isNew: true)
            let (key, word) = (try form.newKey(), try form.customer())
            let (id, now) = (try session.newID(), try session.now())
            let changed = try session.changing("account.create") { connection in
                let repository = CustomerRepository(connection)
                let customer = try session.customer(word, connection)
                if try repository.account(key) != nil { throw Failure.exists("an account", key) }
                let blank = Account(
                    id: id,
                    key: key,
                    customer: customer.id,
                    name: customer.name,
                    currency: customer.currency,
                    timeZone: nil,
                    state: .active,
                    createdAt: now
                )
                let account = try form.written(over: blank, connection)
                try repository.add(account, to: customer)
                let state = account.state.rawValue
                return try WrittenRecord(id, key: key, state: state, .account, connection)
            }
            try session.report("added the account \(key)", changed.answer, entry: changed.entry)
        }
    )
}
