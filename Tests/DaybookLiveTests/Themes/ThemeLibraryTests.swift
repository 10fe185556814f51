import DaybookLive
import TerminalKit
import TestRigs
import Testing

@Suite struct ThemeLibraryTests {
    private static var shippedFolder: String { TestFolder.projectRoot() + "/themes" }

    private let scratch: ScratchFolder
    private let library: ThemeLibrary

    init() throws {
        scratch = try ScratchFolder()
        library = ThemeLibrary(
            folders: [.init(scratch.path, .user), .init(Self.shippedFolder, .shipped)]
        )
    }

    /// Writes a theme of the user's.
    private func write(_ name: String, _ members: String) throws {
        try scratch.file(
            "\(name).json",
            containing: """
                {"name": "\(name)", "summary": "s", "appearance": "dark",
                \(members)}
                """
        )
    }

    private func problem(_ name: String) -> String {
        switch library.choose(named: name).problem {
        case .none: "none"
        case .unknown(let name, let known): "unknown \(name): \(known.joined(separator: " "))"
        case .unreadable(let error): "unreadable: \(error.reason)"
        case .broken(let problems):
            problems.all.map(\.description).joined(separator: "\n")
                .replacing(scratch.path, with: "USER")
        }
    }

    // MARK: - Shipped

    @Test func theThemesThatTheProgramCarriesAreThoseOfTheFiles() throws {
        let shipped = ThemeLibrary(folders: [.init(Self.shippedFolder, .shipped)])
        #expect(try shipped.theme(named: "ledger") == .standard)
        #expect(try shipped.theme(named: "mono") == .mono)
        let none = ThemeLibrary(folders: [])
        #expect(try none.theme(named: "ledger") == .standard)
        #expect(try none.theme(named: "mono") == .mono)
    }

    /// What is shipped is sound, and this is how it looks.
    @Test func shippedThemesAreAsRecorded() throws {
        var text = ""
        for entry in try library.entries() {
            let theme = try library.theme(named: entry.name)
            text += "\(theme.name), \(theme.appearance)\(theme.isASCII ? ", ASCII" : "")"
            text += ": \(theme.summary)\n"
            for role in Role.allCases {
                let names = Attributes.names.filter {
                    theme.attributes[role].isSuperset(of: Attributes($0)!)
                }
                let words = ["  \(role)", theme.colors[role].description] + names
                text += words.joined(separator: " ") + "\n"
            }
        }
        expectGolden(text, named: "shipped-themes.txt")
    }

    // MARK: - Folders

