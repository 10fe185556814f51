internal import DaybookWire
internal import TerminalKit

/// Turns one text into a theme and keeps account of what is wrong in it.
struct ThemeReader {
    let path: String
    let name: String
    let bytes: [UInt8]
    private var problems: [ThemeFile.Problem] = []
    private var omitted = 0
    /// Whether the theme to inherit from is not there: then what it would have brought is not
    /// missed aloud.
    private var isOrphan = false
    /// Whether the palette can be read: then a name that it lacks is unknown.
    private var hasPalette = true

    init(path: String, name: String, bytes: [UInt8]) {
        self.path = path
        self.name = name
        self.bytes = bytes
    }

    /// Finding a place means reading the text up to it, so that there is an end to finding.
    private static var mostProblems: Int { 50 }

    private enum Field: String, CaseIterable {
        case name, summary, appearance, inherits, palette, colors, attributes, ascii
    }

    mutating func read(_ inheriting: ThemeFile.Inheriting) throws(ThemeFile.Problems) -> ThemeFile {
        let root: JSONNode
        do throws(JSONSyntaxError) {
            root = try JSONDocument(JSONComments.blanked(bytes)).root
        } catch {
            note("no JSON (\(error))", expected: "one object of JSON", at: error.offset)
            throw ThemeFile.Problems(problems)
        }
        let fields = fields(of: root)
        let parent = parent(fields[.inherits], inheriting)
        var theme = parent?.theme ?? Self.blank
        readHead(fields, root, &theme)
        let palette = palette(fields[.palette], inherited: parent?.palette ?? [:])
        let colors = colors(fields[.colors], palette)
        if parent == nil { requireAll(colors, at: fields[.colors] ?? root) }
        for role in Role.allCases {
            if let (color, _) = colors[role] { theme.colors[role] = color }
        }
        readAttributes(fields[.attributes], &theme)
        if !problems.isEmpty { throw ThemeFile.Problems(problems, omitted: omitted) }
        return ThemeFile(
            theme: theme,
            palette: palette,
            path: path,
            places: colors.map { color in color.map { place(of: $0.node.offset) } },
            inheritancePlace: place(of: (fields[.inherits] ?? root).offset),
        )
    }

    /// What every field of a theme is written over.
    private static var blank: Theme {
        Theme(
            name: "",
            summary: "",
            appearance: .terminal,
            colors: ByRole { _ in .terminal },
        )
    }

    // MARK: - Fields

    private mutating func fields(of root: JSONNode) -> [Field: JSONNode] {
        var fields: [Field: JSONNode] = [:]
        for (key, node) in members(of: root) {
            if let field = Field(rawValue: key) {
                fields[field] = node
            } else {
                noteUnknown("field", key, Field.allCases.map(\.rawValue), at: node)
            }
        }
        return fields
    }

    private mutating func readHead(
        _ fields: [Field: JSONNode],
        _ root: JSONNode,
        _ theme: inout Theme,
    ) {
        for field in [Field.name, .summary, .appearance] where fields[field] == nil {
            note("nothing", expected: "the field \"\(field.rawValue)\"", at: root.offset)
        }
        if let node = fields[.name], let text = string(node) {
            theme.name = text
            if text != name { note(node, expected: "\(Self.quoted(name)) as in the file's name") }
        }
        if let node = fields[.summary], let text = string(node) {
            theme.summary = text
            if text.isEmpty || text.contains(where: \.isNewline) {
                note(node, expected: "one line of text")
            }
        }
        if let node = fields[.appearance], let text = string(node) {
            if let appearance = Theme.Appearance(rawValue: text) {
                theme.appearance = appearance
            } else {
                let known = Theme.Appearance.allCases.map(\.rawValue)
                noteUnknown("appearance", text, known, at: node)
            }
        }
        if let node = fields[.ascii] {
            theme.isASCII = attempt { () throws(JSONShapeError) in try node.bool() } ?? false
        }
    }

    private mutating func parent(
        _ node: JSONNode?,
        _ inheriting: ThemeFile.Inheriting,
    ) -> ThemeFile? {
        guard let node else { return nil }
        do throws(ThemeObjection) {
            if let name = string(node) { return try inheriting(name) }
        } catch {
            note(error, at: node.offset)
        }
        isOrphan = true
        hasPalette = false
        return nil
    }

    // MARK: - Colours

