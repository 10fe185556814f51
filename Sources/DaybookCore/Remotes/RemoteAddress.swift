/// Where a remote answers: `https://host[:port][/path]`. Without encryption only on this machine.
package struct RemoteAddress: Hashable, Sendable {
    /// Without a slash at its end.
    package let text: String
    package let host: String

    package init(_ text: String) throws(RemoteAddressError) {
        var rest = Substring(text)
        let isEncrypted = rest.hasPrefix("https://")
        guard isEncrypted || rest.hasPrefix("http://") else { throw .noScheme }
        rest = rest.dropFirst(isEncrypted ? 8 : 7)
        while rest.hasSuffix("/") { rest.removeLast() }
        let authority = rest.prefix { $0 != "/" }
        // A name before the host would be a secret, or make one host look like another.
        if authority.contains("@") { throw .nameInAddress }
        let (host, port) = try Self.parts(of: authority)
        if let port, !(UInt16(port).map { $0 > 0 } ?? false) { throw .badPort }
        guard rest.utf8.allSatisfy(Self.isPlain) else { throw .badCharacter }
        if !isEncrypted && !Self.isThisMachine(host) { throw .notEncrypted }
        self.text = (isEncrypted ? "https://" : "http://") + rest
        self.host = host
    }

    private static func parts(
        of authority: Substring
    ) throws(RemoteAddressError) -> (host: String, port: Substring?) {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw .noHost }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard !host.isEmpty, host.utf8.allSatisfy(isOfNumber) else { throw .noHost }
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .badPort }
            return (host.lowercased(), rest.isEmpty ? nil : rest.dropFirst())
        }
        let pieces = authority.split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let host = pieces.first, !host.isEmpty, host.utf8.allSatisfy(isOfName) else {
            throw .noHost
        }
        return (host.lowercased(), pieces.count > 1 ? pieces[1] : nil)
    }

    private static func isThisMachine(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Of a path: neither a question nor a fragment, which would swallow what is added.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
            && byte != UInt8(ascii: "\\")
    }
}

/// Why a text is no address of a remote.
package enum RemoteAddressError: Error, Hashable, Sendable {
    case noScheme, noHost, badPort, badCharacter
    /// `https://name@host`
    case nameInAddress
    /// Plain `http` to another machine: everybody on the way could read tokens.
    case notEncrypted
}
