import DaybookCore
import DaybookShapes
import TestRigs
import Testing

@Suite struct WorkflowFileTests {
    @Test func aWorkflowIsReadAsItIsWrittenOrSaysAllThatIsWrong() throws {
        let acts = WorkflowSubject.acts.keys.sorted().joined(separator: ", ")
        for row in try TestFolder().rows("workflow-files.tsv") {
            #expect(Self.read(row[0]).replacing(acts, with: "ACTS") == row[1], "\(row)")
        }
    }

    private static func read(_ text: String) -> String {
        do {
            let file = try WorkflowFile(Array(text.utf8))
            let again = try WorkflowFile(Array(file.text.utf8))
            return again == file ? file.text : "not the same again"
        } catch {
            return error.faults.map(\.description).joined(separator: "; ")
        }
    }

    @Test func aCommandIsReadAsItIsWritten() throws {
        let hostile = "\u{1b}[2J\u{0}\u{202e}\"\\ =,--"
        for request in [
            CommandRequest("bill run"),
            CommandRequest("backup", arguments: ["-", hostile, ""]),
            CommandRequest("x", options: ["a": [], "b": [hostile], "c": ["1", "2"]]),
            CommandRequest("x", options: [hostile: [], "a\tb": ["1"]]),
        ] {
            let text = RequestFile(request).text
            #expect(try RequestFile(Array(text.utf8)).request == request)
        }
        for text in ["[]", "{}", #"{"command":1}"#, #"{"command":"x","options":{"a":[]}}"#] {
            #expect(throws: ShapeFaults.self) { try RequestFile(Array(text.utf8)) }
        }
    }
}
