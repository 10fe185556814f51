import DaybookCore
import DaybookStore
import DaybookWire

/// How the journal is told to people.
enum JournalWords {
    /// What was done to the first entry that does not fit.
    static func sentence(_ fault: JournalFault) -> String {
        let number = Texts.count(fault.number)
        switch fault.kind {
        case .emptied: return "the journal was emptied: not even the ledger's first entry is there"
        case .edited: return "entry \(number) was edited: it is not what its hash was made of"
        case .rewritten:
            return "entry \(number) was rewritten: the next was written behind another one"
        case .deleted(let last):
            return last == fault.number
                ? "entry \(number) was deleted" : "entries \(number) to \(last) were deleted"
        case .inserted:
            return "entry \(number) was inserted: the next was written in its place"
        case .moved(let held):
            return "entry \(number) was moved: entry \(Texts.count(held)) lies in its place"
        case .cutOff(let last):
            return last == fault.number
                ? "entry \(number) was cut off at the end"
                : "entries \(number) to \(Texts.count(last)) were cut off at the end"
        case .replaced:
            return "entry \(number) is not the one that was signed: "
                + "it or one before it was rewritten with all that follow"
        }
    }

    static let advice = "keep a copy of the file, and compare it with a backup"

    /// The kind of fault as data.
    static func name(_ kind: JournalFault.Kind) -> String {
        switch kind {
        case .emptied: "emptied"
        case .edited: "edited"
        case .rewritten: "rewritten"
        case .deleted: "deleted"
        case .inserted: "inserted"
        case .moved: "moved"
        case .cutOff: "cut-off"
        case .replaced: "replaced"
        }
    }

    /// `customers 2, lines 3`
    static func changes(_ changes: [TableChanges]) -> String {
        changes.map { "\($0.table) \(Texts.count($0.inserted + $0.updated + $0.deleted))" }
            .joined(separator: ", ")
    }

    static func json(_ changes: [TableChanges]) -> JSONValue {
        .array(
            changes.map {
                [
                    "table": .string($0.table),
                    "inserted": .integer($0.inserted),
                    "updated": .integer($0.updated),
                    "deleted": .integer($0.deleted),
                ]
            }
        )
    }
}
