/// Where two versions of a plan differ.
package struct PlanDifference: Hashable, Sendable {
    package let entries: [Entry]

    package struct Entry: Hashable, Sendable {
        package let path: String
        /// Nil for what is new.
        package let old: String?
        /// Nil for what is gone.
        package let new: String?
    }

    package init(from old: PlanDefinition, to new: PlanDefinition) {
        let (before, after) = (PlanFields(of: old).fields, PlanFields(of: new).fields)
        var texts: [String: String] = [:]
        for field in after { texts[field.path] = field.text }
        var entries: [Entry] = []
        for field in before {
            let text = texts.removeValue(forKey: field.path)
            if text != field.text {
                entries.append(Entry(path: field.path, old: field.text, new: text))
            }
        }
        // What is left was not there before; in the order in which the new version says it.
        for field in after where texts[field.path] != nil {
            entries.append(Entry(path: field.path, old: nil, new: field.text))
        }
        self.entries = entries
    }

    package var isEmpty: Bool { entries.isEmpty }
}
