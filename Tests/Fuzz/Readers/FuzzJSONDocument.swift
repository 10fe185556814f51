import DaybookWire

/// What was read reads back equal from every layout, and the canonical text is its own.
func fuzzJSONDocument(_ bytes: [UInt8]) {
    guard let document = read(bytes) else { return }
    walk(document.root, depth: 0)
    let value = document.root.value
    let canonical = JSONWriter.text(value, .canonical)
    for layout in [JSONWriter.Layout.compact, .indented, .canonical] {
        let text = JSONWriter.text(value, layout)
        guard let again = try? JSONDocument(text) else {
            fatalError("what was written is no JSON: \(text.debugDescription)")
        }
        if layout != .canonical {
            require(again.root.value == value, "\(layout): another value was read back")
        }
        requireEqual(
            JSONWriter.text(again.root.value, .canonical),
            canonical,
            "\(layout): equal values have one canonical text",
        )
    }
}

private func read(_ bytes: [UInt8]) -> JSONDocument? {
    do throws(JSONSyntaxError) {
        return try JSONDocument(bytes)
    } catch {
        require(0...bytes.count ~= error.offset, "\(error.reason) lies outside, at \(error.offset)")
        _ = TextPosition(offset: error.offset, in: bytes).description
        return nil
    }
}

/// Asks every value everything; the answers may be refusals. Paths are asked for near the root
/// only, since each walks down from it.
private func walk(_ node: JSONNode, depth: Int) {
    require(node.offset < node.document.bytes.count, "a value begins within its text")
    _ = node.source
    _ = try? node.integer()
    _ = try? node.amount()
    _ = try? node.bool()
    _ = try? node.string()
    if depth < 3 { _ = node.mismatch("another value").description }
    for element in (try? node.elements()) ?? [] { walk(element, depth: depth + 1) }
    guard let members = try? node.members() else { return }
    for (key, value) in members {
        if members.count < 32, !value.isNull {
            require(
                node[key]?.offset == value.offset,
                "a member is found by its key \(key.debugDescription)",
            )
        }
        walk(value, depth: depth + 1)
    }
}
