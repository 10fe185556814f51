import DaybookLive
import TestRigs
import Testing

@Suite struct LeftOverTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    /// No process has so high an id, and the first process is always there.
    @Test func whatADeadProcessLeftGoesWhenTheSamePlaceIsWritten() throws {
        try scratch.file("out.partial-4194399", containing: "dead")
        try scratch.file("out.partial-1", containing: "alive")
        try scratch.file("out.partial-notes", containing: "somebody else's")
        try scratch.file("other.partial-4194399", containing: "another place")
        try WholeFile.write([1], to: scratch.path + "/out")
        let kept = ["other.partial-4194399", "out", "out.partial-1", "out.partial-notes"]
        #expect(scratch.names == kept)
    }
}
