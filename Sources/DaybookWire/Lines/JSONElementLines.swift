/// JSON values of any layout as JSON Lines: the elements of one array, the elements of an array
/// that is the member `events` of an object, or values one behind the other.
///
/// Only brackets, quotes and line breaks are looked at, in memory that does not grow with the
/// number of elements; whoever reads the lines checks all else.
package final class JSONElementLines: NumberedLines {
    private var source: any ByteSource
    private let pieceSize: Int
    private var piece: [UInt8] = []
    private var places = WaitingPlaces()
    private var state = State.start
    private var isExhausted = false

    private var offset = 0
    private var line = 1
    private var firstLine = 1

    // Of the element at hand.
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// What was read of `{"events":[` so far, blanks included, and how much of it is matched.
    private var opening: [UInt8] = []
    private var matched = 0
    private static let envelope = Array(#"{"events":["#.utf8)

    /// The list that the elements belong to.
    private enum List {
        case none, array, envelope
    }

    private enum State {
        case start
        /// A brace came first: perhaps the object that holds the events.
        case opening
        /// Before an element; behind a comma it must come.
        case before(List, mustCome: Bool)
        case element(List)
        /// A number or a word, which ends with whatever cannot belong to it.
        case word(List)
        case behind(List)
        /// Behind the events of an object.
        case closing
        case ended
        case failed
    }

    package init(_ source: any ByteSource, pieceSize: Int = 1 << 18) {
        self.source = source
        self.pieceSize = pieceSize
    }

    package func takePlace() -> LinePlace { places.take() }

    package func append(upTo count: Int, to buffer: inout [UInt8]) throws -> Bool {
        if isExhausted { return false }
        piece.removeAll(keepingCapacity: true)
        isExhausted = try !source.append(upTo: min(count, pieceSize), to: &piece)
        for byte in piece {
            take(byte, &buffer)
            offset += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        if isExhausted { finish(&buffer) }
        return true
    }

    private func take(_ byte: UInt8, _ buffer: inout [UInt8]) {
        switch state {
        case .start: takeFirst(byte, &buffer)
        case .opening: matchOpening(byte, &buffer)
        case .before(let list, let mustCome): takeBefore(byte, list, mustCome, &buffer)
        case .element(let list): takeInside(byte, list, &buffer)
        case .word(let list): takeOfWord(byte, list, &buffer)
        case .behind(let list): takeBehind(byte, list, &buffer)
        case .closing:
            if byte == UInt8(ascii: "}") {
                state = .ended
            } else if !byte.isBlank {
                fail("expected } behind the events", &buffer)
            }
        case .ended:
            if !byte.isBlank { fail("the value has ended, but more follows", &buffer) }
        case .failed: break
        }
    }

    // MARK: - Before the first element

    private func takeFirst(_ byte: UInt8, _ buffer: inout [UInt8]) {
        // A byte order mark says nothing.
        let isMark = offset < 3 && byte == [0xEF, 0xBB, 0xBF][offset]
        if byte.isBlank || isMark { return }
        switch byte {
        case UInt8(ascii: "["): state = .before(.array, mustCome: false)
        case UInt8(ascii: "{"):
            (opening, matched, firstLine) = ([byte], 1, line)
            state = .opening
        case _: begin(byte, .none, &buffer)
        }
    }

    private func matchOpening(_ byte: UInt8, _ buffer: inout [UInt8]) {
        opening.append(byte)
        // Blanks may stand wherever one token ends and the next begins.
        let isBetween = matched == 1 || matched >= 9
        if byte.isBlank && isBetween { return }
        guard byte == Self.envelope[matched] else {
            // It is an object like any other: what was held back is the start of it.
            let held = opening
            opening = []
            state = .element(.none)
            for byte in held { takeInside(byte, .none, &buffer) }
            return
        }
        matched += 1
        if matched == Self.envelope.count { state = .before(.envelope, mustCome: false) }
    }

    // MARK: - Elements

    private func takeBefore(
        _ byte: UInt8,
        _ list: List,
        _ mustCome: Bool,
        _ buffer: inout [UInt8],
    ) {
        if byte.isBlank { return }
        switch byte {
        case UInt8(ascii: "]") where list != .none && !mustCome:
            state = list == .envelope ? .closing : .ended
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
            fail("expected a value", &buffer)
        case _: begin(byte, list, &buffer)
        }
    }

    private func begin(_ byte: UInt8, _ list: List, _ buffer: inout [UInt8]) {
        firstLine = line
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
            state = .element(list)
            takeInside(byte, list, &buffer)
        case _:
            state = .word(list)
            buffer.append(byte)
        }
    }

    private func takeInside(_ byte: UInt8, _ list: List, _ buffer: inout [UInt8]) {
        if isInString {
            // A line break inside a string is wrong and must stay so: another control character
            // is as wrong, and does not end the line.
            buffer.append(byte == UInt8(ascii: "\n") ? 1 : byte)
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
        } else {
            buffer.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case _: break
            }
        }
        if depth <= 0 && !isInString { end(list, offset + 1, &buffer) }
    }

    private func takeOfWord(_ byte: UInt8, _ list: List, _ buffer: inout [UInt8]) {
        let isPart = !byte.isBlank && !Self.enders.contains(byte)
        if isPart { return buffer.append(byte) }
        end(list, offset, &buffer)
        take(byte, &buffer)
    }

    private static let enders = Array(",]}{[\"".utf8)

    private func end(_ list: List, _ end: Int, _ buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\n"))
        places.append(LinePlace(line: firstLine, end: end))
        (depth, isInString, isEscaped) = (0, false, false)
        state = list == .none ? .before(.none, mustCome: false) : .behind(list)
    }

    private func takeBehind(_ byte: UInt8, _ list: List, _ buffer: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: ","): state = .before(list, mustCome: true)
        case UInt8(ascii: "]"): state = list == .envelope ? .closing : .ended
        case _ where byte.isBlank: break
        case _: fail("expected , or ] behind a value", &buffer)
        }
    }

    // MARK: - The end

    private func fail(_ problem: String, _ buffer: inout [UInt8]) {
        // The line stands for the problem; nobody looks at its value.
        buffer += [UInt8(ascii: "0"), UInt8(ascii: "\n")]
        places.append(LinePlace(line: line, end: offset, problem: problem))
        state = .failed
    }

    private func finish(_ buffer: inout [UInt8]) {
        switch state {
        case .opening:
            state = .element(.none)
            for byte in opening { takeInside(byte, .none, &buffer) }
            finish(&buffer)
        // An element that is cut off is told by whoever reads its line.
        case .element, .word: end(.none, offset, &buffer)
        case .before(.array, _), .before(.envelope, _), .behind, .closing:
            fail("the list of events does not end", &buffer)
        case .start, .before(.none, _), .ended, .failed: break
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
