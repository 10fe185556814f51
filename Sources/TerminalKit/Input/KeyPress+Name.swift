/// Keys as people write them, in a configuration and in help: `j`, `G`, `ctrl-p`, `shift-tab`,
/// `pgdn`, `f1`, `space`.
extension KeyPress {
    private static let names: [(name: String, key: Key)] = [
        ("enter", .enter), ("tab", .tab), ("backspace", .backspace), ("esc", .escape),
        ("up", .up), ("down", .down), ("left", .left), ("right", .right),
        ("home", .home), ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown),
        ("insert", .insert), ("delete", .delete), ("space", .character(" ")),
    ]

    private static let modifierNames: [(name: String, modifier: Modifiers)] = [
        ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]

    /// The key of this name; nil where there is none.
    package init?(name: String) {
        var rest = name[...]
        var modifiers: Modifiers = []
        while let (prefix, modifier) = Self.modifierNames.first(where: {
            rest.hasPrefix($0.name) && rest.utf8.count > $0.name.utf8.count
        }) {
            rest = rest.dropFirst(prefix.count)
            modifiers.insert(modifier)
        }
        guard let key = Self.key(named: rest) else { return nil }
        // With Shift a letter is another letter: terminals send it, and so it is written.
        if modifiers.contains(.shift), case .character(let letter) = key, letter != " " {
            return nil
        }
        self.init(key, modifiers)
    }

    private static func key(named name: Substring) -> Key? {
        if name.count == 1, let character = name.first, character != " " {
            return .character(character)
        }
        if let known = names.first(where: { $0.name == name }) { return known.key }
        if name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number) {
            return .function(number)
        }
        return nil
    }

    package var name: String {
        let prefix = Self.modifierNames.filter { modifiers.contains($0.modifier) }.map(\.name)
        return prefix.joined() + keyName
    }

    private var keyName: String {
        if let known = Self.names.first(where: { $0.key == key }) { return known.name }
        return switch key {
        case .function(let number): "f\(number)"
        case .character(let character): String(character)
        case .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .insert, .delete:
            preconditionFailure("every named key has its name in the table")
        }
    }
}
