import DaybookCore

/// The lists behind a header: times, their types, the types, the abbreviations.
struct ZoneFileBlock {
    private let header: ZoneFileHeader
    private let timeSize: Int

    init(header: ZoneFileHeader, timeSize: Int) {
        self.header = header
        self.timeSize = timeSize
    }

    var end: Int { header.end(timeSize: timeSize) }
    private var timesStart: Int { header.start + ZoneFileHeader.size }
    private var indicesStart: Int { timesStart + header.transitionCount * timeSize }
    private var typesStart: Int { indicesStart + header.transitionCount }
    private var abbreviationsStart: Int { typesStart + header.typeCount * 6 }

    /// The local time types; the first is the one that held before all transitions.
    func types(_ bytes: borrowing Span<UInt8>) throws(ZoneFileError) -> [ZonePhase] {
        try checkCounts(fileSize: bytes.count)
        var types: [ZonePhase] = []
        for index in 0..<header.typeCount {
            let offset = typesStart + index * 6
            guard bytes[offset + 4] <= 1 else {
                throw ZoneFileError(.badFlag(bytes[offset + 4]), at: offset + 4)
            }
            let abbreviation = try abbreviation(bytes, namedAt: offset + 5)
            types.append(
                ZonePhase(
                    offsetSeconds: Int32(bitPattern: bigEndian32(bytes, at: offset)),
                    isDaylight: bytes[offset + 4] == 1,
                    abbreviation: abbreviation,
                )
            )
        }
        return types
    }

    func transitions(
        _ bytes: borrowing Span<UInt8>,
        types: [ZonePhase],
    ) throws(ZoneFileError) -> [ZoneTransition] {
        var transitions: [ZoneTransition] = []
        transitions.reserveCapacity(header.transitionCount)
        for index in 0..<header.transitionCount {
            let type = Int(bytes[indicesStart + index])
            guard type < types.count else {
                throw ZoneFileError(.noSuchType(type), at: indicesStart + index)
            }
            let offset = timesStart + index * timeSize
            let seconds = bigEndianTime(bytes, at: offset, size: timeSize)
            transitions.append(ZoneTransition(seconds: seconds, phase: types[type]))
        }
        return transitions
    }

    /// Where in the file stands what the rules of a zone refuse.
    func offset(of error: ZoneRulesError) -> Int {
        switch error {
        case .transitionsOutOfOrder(let index): timesStart + index * timeSize
        case .offsetOutOfRange: typesStart
        case .leapOverMoreThanADay: timesStart
        }
    }

    /// The bounds of RFC 9636 that keep every later access within the file.
    private func checkCounts(fileSize: Int) throws(ZoneFileError) {
        guard end <= fileSize else { throw ZoneFileError(.endsEarly, at: fileSize) }
        let counts = header.start + 20
        guard 1...256 ~= header.typeCount else {
            throw ZoneFileError(.badCount("types, not 1 to 256"), at: counts + 16)
        }
        guard header.abbreviationBytes > 0 else {
            throw ZoneFileError(.badCount("no abbreviations"), at: counts + 20)
        }
        guard header.leapCount == 0 else { throw ZoneFileError(.hasLeapSeconds, at: counts + 8) }
    }

    private func abbreviation(
        _ bytes: borrowing Span<UInt8>,
        namedAt offset: Int,
    ) throws(ZoneFileError) -> String {
        let end = abbreviationsStart + header.abbreviationBytes
        var index = abbreviationsStart + Int(bytes[offset])
        var characters: [UInt8] = []
        while index < end, 0x21...0x7e ~= bytes[index] {
            characters.append(bytes[index])
            index += 1
        }
        guard index < end, bytes[index] == 0, !characters.isEmpty else {
            throw ZoneFileError(.badAbbreviation, at: offset)
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
