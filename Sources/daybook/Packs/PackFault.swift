import DaybookStore
import DaybookWire

/// The first thing in a pack that does not fit. Its words are in
/// `Failures/FailureReport+Packs.swift`.
enum PackFault: Error, Hashable, Sendable {
    /// The archive itself is not as we write it.
    case archive(TarError)
    /// The manifest or its signature is not where it belongs.
    case lacks(String)
    /// A member behind those that end a pack.
    case behind(String, after: String)
    case tooLong(String)
    /// The manifest or its signature is none of ours.
    case unreadable(String, detail: String)
    /// The manifest is not what was signed.
    case signature(VerifyingKey)
    /// Somebody else has signed it.
    case foreignKey(VerifyingKey)
    /// The manifest names a file that has no place in a pack, or one twice.
    case misnamed(String), namedTwice(String)

    /// A member that the manifest does not name.
    case unnamed(String)
    case repeated(String)
    case missing(String)
    /// Another member in the place of one.
    case moved(String, holds: String)
    case size(String, said: Int, found: Int)
    case content(String)
    case time(String)

    /// What is said of the ledger inside by SQLite, its rules, its schema.
    case ledger(String)
    case owner(said: String, found: String)
    case journal(JournalFault)
    case head(said: JournalRepository.End, found: JournalRepository.End)
    case list(String, said: String, found: String)
    /// The ledger gives it, and the pack has it not; and the other way round.
    case lacking(String), surplus(String)
    /// The ledger gives other bytes for it.
    case differs(String, madeBy: String)

    /// What it is called as data.
    var name: String {
        switch self {
        case .archive: "archive"
        case .lacks: "unsigned"
        case .behind: "behind"
        case .tooLong: "too-long"
        case .unreadable: "unreadable"
        case .signature: "signature"
        case .foreignKey: "key"
        case .misnamed, .namedTwice: "manifest"
        case .unnamed: "unnamed"
        case .repeated: "repeated"
        case .missing: "missing"
        case .moved: "moved"
        case .size: "size"
        case .content: "content"
        case .time: "time"
        case .ledger: "ledger"
        case .owner: "owner"
        case .journal: "journal"
        case .head: "head"
        case .list: "list"
        case .lacking: "lacking"
        case .surplus: "surplus"
        case .differs: "differs"
        }
    }

    /// The member that it is about.
    var member: String? {
        switch self {
        case .archive(let error):
            switch error.problem {
            case .outside(let path), .link(let path), .special(let path), .unusual(let path): path
            case .cutOff, .noHeader, .padding, .trailing: nil
            }
        case .lacks(let path), .behind(let path, _), .tooLong(let path), .unreadable(let path, _),
            .misnamed(let path), .namedTwice(let path), .unnamed(let path), .repeated(let path),
            .missing(let path), .moved(let path, _), .size(let path, _, _), .content(let path),
            .time(let path), .lacking(let path), .surplus(let path), .differs(let path, _):
            path
        case .signature, .foreignKey: PackNames.manifest
        case .ledger, .owner, .journal, .head: PackManifest.ledgerPath
        case .list(let name, _, _): "lists/\(name).csv"
        }
    }
}
