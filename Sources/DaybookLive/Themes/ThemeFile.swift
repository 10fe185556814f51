internal import DaybookWire
package import TerminalKit

/// A theme as a file tells it: JSON with comments.
///
/// Reading keeps nothing: a file may be read again at each of its changes.
package struct ThemeFile: Sendable {
    /// The theme with what it inherits, before anybody asked whether it can be seen: an heir may
    /// mend it.
    package let theme: Theme
    /// The names of colours that its heirs may use.
    let palette: [String: Color]
    let path: String
    /// Where the file gives a role its colour; nil for what it inherits.
    let places: ByRole<TextPosition?>
    let inheritancePlace: TextPosition

    /// What `inherits` stands for, found by name.
    package typealias Inheriting = (String) throws(ThemeObjection) -> ThemeFile

    /// A theme is a page of text.
    static let largest = 64 << 10

    /// Reads a file that may yet be hard to see; `name` is what the file is called.
    package init(
        path: String,
        name: String,
        bytes: [UInt8],
        inheriting: Inheriting,
    ) throws(Problems) {
        var reader = ThemeReader(path: path, name: name, bytes: bytes)
        self = try reader.read(inheriting)
    }

    init(
        theme: Theme,
        palette: [String: Color],
        path: String,
        places: ByRole<TextPosition?>,
        inheritancePlace: TextPosition,
    ) {
        self.theme = theme
        self.palette = palette
        self.path = path
        self.places = places
        self.inheritancePlace = inheritancePlace
    }

    /// A theme that the program carries in itself.
    package init(carried theme: Theme) {
        self.init(
            theme: theme,
            palette: [:],
            path: "",
            places: ByRole { _ in nil },
            inheritancePlace: TextPosition(offset: 0, in: []),
        )
    }

    /// The theme, if its texts can be read and its states told apart.
    package func checked() throws(Problems) -> Theme {
        let problems = theme.faults.map { fault in
            Problem(
                path: path,
                place: places[fault.role] ?? places[fault.other] ?? inheritancePlace,
                ThemeObjection(found: fault.found, expected: fault.expected),
            )
        }
        if !problems.isEmpty { throw Problems(problems) }
        return theme
    }
}
