import DaybookCore
import DaybookLive
import DaybookWire

/// What became of a record that was read.
enum ImportOutcome {
    case stored
    /// It was there already.
    case same
    case changed
    /// Another one is there; the words say what differs.
    case conflicting(String)
}

/// How a record of a file and one of the ledger differ.
struct RecordDifference {
    private let fields: [(name: String, here: String, there: String)]

    /// - Parameters:
    ///   - here: as the ledger has it
    ///   - there: as the file has it
    init(_ here: FolderRows.Row, _ there: FolderRows.Row) {
        fields = there.compactMap { member in
            let own = here.first { $0.key == member.key }?.value ?? .null
            if own == member.value { return nil }
            return (member.key, Self.text(own), Self.text(member.value))
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): Words.quoted(Self.short(text))
        case .null: "nothing"
        case .number, .bool, .object, .array: Self.short(JSONWriter.text(value))
        }
    }

    private static func short(_ text: String) -> String {
        text.count <= 60 ? text : String(text.prefix(40)) + "…"
    }

    /// `there is another customer acme: name is "A" here and "B" in the file; email differs too`
    func outcome(_ noun: String, _ key: String) -> ImportOutcome {
        guard let first = fields.first else { return .same }
        let others = fields.dropFirst().map(\.name)
        let more =
            others.isEmpty
            ? "" : "; \(others.joined(separator: ", ")) differ\(others.count == 1 ? "s" : "") too"
        return .conflicting(
            "there is another \(noun) \(Words.quoted(key)): \(first.name) is \(first.here) in the "
                + "ledger and \(first.there) in the file\(more)"
        )
    }
}