    @Test func theUsersThemesComeBeforeTheShippedOnes() throws {
        try write("paper", "\"inherits\": \"paper\", \"colors\": {\"bad\": \"red\"}")
        try write("zebra", "\"inherits\": \"paper\"")
        try scratch.file(".hidden.json", containing: "{}")
        try scratch.file("notes.txt", containing: "")
        let entries = try library.entries()
        #expect(
            entries.map { "\($0.name) \($0.origin)" } == [
                "ascii shipped", "contrast shipped", "deuteran shipped", "ledger shipped",
                "mono shipped", "paper user", "zebra user",
            ]
        )
        #expect(entries.last?.path == scratch.path + "/zebra.json")
        let paper = try library.theme(named: "paper")
        let shipped = try ThemeLibrary(folders: [.init(Self.shippedFolder, .shipped)])
            .theme(named: "paper")
        #expect(paper.colors[.bad] == .ansi(1))
        #expect(paper.colors[.good] == shipped.colors[.good])
        #expect(try library.theme(named: "zebra").colors == paper.colors)
    }

    @Test func shippedThemesDoNotDependOnTheUsers() throws {
        let before = try library.theme(named: "deuteran")
        try scratch.file("ledger.json", containing: "{")
        #expect(try library.theme(named: "deuteran") == before)
        #expect(problem("ledger").hasPrefix("USER/ledger.json:1:2: found no JSON"))
        #expect(library.choose(named: "ledger").theme == .standard)
    }

    @Test func aNameIsNeverAPath() throws {
        try scratch.file("x.json", containing: "{}")
        let names = ["../themes/ledger", "/etc/passwd", "", ".", "..", ".hidden", "ledger\u{0}"]
        for name in names + ["a/b", "x\n", String(repeating: "x", count: 5000)] {
            #expect(problem(name).hasPrefix("unknown \(name): ascii contrast"), "\(name)")
        }
    }

    @Test func aFileMayLieAnywhere() throws {
        try write("mine", "\"inherits\": \"ledger\", \"attributes\": {\"bad\": [\"bold\"]}")
        let elsewhere = ThemeLibrary(folders: [.init(Self.shippedFolder, .shipped)])
        let theme = try elsewhere.theme(at: scratch.path + "/mine.json")
        #expect(theme.attributes[.bad] == .bold)
        #expect(theme.colors == Theme.standard.colors)
    }

    @Test func filesThatCannotBeReadSayWhy() throws {
        try writeBytes([], to: scratch.path + "/folder.json/inner")
        try scratch.file("large.json", containing: String(repeating: " ", count: 200_000))
        try scratch.file("empty.json", containing: "")
        #expect(problem("folder") == "unreadable: Is a directory")
        #expect(problem("large") == "unreadable: File too large")
        #expect(problem("empty").contains("found no JSON (expected a JSON value, found nothing)"))
        let unreadable = ThemeLibrary(folders: [.init("/proc/none", .user)])
        #expect(try unreadable.entries() == [])
    }

    // MARK: - Inheriting

    @Test func whatIsInheritedMayBeMended() throws {
        // The palette comes along; what the child says of a role holds.
        try write(
            "pale",
            """
            "inherits": "ledger", "palette": {"faint": "#333333"},
            "colors": {"secondary": "faint"}
            """
        )
        try write("mended", "\"inherits\": \"pale\", \"colors\": {\"secondary\": \"ash\"}")
        try write("heir", "\"inherits\": \"pale\"")
        try write(
            "renamed",
            "\"inherits\": \"pale\", \"palette\": {\"faint\": \"#949cab\"}, \"colors\": {}"
        )
        #expect(problem("mended") == "none")
        let contrast = "found secondary on background with a contrast of 1.39, expected 3 or more"
        #expect(problem("pale").hasPrefix("USER/pale.json:3:25: \(contrast)"))
        // Nothing in it gives the colour: its line is the one that brings it.
        #expect(problem("heir").hasPrefix("USER/heir.json:2:13: \(contrast)"))
        // A name of a palette is looked up where it is used.
        #expect(problem("renamed").hasPrefix("USER/renamed.json:2:13: \(contrast)"))
    }

    @Test func circlesAndLongDescentsAreNamed() throws {
        try write("a", "\"inherits\": \"b\"")
        try write("b", "\"inherits\": \"c\"")
        try write("c", "\"inherits\": \"a\"")
        try write("self", "\"inherits\": \"self\"")
        for generation in 1...9 {
            try write("g\(generation)", "\"inherits\": \"g\(generation - 1)\"")
        }
        try write("g0", "\"inherits\": \"ledger\"")
        let texts = ["a", "self", "g6", "g8"].map { "\($0)\n\(problem($0))\n\n" }
        expectGolden(texts.joined(), named: "descents.txt")
    }

    @Test func aThemeIsReadAnewEachTime() throws {
        try write("live", "\"inherits\": \"ledger\"")
        #expect(problem("live") == "none")
        try write("live", "\"inherits\": \"ledger\", \"colors\": {\"bad\": \"#000\"}")
        #expect(problem("live").contains("bad on background"))
        try write("live", "\"inherits\": \"ledger\"")
        #expect(problem("live") == "none")
    }
}
