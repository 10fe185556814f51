import TestRigs
import Testing

@testable import TerminalKit

@Suite struct InksTests {
    /// What each theme becomes on each kind of terminal, as a text.
    @Test func inksAreAsRecorded() throws {
        for theme in try TableThemes.all() {
            var text = ""
            for depth in ColorDepth.allCases {
                let inks = Inks(theme, depth)
                text += "\(depth)\n"
                for style in Self.styles { text += line(style, inks.ink(for: style)) }
            }
            expectGolden(text, named: "inks/\(theme.name).txt")
        }
    }

    private static let styles =
        Role.grounds.flatMap { ground in Role.texts.map { Style($0, on: ground) } } + [
            Style(.background, on: .accent), Style(.background, on: .bad),
            Style(.primary, on: .good), Style(.surface, on: .accent),
            Style(.primary, on: .primary), Style(.background),
        ]

    private func line(_ style: Style, _ ink: Ink) -> String {
        let names = zip(Attributes.names, [Attributes.bold, .dim, .underline, .reverse])
            .filter { ink.attributes.contains($0.1) }.map(\.0)
        let pair = "\(style.text) on \(style.ground)"
        let padding = String(repeating: " ", count: 26 - pair.count)
        return (["  \(pair)\(padding)\(ink.text)", ink.ground] + names).joined(separator: "  ")
            + "\n"
    }

    @Test func everyTextIsSeenOnItsGroundAndTheSurfaceOnTheBackground() throws {
        for theme in try TableThemes.all() {
            for depth in ColorDepth.allCases {
                let inks = Inks(theme, depth)
                for text in Role.allCases {
                    for ground in Role.allCases {
                        let ink = inks.ink(for: Style(text, on: ground))
                        #expect(isSeen(ink), "\(text) on \(ground), \(theme.name), \(depth)")
                    }
                }
                #expect(
                    inks.ink(for: .plain) != inks.ink(for: .plain.on(.surface)),
                    "\(theme.name), \(depth)"
                )
            }
        }
    }

    /// Whether text and ground are two colours: 38 and 48 begin the same colour, 39 and 49 do not.
    private func isSeen(_ ink: Ink) -> Bool {
        if ink.text == "39" { return true }
        if ink.text.hasPrefix("38;") && ink.ground.hasPrefix("48;") {
            return ink.text.dropFirst(2) != ink.ground.dropFirst(2)
        }
        return Int(ink.text).map { "\($0 + 10)" != ink.ground } ?? true
    }

    @Test func attributesOfAStyleAreAddedAndReversalTurnsBack() {
        let inks = Inks(.mono, .none)
        func attributes(_ style: Style) -> Attributes { inks.ink(for: style).attributes }
        #expect(attributes(Style(.good).with(.underline)) == [.bold, .underline])
        #expect(attributes(Style(.accent)) == .reverse)
        #expect(attributes(Style(.accent).with(.reverse)) == .reverse)
        #expect(attributes(Style(.primary, on: .surface)) == .reverse)
        #expect(attributes(Style(.accent, on: .surface)) == [])
        #expect(attributes(Style(.accent, on: .surface).with([.bold, .reverse])) == .bold)
        #expect(attributes(Style(.primary).with(Attributes(rawValue: 255))).rawValue == 15)
    }
}
