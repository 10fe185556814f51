package import TerminalKit

/// What somebody does at a terminal, as a text with blanks between: `j j <Enter> "abc" <C-a>`.
///
/// | Text | Means |
/// |---|---|
/// | `j` | the key of that character |
/// | `"abc"` | the keys of these characters; blanks belong to them |
/// | `<Enter>` `<Esc>` `<PageDown>` `<F1>` `<Space>` `<lt>` `<quote>` | a named key |
/// | `<C-a>` `<M-b>` `<S-Tab>` `<C-M-x>` | a key with Control, Alt (Meta), Shift |
/// | `<Paste abc>` | a text pasted as a whole |
/// | `<Click 12,3>` `<WheelUp 12,3>` `<WheelDown 12,3>` | the mouse, at a column and a row from 0 |
///
/// In strings and pastes, `\n`, `\t`, `\\`, `\xNN` and `\u{…}` stand for other characters.
package struct KeyScript: CustomStringConvertible {
    package let description: String
    package let events: [InputEvent]

    package init(_ text: String) {
        description = text
        var reader = Reader(rest: text[...])
        var events: [InputEvent] = []
        while let next = reader.next() { events += next }
        self.events = events
    }

    /// The keys alone, for what knows nothing else.
    package var keys: [KeyPress] {
        events.map { event in
            guard case .key(let press) = event else {
                preconditionFailure("\(self): only keys are expected here")
            }
            return press
        }
    }

    private struct Reader {
        var rest: Substring

        mutating func next() -> [InputEvent]? {
            rest = rest.drop { $0 == " " }
            guard let first = rest.first else { return nil }
            switch first {
            // A terminal sends code points, also of what readers take for one character.
            case "\"":
                return take("\"").unicodeScalars.map {
                    .key(KeyPress(.character(Character($0))))
                }
            case "<": return event(take(">"))
            case _:
                rest = rest.dropFirst()
                return [.key(KeyPress(.character(first)))]
            }
        }

        /// What stands up to a closing character.
        private mutating func take(_ end: Character) -> String {
            let inside = rest.dropFirst().prefix { $0 != end }
            precondition(inside.endIndex < rest.endIndex, "\(rest) has no end")
            rest = rest[inside.endIndex...].dropFirst()
            return TableRow(file: "key script", line: 0, cells: [String(inside)]).unescaped(0)
        }

        private func event(_ text: String) -> [InputEvent] {
            let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2 else { return [.key(key(text))] }
            let place = words[1].split(separator: ",").compactMap { Int($0) }
            switch words[0] {
            case "Paste": return [.paste(String(words[1]), isCut: false)]
            case "Click": return mouse(0, "M", place) + mouse(0, "m", place)
            case "WheelUp": return mouse(64, "M", place)
            case "WheelDown": return mouse(65, "M", place)
            case let name: preconditionFailure("<\(name)> is not known")
            }
        }

        /// In the words of a terminal, as nothing else makes events of the mouse.
        private func mouse(_ button: Int, _ end: String, _ place: [Int]) -> [InputEvent] {
            precondition(place.count == 2, "the mouse is at a column and a row")
            var decoder = KeyDecoder()
            let bytes = "\u{1B}[<\(button);\(place[0] + 1);\(place[1] + 1)\(end)"
            return decoder.feed(bytes.utf8)
        }

        private func key(_ text: String) -> KeyPress {
            var modifiers: Modifiers = []
            var name = text[...]
            let prefixes: [(String, Modifiers)] = [
                ("C-", .control), ("M-", .alt), ("S-", .shift),
            ]
            while let (prefix, modifier) = prefixes.first(where: { name.hasPrefix($0.0) }),
                name.count > prefix.count
            {
                modifiers.insert(modifier)
                name = name.dropFirst(prefix.count)
            }
            return KeyPress(named(String(name)), modifiers)
        }

        private func named(_ name: String) -> Key {
            if let key = Self.names[name] { return key }
            if name.count == 1, let character = name.first { return .character(character) }
            guard name.hasPrefix("F"), let number = Int(name.dropFirst()) else {
                preconditionFailure("<\(name)> is not known")
            }
            return .function(number)
        }

        private static let names: [String: Key] = [
            "Enter": .enter, "Tab": .tab, "Backspace": .backspace, "Esc": .escape,
            "Up": .up, "Down": .down, "Left": .left, "Right": .right,
            "Home": .home, "End": .end, "PageUp": .pageUp, "PageDown": .pageDown,
            "Insert": .insert, "Delete": .delete,
            "Space": .character(" "), "lt": .character("<"), "quote": .character("\""),
        ]
    }
}
