import TerminalKit

/// What a terminal sends means the same whatever the pieces, and leaves the decoder ready.
func fuzzKeyDecoder(_ bytes: [UInt8]) {
    var decoder = KeyDecoder()
    let whole = decoder.feed(bytes) + decoder.flush()
    require(!decoder.isWaiting, "a pause ends what was begun")
    require(whole.count <= bytes.count, "an event has a byte at least")
    for pieceSize in [1, 7] {
        var other = KeyDecoder()
        var events: [InputEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            events += other.feed(rest.prefix(pieceSize))
            rest = rest.dropFirst(pieceSize)
        }
        events += other.flush()
        require(events == whole, "pieces of \(pieceSize) bytes: other events")
    }
    // However it stands, a paste that ends and a pause make it ready for a plain key.
    _ = decoder.feed(Array("\u{1B}[201~\u{7}".utf8))
    _ = decoder.flush()
    let key = decoder.feed(Array("x".utf8))
    require(key == [.key(KeyPress(.character("x")))], "a plain key is \(key)")
}
