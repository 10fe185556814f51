package import DaybookCore

/// The largest file that is read. The largest zone of the world has 4 KB.
private let limitBytes = 262_144

extension ZoneRules {
    /// Reads a compiled zone file, version 1 to 4, as `/usr/share/zoneinfo` holds them. Finding
    /// and loading the file is somebody else's.
    package init(
        name: String,
        zoneFile bytes: borrowing Span<UInt8>,
    ) throws(ZoneFileError) {
        guard bytes.count <= limitBytes else {
            throw ZoneFileError(.tooLarge(limitBytes: limitBytes), at: limitBytes)
        }
        let first = try ZoneFileHeader(bytes, at: 0)
        // The first block has 32-bit times. From version 2 on it is there for old readers only.
        let isOld = first.version == 0
        let header = isOld ? first : try ZoneFileHeader(bytes, at: first.end(timeSize: 4))
        let block = ZoneFileBlock(header: header, timeSize: isOld ? 4 : 8)
        let types = try block.types(bytes)
        let transitions = try block.transitions(bytes, types: types)
        let tail = isOld ? nil : try readFooter(bytes, at: block.end)
        do {
            try self.init(name: name, initial: types[0], transitions: transitions, tail: tail)
        } catch {
            throw ZoneFileError(.notAZone(error), at: block.offset(of: error))
        }
    }

    /// Reads a compiled zone file.
    package init(name: String, zoneFile bytes: [UInt8]) throws(ZoneFileError) {
        let bytes = bytes.span
        try self.init(name: name, zoneFile: bytes)
    }
}

/// The rule for later years, between two line ends. An empty one says that nothing is known.
private func readFooter(
    _ bytes: borrowing Span<UInt8>,
    at start: Int,
) throws(ZoneFileError) -> ZoneTail? {
    let lineEnd = UInt8(ascii: "\n")
    guard start < bytes.count else { throw ZoneFileError(.endsEarly, at: bytes.count) }
    guard bytes[start] == lineEnd else {
        throw ZoneFileError(.badRule(expected: "a line end before the rule"), at: start)
    }
    var end = start + 1
    while end < bytes.count, bytes[end] != lineEnd { end += 1 }
    guard end < bytes.count else { throw ZoneFileError(.endsEarly, at: bytes.count) }
    if end == start + 1 { return nil }
    var reader = ZoneRuleReader(offset: start + 1, end: end)
    return try reader.readTail(bytes)
}
