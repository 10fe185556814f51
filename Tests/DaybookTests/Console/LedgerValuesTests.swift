import DaybookConsole
import DaybookCore
import DaybookStore
import TestRigs
import Testing

@testable import daybook

@Suite struct LedgerValuesTests {
    @Test func aFilterIsCompletedFromWhatTheLedgerHas() throws {
        let folder = try ProgramFolder()
        let made = try folder.run(["--ledger", "FOLDER/l.db", "init", "--sample"])
        #expect(made.exitCode == 0)
        let ledger = try Ledger(opening: folder.path("l.db"))
        for row in try TestFolder().rows("ledger-values.tsv") {
            let list = try #require(FilteredList(rawValue: row[0]))
            let question = FilterQuestion(list: list, field: row[1], start: row[2])
            let values = try ledger.read { try LedgerValues($0).values(question) }
            #expect(values.prefix(4).joined(separator: "; ") == row[3], "\(row)")
            #expect(values.count <= FilterQuestion.mostAnswers)
            #expect(Set(values).count == values.count)
        }
    }
}
