import DaybookCore
import DaybookShapes
import DaybookWire
import TestRigs
import Testing

/// Plans as files: what is wrong in one, and what comes back when one is written.
@Suite struct PlanFileTests {
    @Test func theSampleIsWithoutFault() throws {
        let file = try SamplePlan().read()
        let faults = try SamplePlan.catalogue()
            .faults(of: file.content, of: file.key, at: SamplePlan.now)
        #expect(faults.map(\.description) == [])
    }

    @Test func everyFaultIsFoundAndNamed() throws {
        var catalogue = try SamplePlan.catalogue()
        catalogue.plans["round"] = VersionHistory(
            draft: try SamplePlan().read().content
        )
        var record = ""
        for row in try TestFolder().rows("plan-faults.tsv") {
            record += "\(row[0])\n"
            for fault in try faults(row, catalogue) { record += "    \(fault)\n" }
        }
        expectGolden(record, named: "plan-faults.txt")
    }

    private func faults(_ row: TableRow, _ catalogue: Catalogue) throws -> [String] {
        let sample = try SamplePlan(replacing: row[1], with: row[2])
        let file: PlanFile<PlanDefinition>
        do throws(ShapeFaults) {
            file = try sample.read()
        } catch {
            return error.faults.map(\.description)
        }
        let faults = catalogue.faults(of: file.content, of: file.key, at: SamplePlan.now)
        #expect(!faults.isEmpty, "\(row): nothing was found")
        let difference = PlanDifference(from: file.content, to: file.content)
        #expect(difference.isEmpty, "\(row): a plan differs from itself")
        return faults.map(\.description)
    }

    @Test func faultsOfOneFileAreFoundTogether() throws {
        let text = #"{"key": 7, "currencies": ["EUR", "XXZ"], "phases": [{"rateCards": [{}]}]}"#
        do throws(ShapeFaults) {
            _ = try PlanFile<PlanDefinition>(Array(text.utf8))
            Issue.record("the file was read")
        } catch {
            #expect(
                error.faults.map(\.path) == [
                    "$.key", "$", "$.currencies[1]", "$", "$.phases[0]",
                    "$.phases[0].rateCards[0]",
                ]
            )
        }
    }

    @Test func whatIsNoObjectIsRefused() throws {
        for text in ["", "[]", "7", "{", "{}x", "\u{0}"] {
            #expect(throws: ShapeFaults.self) {
                try PlanFile<PlanDefinition>(Array(text.utf8))
            }
        }
    }

    @Test func aPlanThatIsWrittenIsReadAgain() throws {
        let file = try SamplePlan().read()
        var json = JSONStream()
        json.plan(file.content, key: file.key)
        #expect(try PlanFile<PlanDefinition>(json.bytes) == file)
        let seats = try SamplePlan.addOn("seats")
        var other = JSONStream()
        other.addOn(seats, key: "seats")
        #expect(try PlanFile<AddOnDefinition>(other.bytes).content == seats)
    }

    @Test func versionsAreComparedFieldByField() throws {
        let old = try SamplePlan().read().content
        var record = ""
        for row in try TestFolder().rows("plan-changes.tsv") {
            let new = try SamplePlan(replacing: row[1], with: row[2]).read().content
            record += "\(row[0])\n"
            for entry in PlanDifference(from: old, to: new).entries {
                record += "    \(entry.path): \(entry.old ?? "-") → \(entry.new ?? "-")\n"
            }
        }
        expectGolden(record, named: "plan-changes.txt")
        #expect(PlanDifference(from: old, to: old).isEmpty)
    }
}
