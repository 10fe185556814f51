import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension FailureReport {
    /// Why an act stays as it is.
    static func undo(_ refusal: UndoRefusal) -> Failure {
        switch refusal {
        case .missing(let number):
            Failure.notFound("entry", "\(number)", list: "journal list")
        case .filled(let number):
            undoable(
                number,
                "it says only how many rows were written",
                "take back an earlier one by its number, or events by `daybook events delete`"
            )
        case .cancelled(let number, let other):
            undoable(number, "entry \(other) has taken it back already", nil)
        case .changedSince(let number, let later?):
            undoable(
                number,
                "\(who(later)) has changed the same since",
                "see `daybook journal show \(later.number)`"
            )
        case .changedSince(let number, nil):
            undoable(number, "what it wrote is no longer there", nil)
        case .needed(let number):
            undoable(number, "other records refer to what it made", "take those back first")
        case .onlyAccount(let number, let customer):
            undoable(
                number,
                "the customer \(Words.quoted(customer)) would have no account",
                "`daybook customers delete` removes a customer with its accounts"
            )
        case .kept(let number, let rule, let compensation):
            undoable(
                number,
                rule,
                compensation.map { "\($0.words) is what corrects it" }
            )
        case .left(let number, let remote, let compensation):
            undoable(
                number,
                "\(Words.visible(remote)) has heard of it",
                "\(compensation.words) is what corrects it"
            )
        case .edited(let number):
            Failure(
                .ledgerDamaged,
                "entry \(number) cannot be taken back: it was edited",
                advice: JournalWords.advice,
                instance: "\(number)"
            )
        case .foreign(let number):
            undoable(number, "it is of another version of the ledger", nil)
        }
    }

    private static func undoable(_ number: Int, _ reason: String, _ advice: String?) -> Failure {
        Failure(
            .conflict,
            "entry \(number) cannot be taken back: \(reason)",
            advice: advice,
            instance: "\(number)"
        )
    }

    /// Somebody was quicker.
    static func conflict(_ error: ConflictError) -> Failure {
        let name = "the \(error.kind.noun) \(error.record)"
        let act = error.last.map { " by \(who($0))" } ?? ""
        return Failure(
            .conflict,
            error.found == nil
                ? "\(name) is no longer there: removed\(act)" : "\(name) was changed\(act)",
            advice: "look at it again and repeat the change",
            instance: "\(error.record)"
        )
    }

    /// `anna (entry 12, 2026-11-20T10:00:00Z)`
    private static func who(_ entry: JournalEntry) -> String {
        let (act, number) = (entry.act, entry.number)
        return "\(Words.visible(act.actor)) (entry \(number), \(act.at.iso8601))"
    }

    static func keyFile(_ error: KeyFileError) -> Failure {
        let (problem, advice) = words(for: error.problem)
        return Failure(
            .notAllowed,
            "the signing key \(error.path) \(problem)",
            advice: advice,
            instance: error.path
        )
    }

    private static func words(for problem: KeyFileError.Problem) -> (String, String) {
        switch problem {
        case .noFile: ("is no plain file", "remove it: a new key is made")
        case .foreignOwner: ("belongs to somebody else", "make it yours, or remove it")
        case .readableByOthers:
            ("can be read by others", "remove it, or give it mode 600 if nobody has read it")
        case .noKey: ("holds no key", "remove it: a new key is made")
        case .noChance: ("cannot be made: the system gives no random bytes", "try again")
        }
    }
}
