import TerminalKit

/// Names and values under one another: what a record says of itself.
struct FactList {
    let profile: TextProfile
    let usesColor: Bool

    func text(_ facts: [(String, TextTable.Cell)], width: Int?) -> String {
        var table = TextTable(
            [.init(""), .init("", cutTo: 20)],
            profile: profile,
            usesColor: usesColor
        )
        for (name, value) in facts { table.add([.init(name, .quiet), value]) }
        // A list has no titles: the first line, which would hold them, is left out.
        let text = table.text(width: width)
        return String(
            text[(text.firstIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex)...]
        )
    }
}
