import TerminalKit
import TestRigs
import Testing

@Suite struct KeyScriptTests {
    @Test func aScriptIsWhatATerminalWouldSend() throws {
        for row in try TestFolder().rows("key-scripts.tsv") {
            var decoder = KeyDecoder()
            let sent = decoder.feed(row.bytes(1)) + decoder.flush()
            #expect(KeyScript(row[0]).events == sent, "\(row)")
        }
        #expect(KeyScript("a <Enter>").keys == [KeyPress(.character("a")), KeyPress(.enter)])
    }
}
