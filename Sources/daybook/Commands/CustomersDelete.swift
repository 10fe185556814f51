import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let customersDelete = Command(
        ["customers", "delete"],
        summary: "Remove a customer that nothing refers to, with its accounts",
        discussion: """
            For what was entered by mistake. A customer that has agreed to anything, or was ever \
            billed, is archived instead.
            """,
        arguments: [ArgumentSpec("CUSTOMER", "The customer's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook customers delete acme", "It was never a customer")],
        exits: [
            ExitNote(.notFound, "there is no such customer"),
            ExitNote(.conflict, "contracts, invoices or others refer to it"),
        ],
        run: { session in
            let word = session.invocation.argument("CUSTOMER")
            let changed = try session.changing("customer.delete") { connection in
                let customer = try session.customer(word, connection)
                try session.requireVersion(of: customer.id, .customer, connection)
                try CustomerRepository(connection).delete(customer)
                return try WrittenRecord(
                    customer.id,
                    key: customer.key,
                    state: nil,
                    .customer,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("removed the customer \(key)", changed.answer, entry: changed.entry)
        }
    )
}
