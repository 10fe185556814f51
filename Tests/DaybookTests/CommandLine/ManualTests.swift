import TestRigs
import Testing

@testable import daybook

@Suite("The manual")
struct ManualTests {
    @Test("It reads as recorded")
    func manual() {
        expectGolden(ManualPage.text(of: .sample), named: "daybook.1")
    }

    @Test("No text can become markup")
    func escapes() throws {
        for row in try TestFolder().rows("roff.tsv") {
            #expect(Roff.literal(row[0]) == row[1], "\(row)")
            #expect(Roff.prose(row[0]) == row[2], "\(row)")
        }
        var roff = Roff()
        roff.line(".config")
        roff.prose(".config 'x")
        roff.macro("SS", ["a b", "-c", ""])
        #expect(roff.text == "\\&.config\n\\&.config \\(aqx\n.SS \"a b\" \\-c \"\"\n")
    }

    @Test("groff has nothing to say against it", .enabled(if: isFile("/usr/bin/groff")))
    func groff() throws {
        let scratch = try ScratchFolder()
        let page = try scratch.file("daybook.1", containing: ManualPage.text(of: .sample))
        let runner = ProgramRunner(
            program: "/usr/bin/groff",
            environment: ["PATH": "/usr/bin:/bin"]
        )
        let result = try runner.run(["-man", "-Tutf8", "-ww", "-P-cbou", page], in: scratch)
        #expect(result.exitCode == 0)
        #expect(result.errors == "")
        #expect(result.output.contains("\nEXIT STATUS\n"))
    }
}
