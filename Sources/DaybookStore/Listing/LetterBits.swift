internal import CSQLite
internal import DaybookCore

/// Which letters texts have, as bits of one number, so that one letter is asked of a million
/// records by one look at each. Ledgers keep these numbers.
enum LetterBits {
    /// The function that makes the number of texts, which are folded before.
    static let function = "daybook_letters"

    /// The bit of a letter, and whether it is its alone: small letters and digits have their own,
    /// all others share some.
    static func bit(of letter: Unicode.Scalar) -> (bits: Int64, isItsOwn: Bool) {
        let place = place(of: letter.value)
        return (1 << place, place < firstShared)
    }

    /// The letters of a folded text.
    static func bits(of folded: Span<UInt8>) -> Int64 {
        var bits: Int64 = 0
        var others: [UInt8] = []
        for index in folded.indices {
            let byte = folded[index]
            if byte < 0x80 {
                bits |= 1 << place(of: UInt32(byte))
            } else {
                others.append(byte)
            }
        }
        for letter in String(decoding: others, as: UTF8.self).unicodeScalars {
            bits |= 1 << place(of: letter.value)
        }
        return bits
    }

    private static func place(of letter: UInt32) -> Int64 {
        switch letter {
        case 0x61...0x7A: Int64(letter) - 0x61
        case 0x30...0x39: 26 + Int64(letter) - 0x30
        case _: firstShared + Int64(letter) % sharedPlaces
        }
    }

    private static let firstShared: Int64 = 36
    private static let sharedPlaces: Int64 = 27

    /// Makes the function known to a connection; SQLite's code for how it went.
    @unsafe static func register(on database: OpaquePointer) -> Int32 {
        unsafe sqlite3_create_function_v2(
            database,
            function,
            -1,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
            nil,
            { context, count, values in
                guard let values = unsafe values else { return }
                var folded: [UInt8] = []
                for index in 0..<Int(count) {
                    guard let text = unsafe SQLText(values[index]) else { continue }
                    SearchWord.append(unsafe text.bytes.span, to: &folded)
                }
                unsafe sqlite3_result_int64(context, LetterBits.bits(of: folded.span))
            },
            nil,
            nil,
            nil
        )
    }
}
