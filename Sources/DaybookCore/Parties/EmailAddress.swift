/// Addresses for letters by wire.
package enum EmailAddress {
    /// The most that a mail server takes (RFC 5321, 4.5.3.1.3).
    private static let longest = 254

    /// Whether letters could go there: something, @ and the name of a host. Which of them exist,
    /// and what a host takes before the @, nobody can tell from the text.
    package static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= longest, !text.unicodeScalars.contains(where: isUnfit),
            let at = text.lastIndex(of: "@")
        else { return false }
        let name = text[..<at]
        let labels = text[text.index(after: at)...]
            .split(separator: ".", omittingEmptySubsequences: false)
        return !name.isEmpty && !name.contains("@")
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// A blank, a control character, or what parts one address from the next.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: [",", ";", "<", ">"].contains(scalar)
        }
    }
}