    private mutating func palette(
        _ node: JSONNode?,
        inherited: [String: Color],
    ) -> [String: Color] {
        var palette = inherited
        if let node, node.kind != .object { hasPalette = false }
        for (name, node) in members(of: node) {
            // Its name is known, however wrong its value is.
            palette[name] = .terminal
            guard let text = string(node) else { continue }
            if let color = Color(text) {
                palette[name] = color
            } else {
                noteUnknownColor(text, Color.names, "#rrggbb or a colour of the terminal", node)
            }
        }
        return palette
    }

    private typealias PlacedColor = (color: Color, node: JSONNode)

    private mutating func colors(
        _ node: JSONNode?,
        _ palette: [String: Color],
    ) -> ByRole<PlacedColor?> {
        var colors = ByRole<PlacedColor?> { _ in nil }
        for (name, node) in members(of: node) {
            guard let role = role(name, node) else { continue }
            colors[role] = (.terminal, node)
            guard let text = string(node) else { continue }
            if let color = palette[text] ?? Color(text) {
                colors[role] = (color, node)
            } else if hasPalette || text.hasPrefix("#") {
                noteUnknownColor(
                    text,
                    palette.keys.sorted() + Color.names,
                    "#rrggbb, a name of the palette or a colour of the terminal",
                    node,
                )
            }
        }
        return colors
    }

    private mutating func requireAll(_ colors: ByRole<PlacedColor?>, at node: JSONNode) {
        if isOrphan { return }
        for role in Role.allCases where colors[role] == nil {
            note("no colour for \(role.name)", expected: "one for each role", at: node.offset)
        }
    }

    private mutating func readAttributes(_ node: JSONNode?, _ theme: inout Theme) {
        for (name, node) in members(of: node) {
            guard let role = role(name, node),
                let elements = attempt({ () throws(JSONShapeError) in try node.elements() })
            else { continue }
            theme.attributes[role] = []
            for element in elements {
                guard let text = string(element) else { continue }
                if let attribute = Attributes(text) {
                    theme.attributes[role].insert(attribute)
                } else {
                    noteUnknown("attribute", text, Attributes.names, at: element)
                }
            }
        }
    }

    private mutating func role(_ name: String, _ node: JSONNode) -> Role? {
        if let role = Role.allCases.first(where: { $0.name == name }) { return role }
        noteUnknown("role", name, Role.allCases.map(\.name), at: node)
        return nil
    }
}

// MARK: - Values and problems

extension ThemeReader {
    /// The members of an object, none where there is no node.
    private mutating func members(of node: JSONNode?) -> [(key: String, value: JSONNode)] {
        guard let node else { return [] }
        return attempt { () throws(JSONShapeError) in try node.members() } ?? []
    }

    private mutating func string(_ node: JSONNode) -> String? {
        attempt { () throws(JSONShapeError) in try node.string() }
    }

    private mutating func attempt<Value>(
        _ read: () throws(JSONShapeError) -> Value
    ) -> Value? {
        do throws(JSONShapeError) {
            return try read()
        } catch {
            note(error.found, expected: error.expected, at: error.offset)
            return nil
        }
    }

    /// The value itself is not what is expected.
    private mutating func note(_ node: JSONNode, expected: String) {
        note(node.mismatch(expected).found, expected: expected, at: node.offset)
    }

    private mutating func note(_ found: String, expected: String, at offset: Int) {
        note(ThemeObjection(found: found, expected: expected), at: offset)
    }

    private mutating func noteUnknown(
        _ kind: String,
        _ name: String,
        _ known: [String],
        at node: JSONNode,
    ) {
        let objection = ThemeObjection(
            found: "the \(kind) \(Self.quoted(name))",
            expected: "one of \(known.joined(separator: ", "))",
            unknownName: name,
            known: known,
        )
        note(objection, at: node.offset)
    }

    private mutating func noteUnknownColor(
        _ text: String,
        _ known: [String],
        _ expected: String,
        _ node: JSONNode,
    ) {
        let objection = ThemeObjection(
            found: "the colour \(Self.quoted(text))",
            expected: expected,
            unknownName: text,
            known: known,
        )
        note(objection, at: node.offset)
    }

    private mutating func note(_ objection: ThemeObjection, at offset: Int) {
        if problems.count < Self.mostProblems {
            let place = place(of: offset)
            problems.append(ThemeFile.Problem(path: path, place: place, objection))
        } else {
            omitted += 1
        }
    }

    private func place(of offset: Int) -> TextPosition {
        TextPosition(offset: offset, in: bytes)
    }

    /// A name as messages quote it: never long.
    static func quoted(_ name: String) -> String {
        name.utf8.count <= 60 ? JSONText.quoted(name) : JSONText.quoted(name.prefix(40) + "…")
    }
}
