/// What a record of a file may say: a column of a table, a member of an object.
package struct FolderField: Hashable, Sendable {
    package let name: String
    package let form: Form
    package let isRequired: Bool
    /// What it is, for people.
    package let summary: String
    /// False for what only people read in it.
    package var isKept = true

    /// How it is written: as JSON, and in the cell of a table.
    package enum Form: Hashable, Sendable {
        /// Also numbers, dates and times: digits stay what they are.
        case text
        case flag
        /// Texts under one another: an array; in a cell each on its own line, or parted by `;`.
        case texts
        /// An object; in a table a column for each member, as in `address.city`.
        case object([String])
        /// An array or an object; in a cell as JSON.
        case json
    }

    static func field(_ name: String, _ summary: String, _ form: Form = .text) -> FolderField {
        FolderField(name: name, form: form, isRequired: false, summary: summary)
    }

    static func needed(_ name: String, _ summary: String, _ form: Form = .text) -> FolderField {
        FolderField(name: name, form: form, isRequired: true, summary: summary)
    }

    /// The columns of a table that say it.
    package var columns: [String] {
        switch form {
        case .text, .flag, .texts, .json: [name]
        case .object(let members): members.map { "\(name).\($0)" }
        }
    }
}
