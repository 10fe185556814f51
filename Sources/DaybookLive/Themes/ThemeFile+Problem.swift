package import DaybookWire

/// What is wrong with a theme, before its place is known.
package struct ThemeObjection: Error, Hashable, Sendable {
    /// What was found and what was expected, as parts of one sentence.
    package let found: String
    package let expected: String
    /// A name that is unknown, and the known ones, for whoever suggests one of them.
    package let unknownName: String?
    package let known: [String]
    /// What is wrong in the other files that led here.
    let causes: [ThemeFile.Problem]

    package init(
        found: String,
        expected: String,
        unknownName: String? = nil,
        known: [String] = [],
        causes: [ThemeFile.Problem] = [],
    ) {
        self.found = found
        self.expected = expected
        self.unknownName = unknownName
        self.known = known
        self.causes = causes
    }
}

extension ThemeFile {
    /// What is wrong in a file, with its place; the program does not guess around it.
    package struct Problem: Hashable, Sendable {
        package let path: String
        package let place: TextPosition
        package let objection: ThemeObjection

        init(path: String, place: TextPosition, _ objection: ThemeObjection) {
            self.path = path
            self.place = place
            self.objection = objection
        }
    }

    /// All that is wrong, so that it is mended in one go: in the order of the file, then what is
    /// wrong in the files that it builds on; never empty.
    package struct Problems: Error, Sendable {
        package let all: [Problem]
        /// How many more there are: a file of nothing but problems is not listed to its end.
        package let omitted: Int

        init(_ all: [Problem], omitted: Int = 0) {
            precondition(!all.isEmpty, "an error names at least one problem")
            let sorted = all.sorted {
                ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
            }
            self.all = sorted + sorted.flatMap(\.objection.causes)
            self.omitted = omitted
        }

    }
}

extension ThemeFile.Problem: CustomStringConvertible {
    /// `file:line:column: found …, expected …`, as compilers and editors write and read it.
    package var description: String {
        "\(path):\(place.line):\(place.column): found \(objection.found), "
            + "expected \(objection.expected)"
    }
}
