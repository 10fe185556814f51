import DaybookCore
import DaybookStore

extension Command {
    static let creditsDeduct = Command(
        ["credits", "deduct"],
        summary: "Take a part of a credit off by hand",
        arguments: [ArgumentSpec("CREDIT", "The credit's id, or how it begins")],
        options: [
            .value("amount", "AMOUNT", .text, "How much"),
            .value("note", "TEXT", .text, "Why"),
        ] + RecordInput.options + [.flag("dry-run", "Say what would be left and change nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook credits deduct ID --amount 20 --note 'paid out'", "Twenty less")
        ],
        exits: [
            ExitNote(.notFound, "there is no such credit"),
            ExitNote(.conflict, "not as much is left"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["amount", "note"])
            let note = try input.optionalText("note", nil)
            let changed = try session.changing("credit.deduct") { connection in
                let credit = try session.credit(connection)
                let currency = credit.credit.amount.currency
                guard let amount = try input.money("amount", currency) else {
                    throw Failure(
                        .wrongUsage,
                        "say how much to take off",
                        advice: "name it with --amount"
                    )
                }
                let after = try CreditDesk(connection, session.clerk(connection))
                    .deduct(amount, of: credit, note: note)
                return (credit: after, amount: amount)
            }
            let (credit, amount) = changed.answer
            try session.report(credit, "took off", of: amount, entry: changed.entry)
        }
    )

    static let creditsVoid = Command(
        ["credits", "void"],
        summary: "Take off what is left of a credit; what was used stays used",
        discussion: "One that recurs is not given any more.",
        arguments: [ArgumentSpec("CREDIT", "The credit's id, or how it begins")],
        options: [
            .value("note", "TEXT", .text, "Why")
        ] + RecordInput.options + [.flag("dry-run", "Say what would be voided and change nothing")],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook credits void ID", "It cannot be used any more")],
        exits: [
            ExitNote(.notFound, "there is no such credit"),
            ExitNote(.conflict, "nothing of it is left"),
        ],
        run: { session in
            let note = try RecordInput(session, members: ["note"]).optionalText("note", nil)
            let changed = try session.changing("credit.void") { connection in
                let credit = try session.credit(connection)
                let today = try session.today(connection)
                let after = try CreditDesk(connection, session.clerk(connection))
                    .void(credit, note: note)
                let (before, now) = (try credit.sums(on: today), try after.sums(on: today))
                return (credit: after, amount: try now.voided.subtracting(before.voided))
            }
            let (credit, amount) = changed.answer
            try session.report(credit, "voided", of: amount, entry: changed.entry)
        }
    )
}
