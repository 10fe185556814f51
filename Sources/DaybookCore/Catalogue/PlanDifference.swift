/// Where two versions of a plan or an add-on differ.
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
        self.init(from: PlanFields(of: old).fields, to: PlanFields(of: new).fields)
    }

    package init(from old: AddOnDefinition, to new: AddOnDefinition) {
        self.init(from: PlanFields(of: old).fields, to: PlanFields(of: new).fields)
    }

    private init(from before: [PlanFields.Field], to after: [PlanFields.Field]) {
        // A plan that is still to be refused may have a key twice: the first goes with the first.
        let indices = after.indices.reversed()
        var indicesByPath = Dictionary(grouping: indices) { after[$0].path }
        var entries: [Entry] = []
        for field in before {
            let text = indicesByPath[field.path]?.popLast().map { after[$0].text }
            if text != field.text {
                entries.append(Entry(path: field.path, old: field.text, new: text))
            }
        }
        // What is left was not there before; in the order in which the new version says it.
        for index in indicesByPath.values.joined().sorted() {
            entries.append(Entry(path: after[index].path, old: nil, new: after[index].text))
        }
        self.entries = entries
    }

    package var isEmpty: Bool { entries.isEmpty }
}
