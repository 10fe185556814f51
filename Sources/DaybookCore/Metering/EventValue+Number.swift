extension EventValue {
    /// The value as an exact number: a number, or a text that is one.
    package func number() throws(EventFault) -> PreciseAmount {
        switch self {
        case .missing: throw .noData
        case .null: throw .null
        case .number(let digits): return try Self.exactNumber(digits, quoting: digits)
        case .text(let text): return try Self.number(in: text)
        case .bool, .object, .array: throw .unsupported(kind)
        }
    }

    private static func exactNumber(
        _ digits: String,
        quoting text: String,
    ) throws(EventFault) -> PreciseAmount {
        do throws(NumberSyntaxError) {
            return try PreciseAmount(digits)
        } catch {
            throw error.reason == .tooManyDigits
                ? .tooManyDigits(shortened(text)) : .notNumeric(shortened(text))
        }
    }

    /// Texts may be written more loosely than numbers in JSON: `+5`, `.5`, `5.`, `007`.
    private static func number(in text: String) throws(EventFault) -> PreciseAmount {
        if let plain = try? PreciseAmount(text) { return plain }
        var rest = Substring(text)
        var digits = ""
        if rest.first == "-" { digits = "-" }
        let isSigned = rest.first == "-" || rest.first == "+"
        if isSigned { rest = rest.dropFirst() }
        let word = rest.lowercased()
        if word == "inf" || word == "infinity" { throw .infinite }
        if word == "nan" && !isSigned { throw .notANumber }
        digits += try strictDigits(of: rest, quoting: text)
        return try exactNumber(digits, quoting: text)
    }

    /// Whole part, fraction and exponent, each as JSON wants it.
    private static func strictDigits(
        of text: Substring,
        quoting whole: String,
    ) throws(EventFault) -> String {
        let mantissa = text.prefix { $0 != "e" && $0 != "E" }
        let exponent = text[mantissa.endIndex...]
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        // A point alone is no number, and a second one is none of ours.
        guard parts.count <= 2, !(parts[0].isEmpty && fraction.isEmpty) else {
            throw .notNumeric(shortened(whole))
        }
        let significant = parts[0].drop { $0 == "0" }
        let digits = significant.isEmpty ? "0" : String(significant)
        return digits + (fraction.isEmpty ? "" : ".\(fraction)") + exponent
    }

    /// What an error quotes of a text from outside: never long.
    private static func shortened(_ text: String) -> String {
        text.utf8.count <= 100 ? text : String(text.unicodeScalars.prefix(60)) + "…"
    }

    package enum Kind: Hashable, Sendable {
        case bool, object, array, other
    }

    private var kind: Kind {
        switch self {
        case .bool: .bool
        case .object: .object
        case .array: .array
        case .missing, .null, .number, .text: .other
        }
    }
}
