import DaybookWire
import TestRigs
import Testing

@Suite struct SheetCellTests {
    @Test func noTextIsAFormulaInASpreadsheetAndEachReadsBackAsItself() throws {
        for row in try TestFolder().rows("sheet-cells.tsv") {
            let (text, cell) = (row.unescaped(0), row.unescaped(1))
            #expect(SheetCell.cell(of: text) == cell, "\(row)")
            #expect(SheetCell.text(of: cell) == text, "\(row)")
        }
    }

    @Test func aTableOfSemicolonsIsReadByThem() throws {
        for (text, expected) in [
            ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
            ("a,b;c\n1,2\n", [["a", "b;c"], ["1", "2"]]),
            ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]), ("\u{feff}a;b", [["a", "b"]]), ("", []),
        ] {
            for pieceSize in [1, 1000] {
                let source = MemorySource(Array(text.utf8), pieceSize: pieceSize)
                var reader = CSVReader(source, pieceSize: pieceSize)
                try reader.chooseSeparator(or: [UInt8(ascii: ";"), UInt8(ascii: "\t")])
                var records: [[String]] = []
                while case .fields(_, let fields)? = try reader.next() { records.append(fields) }
                #expect(records == expected, "\(text) in pieces of \(pieceSize)")
            }
        }
    }
}
