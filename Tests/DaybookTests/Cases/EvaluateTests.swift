import TestRigs
import Testing

@Suite struct EvaluateTests {
    /// Every line has its answer, in order; what is no case is said, and the command ends with 2.
    @Test func aLineThatIsNoCaseDoesNotStopTheOthers() throws {
        let folder = try ProgramFolder()
        let result = try folder.run(
            ["evaluate"],
            input: """
                {"id":"a","kind":"package_count","quantity":"11","quantityPerPackage":"10"}
                {"id":"b","kind":"nothing"}
                {"id":"c"
                {"id":"d","kind":"package_count","quantity":"11","quantityPerPackage":"0"}
                {"id":"e","kind":"package_count","quantity":"many","quantityPerPackage":"10"}

                """
        )
        #expect(result.exitCode == 2)
        expectGolden(result.output, named: "evaluate.txt")
    }

    @Test func casesMayLeaveTheirKindToTheCommand() throws {
        let folder = try ProgramFolder()
        let result = try folder.run(
            ["evaluate", "package_count", "--profile", "openmeter"],
            input: "{\"id\":\"a\",\"quantity\":\"20\",\"quantityPerPackage\":\"10\"}\n"
        )
        #expect(result.exitCode == 0)
        #expect(result.output == "{\"id\":\"a\",\"packages\":\"2\"}\n")
    }
}
