import DaybookStore

/// Numbers of documents as names of files.
enum PackNames {
    static let manifest = "manifest.json"
    static let signature = "manifest.sig"

    private static let longest = 32

    /// A number that is a good name as it stands is its name. Any other keeps what can be kept of
    /// it, and gets a mark that no other number has: so no two numbers meet in one file, also where
    /// capitals and small letters are the same, and where a number was made for that.
    static func name(of number: String) -> String {
        let bytes = Array(number.utf8)
        let isName =
            bytes.count <= longest && bytes.first != UInt8(ascii: ".")
            && bytes.first != UInt8(ascii: "-") && !bytes.isEmpty && bytes.allSatisfy(isPlain)
        if isName { return number }
        let kept = bytes.prefix(longest).map { byte in
            isPlain(byte) || isSmall(byte) ? byte : UInt8(ascii: "_")
        }
        let mark = SHA256Digest(of: bytes.span).hexadecimal.prefix(32)
        return "n\(String(decoding: kept, as: UTF8.self))~\(mark)"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        case _: false
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
