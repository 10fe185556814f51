import DaybookWire

/// Blanking comments moves nothing, leaves no comment, and does not touch plain JSON.
func fuzzJSONComments(_ bytes: [UInt8]) {
    guard let blanked = try? JSONComments.blanked(bytes) else { return }
    require(blanked.count == bytes.count, "every offset stays where it was")
    for (index, byte) in bytes.enumerated() where blanked[index] != byte {
        require(blanked[index] == UInt8(ascii: " "), "what goes becomes a blank")
        require(byte != UInt8(ascii: "\n"), "lines stay lines")
    }
    if (try? JSONDocument(bytes)) != nil {
        require(blanked == bytes, "plain JSON has nothing to blank")
    }
    if (try? JSONDocument(blanked)) != nil {
        require((try? JSONComments.blanked(blanked)) == blanked, "blanking leaves nothing to blank")
    }
}
