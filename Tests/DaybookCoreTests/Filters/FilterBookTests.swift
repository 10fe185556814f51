import DaybookCore
import TestRigs
import Testing

@Suite struct FilterBookTests {
    @Test func aNameStandsForItsFilterAndWhatThatNames() throws {
        for row in try TestFolder().rows("filter-books.tsv") {
            let saved = try row[0].split(separator: ";").map { text in
                let sign = try #require(text.firstIndex(of: "="))
                return try SavedFilter(
                    .invoices,
                    String(text[..<sign]),
                    String(text[text.index(after: sign)...])
                )
            }
            let found = Self.expanded(row[1], FilterBook(saved))
            // Long ones are told by how they begin.
            let expected = row[2]
            let isCut = expected.hasSuffix("…")
            let isRight = isCut ? found.hasPrefix(expected.dropLast()) : found == expected
            #expect(isRight, "\(row): \(found)")
        }
    }

    private static func expanded(_ text: String, _ book: FilterBook) -> String {
        do {
            return try book.expanded(ListFilter(reading: text, .invoices)).description
        } catch let error as SavedFilterError {
            switch error {
            case .unknown(let name, _): return "unknown \(name)"
            case .loop(let path): return "loop \(path.joined(separator: " "))"
            case .tooLong(let name): return "tooLong \(name)"
            case .badName, .severalLines, .empty, .wrong, .needed, .exists: return "\(error)"
            }
        } catch {
            return "\(error)"
        }
    }

    @Test func aFilterIsCheckedWhenItIsSaved() throws {
        for row in try TestFolder().rows("saved-filters.tsv") {
            let list = try #require(FilteredList(rawValue: row[0]))
            let text = row[2].replacing("%0a", with: "\n").replacing("%1b", with: "\u{1b}")
            let found: String
            do throws(SavedFilterError) {
                _ = try SavedFilter(list, row[1], text)
                found = "-"
            } catch {
                found = String("\(error)".prefix { $0 != "(" })
            }
            #expect(found == row[3], "\(row)")
        }
    }

    /// What was taken back may leave filters that stand for nothing: these hinder no others.
    @Test func aBrokenFilterIsNobodyElsesFault() throws {
        var book = FilterBook([
            try SavedFilter(.invoices, "a", "@gone x"), try SavedFilter(.invoices, "b", "@a"),
            try SavedFilter(.invoices, "c", "is:open"),
        ])
        #expect(book.broken == ["a", "b"])
        book.put(try SavedFilter(.invoices, "d", "@c y"))
        try book.check(besides: book.broken)
        #expect(book.naming("a") == ["b"])
        book.put(try SavedFilter(.invoices, "gone", "is:draft"))
        #expect(book.broken == [])
        book.remove("c")
        #expect(throws: SavedFilterError.unknown("c", known: book.names)) {
            try book.check(besides: [])
        }
    }

    @Test func everyListHasFieldsOfItsOwn() {
        let nouns = Set(FilteredList.allCases.map(\.fields.noun))
        #expect(nouns.count == FilteredList.allCases.count)
    }
}
