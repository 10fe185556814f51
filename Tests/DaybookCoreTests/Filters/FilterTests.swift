import DaybookCore
import TestRigs
import Testing

@Suite struct FilterTests {
    private func fields(_ name: String) -> FilterFields {
        name == "invoices" ? .invoices : .customers
    }

    @Test func filtersAreReadAndWrittenAsTheirTableSays() throws {
        for row in try TestFolder().rows("filters.tsv") {
            let fields = fields(row[0])
            do {
                let filter = try ListFilter(reading: row[1], fields)
                #expect(filter.description == row[2], "\(row)")
                #expect(try ListFilter(reading: filter.description, fields) == filter, "\(row)")
            } catch {
                let known = error.known.isEmpty ? [] : [error.known.joined(separator: " ")]
                let found = ["!\(error.offset)", error.found, error.expected] + known
                let told = found.joined(separator: "\t")
                let expected = row.cells.dropFirst(2).joined(separator: "\t")
                #expect(told == expected.replacingDoubleBackslashes, "\(row)")
            }
        }
    }

    @Test func aFilterThatIsWrittenIsReadAgain() {
        for fields in [FilterFields.invoices, .customers] {
            forEachSeed(300) { generator in
                let filter = RandomFilter(fields).filter(&generator)
                let text = filter.description
                let again = try ListFilter(reading: text, fields)
                try #require(again == filter, "\(text)\n\(again)")
            }
        }
    }

    @Test func daysAreThoseThatWereMeant() throws {
        for row in try TestFolder().rows("filter-days.tsv") {
            guard case .day(let today)? = FilterDay(row[0]), let said = FilterDay(row[1]) else {
                Issue.record("not understood: \(row)")
                continue
            }
            let days = said.days(on: today)
            #expect(days.lowerBound.filterText == row[2], "\(row)")
            #expect(days.upperBound.filterText == row[3], "\(row)")
            #expect(FilterDay(said.description) == said, "\(row)")
        }
    }

    @Test func whatIsNoDayIsRefused() {
        let wrong = [
            "", "2026-13", "2026-02-30", "26-01-01", "2026-q5", "2026-", "0000", "+", "+1x",
            "2026-1-1", "+99999999d", "2026-01-01-01", "+-1d", "٢٠٢٦",
        ]
        for text in wrong { #expect(FilterDay(text) == nil, "\(text)") }
    }

    @Test func patternsFindWhatTheirTableSays() throws {
        for row in try TestFolder().rows("text-patterns.tsv") {
            let found = try TextPattern(row[0]).matches(row[1])
            #expect(found == (row[2] == "yes"), "\(row)")
        }
    }

    @Test func patternsThatCannotBeAreRefused() {
        let deep = String(repeating: "(", count: 40) + String(repeating: ")", count: 40)
        let wrong = [
            "(", ")", "[a", "*", "a{", "a{101}", "a{2,1}", "\\", "\\b", "[z-a]", "[\\D]", deep,
            "((a{100}){100}){100}", "a****",
        ]
        for text in wrong {
            #expect(throws: TextPatternError.self, "\(text)") { try TextPattern(text) }
        }
    }

    @Test func completionOffersWhatItsTableSays() throws {
        let customers = ["Nordwind", "Nord Hafen", "Sudwind"]
        for row in try TestFolder().rows("filter-completions.tsv") {
            let completion = FilterCompletion(
                row[0] + " more",
                at: row[0].utf8.count,
                .invoices,
                names: ["late", "early"]
            ) { field, start in
                field == "customer" ? customers.filter { $0.lowercased().hasPrefix(start) } : []
            }
            let replaced = String(
                decoding: Array(row[0].utf8)[completion.replaced],
                as: UTF8.self
            )
            #expect(replaced == row[1], "\(row)")
            #expect(completion.candidates.map(\.text).joined(separator: ",") == row[2], "\(row)")
            #expect(completion.candidates.allSatisfy { !$0.summary.isEmpty })
        }
    }

    @Test func namedFiltersArePutInWhereTheyAreNamed() throws {
        let filter = try ListFilter(reading: "@late -@mine x", .invoices)
        let late = try ListFilter(reading: "is:overdue amount:>5", .invoices)
        let resolved = filter.resolved { $0 == "late" ? late : nil }
        #expect(resolved.description == "is:overdue amount:>5 -@mine x")
        #expect(resolved.unresolvedNames == ["mine"])
    }

    @Test func aFilterThatIsWrongHasARestWithoutItsFault() throws {
        for row in try TestFolder().rows("filter-rests.tsv") {
            do throws(FilterError) {
                _ = try ListFilter(reading: row[0], .invoices, names: ["late"])
                Issue.record("nothing is wrong: \(row)")
            } catch {
                #expect(error.rest(of: row[0]) == row[1], "\(row)")
            }
        }
    }

    @Test func whatIsTooLongIsRefused() {
        let texts = [
            String(repeating: "a", count: 5000), String(repeating: "a ", count: 101),
            String(repeating: "(", count: 17) + "a" + String(repeating: ")", count: 17),
            String(repeating: "-", count: 17) + "a",
            "number:" + String(repeating: "a,", count: 101) + "a",
        ]
        for text in texts {
            #expect(throws: FilterError.self) { try ListFilter(reading: text, .invoices) }
        }
    }
}

extension String {
    /// The table has backslashes twice where the text has them once.
    fileprivate var replacingDoubleBackslashes: String {
        split(separator: "\\\\", omittingEmptySubsequences: false).joined(separator: "\\")
    }
}
