import DaybookCore
import DaybookShapes
import TestRigs
import Testing

/// Prices as commands show them, of every kind and with all that can stand around one.
@Suite struct PriceWordsTests {
    @Test func pricesReadAsRecorded() throws {
        var record = ""
        for row in try TestFolder().rows("price-words.tsv") {
            let currency = try #require(Currency(iso: row[1]))
            let words = PriceWords(try PriceFile.terms(in: Array(row[2].utf8)), in: currency)
            record += "\(row[0])\n" + words.lines.map { "    \($0)\n" }.joined()
        }
        expectGolden(record, named: "price-words.txt")
    }
}
