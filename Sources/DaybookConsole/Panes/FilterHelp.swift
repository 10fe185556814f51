import DaybookCore
import TerminalKit

/// The pages of help on the filter language of a pane. What is chosen there is put into the prompt.
struct FilterHelp {
    let pane: PaneDefinition

    var groups: [HelpSheet.Group] {
        [
            HelpSheet.Group("Filter: examples", pane.filterExamples.map(entry)),
            HelpSheet.Group("Filter: fields of \(pane.noun)s", pane.filters.fields.all.map(entry)),
        ]
    }

    /// The text that an entry of these puts into the prompt; nil for other entries.
    static func text(of id: String) -> String? {
        id.hasPrefix("/") ? String(id.dropFirst()) : nil
    }

    private func entry(_ example: FilterExample) -> HelpSheet.Entry {
        HelpSheet.Entry("/\(example.text)", keys: example.text, example.meaning)
    }

    private func entry(_ field: FilterField) -> HelpSheet.Entry {
        let others = field.aliases.isEmpty ? "" : " (also \(field.aliases.joined(separator: ", ")))"
        return HelpSheet.Entry("/\(field.name):", keys: "\(field.name):", field.summary + others)
    }
}
