import DaybookCore

extension FailureReport {
    /// What somebody may not do, and who may.
    static func access(_ refusal: AccessRefusal) -> Failure {
        let actor = Words.quoted(refusal.actor)
        let what = "\(refusal.permission.summary) (`\(refusal.permission.rawValue)`)"
        let detail =
            switch refusal.reason {
            case .unknown: "\(actor) is no user of this ledger, and may not \(what)"
            case .archived: "\(actor) is archived, and may not \(what)"
            case .role(let role): "\(actor) may not \(what): the role \(role.rawValue) lacks that"
            case .limit(let role, let amount, let limits):
                "\(actor) may not give away \(amount.groupedText) \(amount.currency) at once "
                    + "(`\(refusal.permission.rawValue)`): for the role \(role.rawValue) the most "
                    + "is \(most(limits, in: amount.currency))"
            }
        return Failure(
            .notAllowed,
            detail,
            advice: able(refusal),
            instance: refusal.permission.rawValue
        )
    }

    private static func most(_ limits: Limits, in currency: Currency) -> String {
        let most = limits.most(in: currency)
        return most.isZero ? "nothing" : "\(most.groupedText) \(currency)"
    }

    private static func able(_ refusal: AccessRefusal) -> String {
        guard let list = list(of: refusal.able) else { return "nobody may" }
        let isUnknown = refusal.reason == .unknown
        return isUnknown ? "say who you are with --as: \(list) may" : "\(list) may"
    }

    /// `anna (admin), carl (finance) or 2 others`; nil for nobody.
    static func list(of users: [User]) -> String? {
        let named = users.prefix(3).map { "\(Words.visible($0.name)) (\($0.role.rawValue))" }
        let more = users.count - named.count
        let who = more > 0 ? named + [Texts.count(more, "other")] : named
        guard let last = who.last else { return nil }
        return who.count == 1 ? last : "\(who.dropLast().joined(separator: ", ")) or \(last)"
    }

    /// Why a user cannot be so.
    static func user(_ error: UserError) -> Failure {
        switch error {
        case .badName(let name):
            Failure(
                .wrongUsage,
                "\(Words.quoted(name)) is no name to act under: 1 to 64 letters, digits, "
                    + "- _ . : or @, and nothing that reads like an id"
            )
        case .nameTaken(let name):
            Failure(
                .conflict,
                "there is a user \(Words.quoted(name)) already",
                advice: "choose another name",
                instance: name
            )
        case .lastAdmin(let name):
            Failure(
                .conflict,
                "without \(Words.quoted(name)) nobody could let others in",
                advice: "make somebody else an admin first",
                instance: name
            )
        case .firstIsAdmin(let name):
            Failure(
                .conflict,
                "the first user of a ledger is an admin: with \(Words.quoted(name)) alone, "
                    + "nobody could let others in",
                advice: "begin with --role admin",
                instance: name
            )
        case .hasActed(let name):
            Failure(
                .conflict,
                "the journal tells of \(Words.quoted(name)): the name stays theirs",
                advice: "archive the user instead: `daybook users update \(Words.visible(name)) "
                    + "--state archived`",
                instance: name
            )
        case .adminHasAll:
            Failure(
                .conflict,
                "an admin may do everything",
                advice: "give the user another role"
            )
        }
    }

    /// A value that a setting cannot have.
    static func setting(_ error: SettingError) -> Failure {
        let key = error.setting.rawValue
        return Failure(
            .wrongUsage,
            "\(key): expected \(error.setting.expectation), "
                + "found \(Words.quoted(error.found))",
            advice: "`daybook settings show \(key)` tells of it",
            instance: key
        )
    }
}
