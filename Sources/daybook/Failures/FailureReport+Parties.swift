import DaybookCore
import DaybookStore
import DaybookWire

extension FailureReport {
    /// Why a customer, an account or an alias cannot be so.
    static func party(_ error: PartyError) -> Failure {
        switch error {
        case .badKey(let key):
            Failure(
                .wrongUsage,
                "\(Words.quoted(key)) is no key: 1 to 64 letters, digits, - _ . : or @, "
                    + "and nothing that reads like an id"
            )
        case .empty(let field): Failure(.wrongUsage, "\(field) must not be empty")
        case .tooLong(let field, let most):
            Failure(.wrongUsage, "\(field) is longer than \(Texts.count(most)) bytes")
        case .badCountry(let code):
            Failure(
                .wrongUsage,
                "there is no country \(Words.quoted(code))",
                advice: "use two letters of ISO 3166, such as DE"
            )
        case .badEmail(let address):
            Failure(
                .wrongUsage,
                "\(Words.quoted(address)) is no e-mail address",
                advice: "write one, such as billing@example.com"
            )
        case .lastAccount(let customer):
            Failure(
                .conflict,
                "it is the only account of the customer \(Words.quoted(customer))",
                advice: "delete the customer, or archive the account",
                instance: customer
            )
        case .archived(let noun, let key):
            Failure(
                .conflict,
                "the \(noun) \(Words.quoted(key)) is archived",
                advice: "`daybook \(noun)s update \(Words.visible(key)) --state active` "
                    + "serves it again",
                instance: key
            )
        case .currencyInUse(let account, let currency):
            Failure(
                .conflict,
                "what was agreed with \(Words.quoted(account)) or billed to it is in \(currency)",
                advice: "add another account for another currency",
                instance: account
            )
        case .aliasTaken, .aliasIsKey, .keyIsAlias, .aliasUnknown, .endsBeforeItBegins:
            alias(error)
        }
    }

    private static func alias(_ error: PartyError) -> Failure {
        switch error {
        case .aliasTaken(let claim, let name):
            Failure(
                .conflict,
                "\(Words.quoted(name)) means the account \(Words.quoted(claim.accountKey)) "
                    + days(claim),
                advice: "end it there first: `daybook accounts alias … --account … --to DATE`",
                instance: name
            )
        case .aliasIsKey(let name, let account):
            Failure(
                .conflict,
                "\(Words.quoted(name)) is the account \(Words.quoted(account)) itself",
                advice: "the key and the id of an account mean it for ever",
                instance: name
            )
        case .keyIsAlias(let claim, let name):
            Failure(
                .conflict,
                "\(Words.quoted(name)) is an alias of the account "
                    + "\(Words.quoted(claim.accountKey)) \(days(claim))",
                advice: "choose another key",
                instance: name
            )
        case .aliasUnknown(let name, let account):
            Failure(
                .notFound,
                "\(Words.quoted(name)) is no alias of \(Words.quoted(account))",
                advice: "`daybook accounts show` lists them",
                instance: name
            )
        case .endsBeforeItBegins(let from, let to):
            Failure(
                .wrongUsage,
                "it would begin on \(from.iso8601) and end on \(to.iso8601)",
                advice: "an alias holds for a day or longer"
            )
        case .badKey, .empty, .tooLong, .badCountry, .badEmail, .lastAccount, .archived,
            .currencyInUse:
            party(error)
        }
    }

    /// `from 2026-01-01 on`, `from 2026-01-01 until 2026-02-01`
    static func days(_ claim: AliasClaim) -> String {
        "from \(claim.from.iso8601) \(claim.to.map { "until \($0.iso8601)" } ?? "on")"
    }

    /// What stands in the way of deleting a record.
    static func inUse(_ error: RecordInUse) -> Failure {
        let counts = Dictionary(error.references.map { ($0.table, $0.count) }, uniquingKeysWith: +)
        let references = counts.sorted { $0.key < $1.key }.map { table, count in
            "\(table.replacing("_", with: " ")) (\(Texts.count(count)))"
        }
        return Failure(
            .conflict,
            "the \(error.kind.noun) \(Words.quoted(error.key)) is referred to by "
                + references.joined(separator: ", "),
            advice: advice(error),
            instance: error.key
        )
    }

    /// What can be done with a record that has to stay.
    private static func advice(_ error: RecordInUse) -> String? {
        let key = Words.visible(error.key)
        return switch error.kind {
        case .customer, .account, .product:
            "archive it instead: `daybook \(error.kind.noun)s update \(key) --state archived`"
        case .plan: "archive it instead: `daybook plans archive \(key)`"
        case .addOn: "archive it instead: `daybook addons archive \(key)`"
        case .contract: "end it instead: `daybook contracts cancel \(key)`"
        case .credit: "take off what is left instead: `daybook credits void \(key)`"
        case .payment where error.references.contains { $0.table == "refunds" }:
            "what went back stays booked: `daybook undo` takes the refund back first"
        case .payment: "take it off them first: `daybook payments release`"
        case .taxCode: "let them name another one first"
        case .meter: "leave it: a meter that nobody asks costs nothing"
        default: nil
        }
    }
}
