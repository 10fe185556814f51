/// Text between the marks that a terminal sets around a paste.
struct PasteBuffer: Sendable {
    private var bytes: [UInt8] = []
    private var isCut = false

    /// More is not kept: nobody means to paste that much into a field.
    static let largest = 1 << 20

    private static let end = Array("\u{1B}[201~".utf8)

    /// Takes the next byte; answers the whole paste with the last byte of its end mark.
    mutating func append(_ byte: UInt8) -> InputEvent? {
        bytes.append(byte)
        if byte == UInt8(ascii: "~"), bytes.suffix(Self.end.count).elementsEqual(Self.end) {
            let text = bytes.dropLast(Self.end.count).prefix(Self.largest)
            return .paste(String(decoding: text, as: UTF8.self), isCut: isCut)
        }
        if bytes.count > Self.largest + 2 * Self.end.count {
            // The end mark may have begun: only what lies before it is given up.
            bytes.removeSubrange(Self.largest..<(bytes.count - Self.end.count))
            isCut = true
        }
        return nil
    }
}
