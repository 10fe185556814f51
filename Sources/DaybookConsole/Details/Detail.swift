package import TerminalKit

/// What a pane shows of one record: parts, of which one is seen at a time.
package struct Detail: Hashable, Sendable {
    /// The record's name, in the title and in the crumbs.
    package let name: String
    package let badge: Badge?
    package let parts: [DetailPart]

    package struct Badge: Hashable, Sendable {
        package let word: String
        package let tone: Role
    }

    package init(name: String, badge: Badge? = nil, parts: [DetailPart]) {
        self.name = name
        self.badge = badge
        self.parts = parts
    }
}

package struct DetailPart: Hashable, Sendable {
    package let title: String
    package let blocks: [DetailBlock]
}

package enum DetailBlock: Hashable, Sendable {
    case heading(String)
    case facts([DetailFact])
    case table([ListColumn], [ListRow])
    case text(String, Role)
}

package struct DetailFact: Hashable, Sendable {
    package let label: String
    package let value: String
    package let tone: Role

    package init(_ label: String, _ value: String, _ tone: Role = .primary) {
        self.label = label
        self.value = value
        self.tone = tone
    }
}
