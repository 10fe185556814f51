import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let customersUpdate = Command(
        ["customers", "update"],
        summary: "Change what is known of a customer",
        discussion: """
            What is not named stays as it is; an empty value clears what may be empty. Issued \
            documents keep the name and address that they were issued with.
            """,
        arguments: [ArgumentSpec("CUSTOMER", "The customer's key or id")],
        options: CustomersForm.options(isNew: false) + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook customers update acme --email billing@acme.example", "Its address"),
            Example("daybook customers update acme --state archived", "Sell it nothing new"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such customer"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let form = try CustomersForm(session, isNew: false)
            let word = session.invocation.argument("CUSTOMER")
            let changed = try session.changing("customer.update") { connection in
                let customer = try session.customer(word, connection)
                let written = try form.written(over: customer, connection)
                try PartyRules.check(written, over: customer)
                let version = try session.version(of: customer.id, .customer, connection)
                try CustomerRepository(connection).update(written, from: version)
                return try WrittenRecord(
                    written.id,
                    key: written.key,
                    state: written.state.rawValue,
                    .customer,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("changed the customer \(key)", changed.answer, entry: changed.entry)
        }
    )
}
