import DaybookCore
import TestRigs
import Testing

@Suite struct FoldingTests {
    @Test func wordsFoldAsAnIndependentLibraryFoldsThem() throws {
        for row in try TestFolder().rows("folding.tsv") {
            #expect(Folding.folded(row[0]) == row[1], "\(row)")
            #expect(Folding.folded(row[1]) == row[1], "folding again changes nothing: \(row)")
        }
    }

    @Test func syllablesOfHangulAndTheirLettersAreOne() {
        #expect(
            Folding.folded("한국")
                == Folding.folded("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}")
        )
        #expect(Folding.folded("한").utf8.count == 9)
    }

    @Test func filtersMatchAsTheirTableSays() throws {
        for row in try TestFolder().rows("word-filters.tsv") {
            let fields = row.unescaped(1).split(separator: "|").map(String.init)
            let isMatch = WordFilter(row.unescaped(0)).matches(fields)
            #expect(isMatch == (row[2] == "yes"), "\(row)")
        }
    }
}
