import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

@Suite struct DemoLedgerTests {
    @Test func itIsSoundAndWholeAndLeavesNothingBehind() throws {
        let folder = try ScratchFolder()
        do {
            let act = Act(actor: "test", at: .epoch, cause: .command, action: "ledger.create")
            let demo = try DemoLedger(
                sampleData: TestFolder.projectRoot() + "/sample-data",
                temporary: folder.path,
                by: act
            )
            let early = try demo.ledger.read { try $0.integer("SELECT count(*) FROM invoices") }
            #expect(early == 1261, "a list can be shown at once")
            try demo.awaitWhole()
            #expect(try demo.ledger.read { try LedgerHealth($0).problems } == [])
            #expect(try demo.ledger.read { try $0.integer("SELECT count(*) FROM lines") } > 0)
            demo.remove()
        }
        #expect(folder.names == [])
    }

    @Test func aFolderThatIsNotWholeSaysSo() throws {
        let folder = try ScratchFolder()
        let act = Act(actor: "test", at: .epoch, cause: .command, action: "ledger.create")
        #expect(throws: (any Error).self) {
            try DemoLedger(sampleData: folder.path, temporary: folder.path, by: act)
        }
        #expect(folder.names == [])
    }
}
