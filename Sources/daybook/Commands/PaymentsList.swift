import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsList = Command(
        ["payments", "list"],
        summary: "List payments, the latest first",
        discussion: """
            The totals are what was received, a currency each. What of it went back has a column \
            of its own where there is any.
            """,
        list: .payments,
        options: [.value("account", "ACCOUNT", .text, "Only those of this account")]
            + ListWriter<PaymentSummary>.options(
                sortFields: PaymentList.sortFields,
                standardSort: "-received"
            ),
        examples: [
            Example("daybook payments list --account acme", "Those of one account"),
            Example("daybook payments list --filter is:open", "What has still to pay something"),
        ],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            try session.read { connection in
                let account = try session.invocation.text("account").map { word in
                    try session.account(word, connection).id
                }
                let payments = PaymentList(connection)
                try ListWriter(fields: PaymentFields.all, list: .payments).write(
                    session,
                    on: session.today(connection),
                    page: { try payments.page($0, of: account) },
                    sums: "received",
                    totals: { try payments.totals(of: $0, account: account) }
                )
            }
        }
    )
}

/// The fields of a payment in lists.
enum PaymentFields {
    static let all: [RecordField<PaymentSummary>] = [
        .text("reference", .init("Reference", cutTo: 12)) { $0.stored.payment.reference },
        .text("account", .init("Account", cutTo: 10)) { $0.stored.accountKey },
        .text("customer", .init("Customer", cutTo: 10), isDefault: false) { $0.customerName },
        .text("receivedOn", .init("Received")) { $0.stored.payment.receivedOn.iso8601 },
        .text("method", .init("Method")) { $0.stored.payment.method.rawValue },
        .money("amount", "Amount") { $0.stored.payment.amount },
        .money("allocated", "Allocated", isDefault: false) { $0.allocated },
        .money("refunded", "Refunded", isDefault: false) { $0.stored.refunded }
            .shown { $0.stored.refunded.minorUnits != 0 },
        .money("unallocated", "Unallocated") { $0.stored.unallocated },
        .text("currency", .init("Currency")) { $0.stored.payment.amount.currency.code },
        .text("note", .init("Note"), isDefault: false) { $0.stored.note },
        .text("id", .init("Id"), isDefault: false) { $0.stored.payment.id.description },
    ]
}
