package import TerminalKit

/// The themes of some folders by name; what stands in an earlier folder comes before its namesakes.
///
/// A theme inherits from its own folder or those behind it, and by its own name only from those
/// behind: so the user's `ledger` may build on the shipped one, and no shipped theme ever depends
/// on what a user has.
package struct ThemeLibrary: Sendable {
    /// Whose themes they are.
    package enum Origin: String, Sendable {
        case user, shipped
        /// A file that is in no folder of the library.
        case elsewhere
    }

    package struct Folder: Hashable, Sendable {
        package let path: String
        package let origin: Origin

        package init(_ path: String, _ origin: Origin) {
            self.path = path
            self.origin = origin
        }
    }

    /// A file that a theme is read from.
    package struct Entry: Hashable, Sendable {
        package let name: String
        package let path: String
        package let origin: Origin
    }

    private let folders: [Folder]

    package init(folders: [Folder]) {
        self.folders = folders
    }

    /// The library of this machine's user.
    package init(_ locations: Locations) {
        self.init(
            folders: [Folder(locations.userThemes, .user)]
                + (locations.shipped("themes").map { [Folder($0, .shipped)] } ?? [])
        )
    }

    /// Themes that need no file: the program can always be looked at.
    private static var carried: [Theme] { [.standard, .mono] }

    private static var suffix: String { ".json" }
    /// A longer line of heirs is nobody's intention.
    private static var longestDescent: Int { 8 }

    // MARK: - Asking

    /// The files of all themes, sorted by name. A folder need not be there.
    package func entries() throws(FileError) -> [Entry] {
        var entries: [String: Entry] = [:]
        for folder in folders {
            for name in try Self.names(in: folder.path) where entries[name] == nil {
                entries[name] = entry(name, in: folder)
            }
        }
        return entries.values.sorted { $0.name < $1.name }
    }

    /// All names that mean a theme.
    package var names: [String] {
        let names = ((try? entries()) ?? []).map(\.name) + Self.carried.map(\.name)
        return Set(names).sorted()
    }

    /// The file of a word that somebody wrote: of a name, or with a slash or an ending the file of
    /// that path.
    package func entry(of word: String) throws(ThemeError) -> Entry {
        if word.utf8.contains(UInt8(ascii: "/")) || word.hasSuffix(Self.suffix) {
            return Entry(name: Self.stem(of: word), path: word, origin: .elsewhere)
        }
        do throws(FileError) {
            if let entry = try entries().first(where: { $0.name == word }) { return entry }
        } catch {
            throw .unreadable(error)
        }
        throw .unknown(word, known: names)
    }

    package func theme(of entry: Entry) throws(ThemeError) -> Theme {
        switch entry.origin {
        case .user, .shipped: try theme(named: entry.name)
        case .elsewhere: try theme(at: entry.path)
        }
    }

    /// The theme of a name, as its users see it.
    package func theme(named name: String) throws(ThemeError) -> Theme {
        let file = try file(named: name, from: 0, heirs: [])
        return try Self.checked(file)
    }

    /// The theme of a name, or the standard one and why.
    package func choose(named name: String) -> (theme: Theme, problem: ThemeError?) {
        do throws(ThemeError) {
            return (try theme(named: name), nil)
        } catch {
            return (.standard, error)
        }
    }

    /// The theme of a file, wherever it lies; it inherits from the library.
    package func theme(at path: String) throws(ThemeError) -> Theme {
        let name = Self.stem(of: path)
        let file = try file(at: path, Heir(folder: -1, name: name), heirs: [])
        return try Self.checked(file)
    }

    private static func checked(_ file: ThemeFile) throws(ThemeError) -> Theme {
        do throws(ThemeFile.Problems) {
            return try file.checked()
        } catch {
            throw .broken(error)
        }
    }

    // MARK: - Files

    private func entry(_ name: String, in folder: Folder) -> Entry {
        Entry(
            name: name,
            path: "\(folder.path)/\(name)\(Self.suffix)",
            origin: folder.origin,
        )
    }

    private static func names(in folder: String) throws(FileError) -> [String] {
        do throws(FileError) {
            return try Folders.names(in: folder, endingIn: suffix)
                .map { String($0.dropLast(suffix.count)) }
                .filter(isName)
        } catch {
            if error.isMissing { return [] }
            throw error
        }
    }

    private static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.hasSuffix(suffix) ? name.dropLast(suffix.count) : name)
    }

    /// A name never leads out of a folder, and holds nothing that would end or hide it.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 100
            && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }

    // MARK: - Inheriting

    /// A theme that inherits: its folder's place, -1 for a file outside, and its name.
    private struct Heir: Hashable {
        let folder: Int
        let name: String
    }

    /// The first file of a name, from a folder on.
    private func file(
        named name: String,
        from first: Int,
        heirs: [Heir],
    ) throws(ThemeError) -> ThemeFile {
        for index in first..<folders.count where Self.isName(name) {
            do throws(ThemeError) {
                let path = entry(name, in: folders[index]).path
                return try file(at: path, Heir(folder: index, name: name), heirs: heirs)
            } catch {
                if !error.isMissing { throw error }
            }
        }
        if let theme = Self.carried.first(where: { $0.name == name }) {
            return ThemeFile(carried: theme)
        }
        throw .unknown(name, known: names)
    }

    private func file(
        at path: String,
        _ heir: Heir,
        heirs: [Heir],
    ) throws(ThemeError) -> ThemeFile {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSource.content(of: path, limit: ThemeFile.largest)
        } catch {
            throw .unreadable(error)
        }
        let line = heirs + [heir]
        do throws(ThemeFile.Problems) {
            return try ThemeFile(path: path, name: heir.name, bytes: bytes) {
                (name) throws(ThemeObjection) in try parent(name, of: line)
            }
        } catch {
            throw .broken(error)
        }
    }

    /// What the last of these heirs calls `name`.
    private func parent(_ name: String, of heirs: [Heir]) throws(ThemeObjection) -> ThemeFile {
        guard let heir = heirs.last else { preconditionFailure("a parent has an heir") }
        let quoted = ThemeReader.quoted(name)
        let first = name == heir.name ? heir.folder + 1 : max(heir.folder, 0)
        if heirs.contains(where: { $0.name == name && $0.folder >= first }) {
            let circle = (heirs.map(\.name) + [name]).joined(separator: ", ")
            throw ThemeObjection(
                found: "\(quoted), which goes round in a circle: \(circle)",
                expected: "a theme that does not inherit this one",
            )
        }
        if heirs.count >= Self.longestDescent {
            throw ThemeObjection(
                found: "\(quoted) behind \(heirs.count) themes that inherit one another",
                expected: "\(Self.longestDescent) at most",
            )
        }
        do throws(ThemeError) {
            return try file(named: name, from: first, heirs: heirs)
        } catch {
            if case .unknown = error, name == heir.name {
                throw ThemeObjection(
                    found: "\(quoted), which is this theme itself",
                    expected: "the name of another one",
                )
            }
            throw error.objection(to: quoted)
        }
    }
}
