import TerminalKit
import TestRigs
import Testing

@Suite struct KeyDecoderTests {
    @Test func bytesBecomeTheEventsOfTheTable() throws {
        for row in try TestFolder().rows("keys.tsv") {
            var decoder = KeyDecoder()
            let fed = decoder.feed(row.bytes(0)).map(text)
            let flushed = decoder.flush().map(text)
            let isLate = !flushed.isEmpty || row[1].hasSuffix("|")
            let found = (fed + (isLate ? ["|"] : []) + flushed).joined(separator: " ")
            #expect(found == row.unescaped(1), "\(row)")
            #expect(!decoder.isWaiting, "\(row)")
        }
    }

    @Test func thePiecesInWhichBytesComeMakeNoDifference() throws {
        let bytes = try TestFolder().rows("keys.tsv").filter { !$0[1].contains("|") }
            .flatMap { (row: TableRow) -> [UInt8] in row.bytes(0) }
        var whole = KeyDecoder()
        let expected = whole.feed(bytes)
        forEachSeed(50) { random in
            var decoder = KeyDecoder()
            var events: [InputEvent] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...9, using: &random))
                events += decoder.feed(piece)
                rest = rest.dropFirst(piece.count)
            }
            try #require(events == expected)
        }
    }

    @Test func aFloodOfAnythingIsDecodedAndNothingPilesUp() {
        let alphabet =
            Array("\u{1B}\u{1B}[[<O;:~0129Mmu]P\\\u{7}aé\u{9B}".utf8) + [0xFF, 0xC3, 0x00]
        forEachSeed(300) { random in
            var decoder = KeyDecoder()
            for _ in 0..<40 {
                let bytes = (0..<50).map { _ in alphabet.randomElement(using: &random)! }
                _ = decoder.feed(bytes)
            }
            // However it stands, a paste that ends and a pause make it ready for a plain key.
            _ = decoder.feed(Array("\u{1B}[201~\u{7}".utf8))
            _ = decoder.flush()
            try #require(decoder.feed(Array("x".utf8)) == [.key(KeyPress(.character("x")))])
        }
    }

    @Test func aPasteBeyondTheBoundIsCutAndStillEnds() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~".utf8))
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 16)
        for _ in 0..<20 { #expect(decoder.feed(piece) == []) }
        #expect(!decoder.isWaiting)
        let events = decoder.feed(Array("\u{1B}[201~b".utf8))
        guard case .paste(let text, isCut: true) = events.first, events.count == 2 else {
            Issue.record("a paste and a key")
            return
        }
        #expect(text.utf8.count == 1 << 20)
        #expect(events[1] == .key(KeyPress(.character("b"))))
    }

    private func text(_ event: InputEvent) -> String {
        switch event {
        case .key(let press): names(of: press.modifiers) + name(of: press.key)
        case .paste(let text, let isCut): "paste‹\(text)›" + (isCut ? "…" : "")
        case .mode(let mode, let isAvailable): "mode-\(mode)-\(isAvailable ? "has" : "lacks")"
        case .focus(let isGained): isGained ? "focus-in" : "focus-out"
        case .mouse(let event):
            "\(names(of: event.modifiers))\(name(of: event.action))@\(event.column),\(event.row)"
        }
    }

    private func names(of modifiers: Modifiers) -> String {
        [(Modifiers.shift, "shift-"), (.alt, "alt-"), (.control, "ctrl-")]
            .filter { modifiers.contains($0.0) }.map(\.1).joined()
    }

    private func name(of key: Key) -> String {
        switch key {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .function(let number): "f\(number)"
        case .pageUp: "pgup"
        case .pageDown: "pgdn"
        case .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .insert,
            .delete:
            "\(key)"
        }
    }

    private func name(of action: MouseEvent.Action) -> String {
        switch action {
        case .press(let button): "press-\(button)"
        case .release(let button): "release-\(button)"
        case .drag(let button): "drag-\(button)"
        case .move: "move"
        case .scrollUp: "scroll-up"
        case .scrollDown: "scroll-down"
        }
    }
}
