import DaybookStore
import DaybookWire

extension FailureReport {
    /// What does not fit in a pack, and what to make of it.
    static func pack(_ fault: PackFault, at path: String) -> Failure {
        Failure(
            .ledgerDamaged,
            "\(path) does not fit: \(sentence(fault))",
            advice: advice(on: fault),
            instance: path
        )
    }

    /// The first thing that does not fit.
    static func sentence(_ fault: PackFault) -> String {
        switch fault {
        case .archive(let error): return sentence(error)
        case .lacks(let path): return "it has no \(path) where a pack ends"
        case .behind(let path, let last):
            return "the member \(Words.quoted(path)) stands behind \(last)"
        case .tooLong(let path): return "the \(path) is longer than that of any pack"
        case .unreadable(let path, let detail): return "the \(path) is none of a pack: \(detail)"
        case .signature(let key):
            return "the manifest is not what the key \(key.hexadecimal) has signed"
        case .foreignKey(let key): return "another key has signed it: \(key.hexadecimal)"
        case .misnamed(let path):
            return "the manifest names \(Words.quoted(path)), which has no place in a pack"
        case .namedTwice(let path): return "the manifest names \(Words.quoted(path)) twice"
        case .unnamed(let path):
            return "the manifest does not name the member \(Words.quoted(path))"
        case .repeated(let path): return "the member \(Words.quoted(path)) is there twice"
        case .missing(let path): return "the member \(Words.quoted(path)) is missing"
        case .moved(let path, let found):
            return "in the place of the member \(Words.quoted(path)) is \(Words.quoted(found))"
        case .size(let path, let said, let found):
            return "the member \(Words.quoted(path)) has \(Texts.count(found)) bytes, and the "
                + "manifest says \(Texts.count(said))"
        case .content(let path):
            return "the member \(Words.quoted(path)) is not what the manifest has a hash of"
        case .time(let path):
            return "the member \(Words.quoted(path)) has another time than the manifest"
        case .ledger, .owner, .journal, .head, .list, .lacking, .surplus, .differs:
            return ledgerSentence(fault)
        }
    }

    /// What the ledger inside says otherwise.
    private static func ledgerSentence(_ fault: PackFault) -> String {
        switch fault {
        case .ledger(let detail): "the ledger inside is not sound: \(detail)"
        case .owner(let said, let found):
            "the ledger inside is that of \(Words.visible(found)), and the manifest says "
                + "\(Words.visible(said))"
        case .journal(let fault):
            "the journal of the ledger inside: \(JournalWords.sentence(fault))"
        case .head(let said, let found):
            "the journal of the ledger inside ends with entry \(Texts.count(found.number)) "
                + "(\(found.hash)), and the manifest says \(Texts.count(said.number)) "
                + "(\(said.hash))"
        case .list(let name, let said, let found):
            "the ledger inside has other \(Words.visible(name)) than the manifest says: "
                + "\(Words.visible(found)), and not \(Words.visible(said))"
        case .lacking(let path):
            "the ledger inside gives \(Words.quoted(path)), which the pack has not"
        case .surplus(let path): "the ledger inside does not give \(Words.quoted(path))"
        case .differs(let path, _): "the ledger inside gives another \(Words.quoted(path))"
        case .archive, .lacks, .behind, .tooLong, .unreadable, .signature, .foreignKey, .misnamed,
            .namedTwice, .unnamed, .repeated, .missing, .moved, .size, .content, .time:
            sentence(fault)
        }
    }

    private static func sentence(_ error: TarError) -> String {
        let place = "at byte \(Texts.count(error.offset))"
        return switch error.problem {
        case .cutOff: "it ends \(place), in the middle"
        case .noHeader: "\(place) is no header of an archive, or one that was changed"
        case .outside(let path): "\(place) is a member outside of it, \(Words.quoted(path))"
        case .link(let path): "\(place) is a link, \(Words.quoted(path))"
        case .special(let path): "\(place) is no plain file, \(Words.quoted(path))"
        case .unusual(let path):
            "\(place) is a member that no pack has so, \(Words.quoted(path))"
        case .padding: "\(place) is something between members, where nothing may be"
        case .trailing: "\(place) is something behind its end"
        }
    }

    private static func advice(on fault: PackFault) -> String {
        switch fault {
        case .foreignKey: "ask whoever packed it for the key, on another way than the pack came"
        case .differs(_, let program) where program != ProgramNote.daybook.title:
            "it was made with \(Words.visible(program)), which may write documents otherwise than "
                + ProgramNote.daybook.title
        case .archive, .lacks, .behind, .tooLong, .unreadable, .signature, .misnamed, .namedTwice,
            .unnamed, .repeated, .missing, .moved, .size, .content, .time, .ledger, .owner,
            .journal, .head, .list, .lacking, .surplus, .differs:
            "do not rely on it; ask for another copy"
        }
    }
}
