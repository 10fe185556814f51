import TestRigs
import Testing

@testable import TerminalKit

@Suite struct ColorTests {
    @Test func textsAreTheColoursOfTheTable() throws {
        for row in try TestFolder().rows("color-texts.tsv") {
            // A line that begins with the mark of a colour would be a comment.
            let text = row[0].hasPrefix("rgb ") ? String(row[0].dropFirst(4)) : row[0]
            #expect(Color(text)?.description ?? "-" == row[1], "\(row)")
        }
        for name in Color.names { #expect(Color(name)?.description == name) }
    }

    @Test func theUpperColoursAreThoseOfXterm() throws {
        let rows = try TestFolder().rows("xterm-palette.tsv")
        #expect(rows.count == IndexedPalette.indices.count)
        for row in rows {
            let index = try #require(UInt8(row[0]))
            let color = try rgb(row[1])
            #expect(IndexedPalette.color(index) == color, "\(row)")
            // Of two entries of one colour either will do.
            #expect(IndexedPalette.color(IndexedPalette.nearest(to: color)) == color, "\(row)")
        }
    }

    @Test func contrastIsThatOfAnotherImplementation() throws {
        for row in try TestFolder().rows("contrast.tsv") {
            let (one, other) = (try rgb(row[0]), try rgb(row[1]))
            let expected = try #require(Double(row[2]))
            // It weighs light with more digits than the text of WCAG has.
            #expect(abs(Contrast.ratio(one, other) - expected) < 0.001, "\(row)")
            #expect(Contrast.ratio(one, other) == Contrast.ratio(other, one), "\(row)")
        }
    }

    @Test func distancesAreThePublishedOnes() throws {
        let rows = try TestFolder().rows("ciede2000.tsv")
        #expect(rows.count == 34)
        for row in rows {
            let numbers = try row.cells.map { try #require(Double($0)) }
            let one = Lab(lightness: numbers[0], a: numbers[1], b: numbers[2])
            let other = Lab(lightness: numbers[3], a: numbers[4], b: numbers[5])
            #expect(abs(one.distance(to: other) - numbers[6]) < 0.00006, "\(row)")
            #expect(abs(other.distance(to: one) - numbers[6]) < 0.00006, "\(row)")
        }
    }

    @Test func theNearestColourIsThatOfAnotherImplementation() throws {
        for row in try TestFolder().rows("nearest.tsv") {
            #expect("\(IndexedPalette.nearest(to: try rgb(row[0])))" == row[1], "\(row)")
        }
    }

    private func rgb(_ digits: String) throws -> RGB {
        try #require(RGB("#" + digits))
    }
}
