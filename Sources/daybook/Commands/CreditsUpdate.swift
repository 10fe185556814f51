import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let creditsUpdate = Command(
        ["credits", "update"],
        summary: "Say anew what a credit is for",
        discussion: """
            What was granted stays: its amount, its days, its order and what it pays. Void what is \
            left and grant another one instead.
            """,
        arguments: [ArgumentSpec("CREDIT", "The credit's id, or how it begins")],
        options: [
            .value("purpose", "TEXT", .text, "What it is for; an empty one: nothing said")
        ] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook credits update ID --purpose Goodwill", "It was misspelt")],
        exits: [
            ExitNote(.notFound, "there is no such credit"),
            ExitNote(.conflict, "it is not at the version that was named"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["purpose"])
            let changed = try session.changing("credit.update") { connection in
                let credit = try session.credit(connection)
                try session.requireVersion(of: credit.id, .credit, connection)
                return try CreditDesk(connection, session.clerk(connection)).describe(
                    credit,
                    purpose: input.optionalText("purpose", credit.credit.purpose) ?? ""
                )
            }
            let after = changed.answer
            let amount = "\(after.credit.amount.groupedText) \(after.credit.amount.currency)"
            try session.report(
                "changed the credit of \(amount) of \(after.accountKey)",
                [
                    .init("id", .string(after.id.description)),
                    .init("account", .string(after.accountKey)),
                    .init("purpose", .string(after.credit.purpose)),
                ],
                entry: changed.entry
            )
        }
    )

    static let creditsDelete = Command(
        ["credits", "delete"],
        summary: "Remove a credit that was granted by mistake",
        discussion: """
            Only one of which nothing was used, deducted or voided, and which nobody had to \
            approve. What is left of any other is voided, with `credits void`.
            """,
        arguments: [ArgumentSpec("CREDIT", "The credit's id, or how it begins")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook credits delete ID", "It was granted twice")],
        exits: [
            ExitNote(.notFound, "there is no such credit"),
            ExitNote(.conflict, "something became of it, or its month is closed"),
        ],
        run: { session in
            let changed = try session.changing("credit.delete") { connection in
                let credit = try session.credit(connection)
                try session.requireVersion(of: credit.id, .credit, connection)
                try CreditDesk(connection, session.clerk(connection)).delete(credit)
                return credit
            }
            let gone = changed.answer
            let amount = "\(gone.credit.amount.groupedText) \(gone.credit.amount.currency)"
            try session.report(
                "removed the credit of \(amount) of \(gone.accountKey)",
                [
                    .init("id", .string(gone.id.description)),
                    .init("account", .string(gone.accountKey)), .init("state", .null),
                ],
                entry: changed.entry
            )
        }
    )
}
