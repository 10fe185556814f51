import DaybookWire

/// Members do not depend on the size of the pieces, and what was read is written again as it was.
func fuzzTar(_ bytes: [UInt8]) {
    let whole = members(bytes, pieceSize: bytes.count + 1)
    for pieceSize in [1, 7, 513] {
        let found = members(bytes, pieceSize: pieceSize)
        require(found.text == whole.text, "pieces of \(pieceSize) bytes: other members")
    }
    if whole.isWhole { require(whole.written == bytes, "what was read is written as it was") }
}

private func members(
    _ bytes: [UInt8],
    pieceSize: Int,
) -> (text: [String], written: [UInt8], isWhole: Bool) {
    var reader = TarReader(MemorySource(bytes, pieceSize: pieceSize), pieceSize: pieceSize)
    var text: [String] = []
    var written: [UInt8] = []
    do {
        while let header = try reader.next() {
            require(TarHeader.objection(to: header.path) == nil, "\(header.path) stays within")
            guard let content = try reader.content(limit: bytes.count) else {
                // It says that it is longer than all there is.
                text.append("\(header) is too long")
                return (text, written, false)
            }
            text.append("\(header) \(content.count)")
            written += header.bytes + content
            written += [UInt8](repeating: 0, count: TarHeader.padding(behind: content.count))
        }
        return (text, written + TarHeader.end, true)
    } catch let error as TarError {
        require(0...bytes.count ~= error.offset, "\(error.problem) lies at \(error.offset)")
        text.append("\(error)")
    } catch {
        fatalError("memory does not fail: \(error)")
    }
    return (text, written, false)
}
