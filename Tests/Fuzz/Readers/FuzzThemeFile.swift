import DaybookLive
import DaybookWire
import TerminalKit

/// Any bytes are a theme that can be drawn with, or are refused with the places.
func fuzzThemeFile(_ bytes: [UInt8]) {
    let file: ThemeFile
    do throws(ThemeFile.Problems) {
        file = try read(bytes)
    } catch {
        require(!error.all.isEmpty, "a file that is refused has a problem")
        require(error.all.count <= 50, "\(error.all.count) problems are no list")
        let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
        for problem in error.all {
            require(1...lines ~= problem.place.line, "\(problem) lies outside")
            require(problem.place.column <= bytes.count + 1, "\(problem) lies outside")
        }
        return
    }
    requireRoundTrip(file.theme)
    for depth in ColorDepth.allCases { requireInks(file.theme, depth) }
    _ = try? file.checked()
}

private func read(_ bytes: [UInt8]) throws(ThemeFile.Problems) -> ThemeFile {
    try ThemeFile(path: "mine.json", name: "mine", bytes: bytes) {
        (name) throws(ThemeObjection) in
        switch name {
        case "ledger": return ThemeFile(carried: .standard)
        case "mono": return ThemeFile(carried: .mono)
        default: throw ThemeObjection(found: name, expected: "ledger", unknownName: name)
        }
    }
}

/// A theme that is written out, with nothing inherited, is read as the same.
private func requireRoundTrip(_ theme: Theme) {
    let colors = Role.allCases.map { role in
        JSONValue.Member(role.name, .string(theme.colors[role].description))
    }
    let attributes = Role.allCases.map { role in
        let names = Attributes.names.filter { name in
            Attributes(name).map { theme.attributes[role].isSuperset(of: $0) } ?? false
        }
        return JSONValue.Member(role.name, .array(names.map { .string($0) }))
    }
    let text = JSONWriter.text([
        "name": .string(theme.name),
        "summary": .string(theme.summary),
        "appearance": .string(theme.appearance.rawValue),
        "ascii": .bool(theme.isASCII),
        "colors": .object(colors),
        "attributes": .object(attributes),
    ])
    do throws(ThemeFile.Problems) {
        require(try read(Array(text.utf8)).theme == theme, "\(text) is another theme")
    } catch {
        fatalError("\(text) was written and is refused: \(error.all)")
    }
}

/// Nothing of a file reaches a terminal but numbers.
private func requireInks(_ theme: Theme, _ depth: ColorDepth) {
    let inks = Inks(theme, depth)
    for text in Role.allCases {
        for ground in Role.allCases {
            let ink = inks.ink(for: Style(text, on: ground))
            for parameters in [ink.text, ink.ground] {
                let isPlain = parameters.utf8.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ";")
                }
                require(isPlain && parameters.utf8.count >= 2, "\(parameters) are no parameters")
            }
        }
    }
}
