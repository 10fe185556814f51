/// What could stand at the cursor of a filter that is typed.
package struct FilterCompletion: Hashable, Sendable {
    /// The bytes of the text that a candidate replaces.
    package let replaced: Range<Int>
    package let candidates: [Candidate]

    package struct Candidate: Hashable, Sendable {
        package let text: String
        package let summary: String
    }

    /// - Parameters:
    ///   - offset: the bytes in front of the cursor.
    ///   - names: of filters that have been given one.
    ///   - values: of a field, as the ledger knows them, that begin so.
    package init(
        _ text: String,
        at offset: Int,
        _ fields: FilterFields,
        names: [String] = [],
        values: (_ field: String, _ start: String) -> [String] = { _, _ in [] },
    ) {
        let bytes = Array(text.utf8.prefix(max(0, offset)))
        var start = FilterTerms.lastStart(in: bytes)
        while start < bytes.count, bytes[start] == 0x2D || bytes[start] == 0x28 { start += 1 }
        let term = String(decoding: bytes[start...], as: UTF8.self)
        if term.hasPrefix("@") {
            let typed = term.dropFirst()
            replaced = start..<bytes.count
            candidates = names.filter { $0.hasPrefix(typed) }.map {
                Candidate(text: "@\($0)", summary: "a filter of that name")
            }
            return
        }
        guard let colon = term.firstIndex(of: ":") else {
            replaced = start..<bytes.count
            candidates = Self.fieldNames(term, fields)
            return
        }
        let name = term[..<colon].lowercased()
        let list = term[term.index(after: colon)...]
        let typed = Self.lastValue(list)
        replaced = (bytes.count - typed.utf8.count)..<bytes.count
        if name == "has" {
            candidates = fields.namesForHas.filter { $0.hasPrefix(typed.lowercased()) }.map {
                Candidate(text: $0, summary: fields[$0].summary)
            }
        } else if let field = fields.find(name) {
            candidates = Self.values(String(typed), field, values)
        } else {
            candidates = []
        }
    }

    private static func lastValue(_ list: Substring) -> Substring {
        var isQuoted = false
        var start = list.startIndex
        for index in list.indices {
            if list[index] == "\"" { isQuoted.toggle() }
            if list[index] == "," && !isQuoted { start = list.index(after: index) }
        }
        return list[start...]
    }

    private static func fieldNames(_ typed: String, _ fields: FilterFields) -> [Candidate] {
        let lower = typed.lowercased()
        let named = fields.all.filter { field in
            field.name.hasPrefix(lower) || field.aliases.contains { $0.hasPrefix(lower) }
        }
        let others = [("has", "records that have a value there"), ("re", "a pattern of any text")]
        return named.map { Candidate(text: "\($0.name):", summary: $0.summary) }
            + others.filter { $0.0.hasPrefix(lower) }.map {
                Candidate(text: "\($0.0):", summary: $0.1)
            }
    }

    private static func values(
        _ typed: String,
        _ field: FilterField,
        _ known: (String, String) -> [String],
    ) -> [Candidate] {
        switch field.kind {
        case .choice(let choices):
            return choices.filter { $0.word.hasPrefix(typed.lowercased()) }.map {
                Candidate(text: $0.word, summary: $0.summary)
            }
        case .day:
            let signs = typed.prefix { "<>=".contains($0) }
            let word = typed.dropFirst(signs.count).lowercased()
            return FilterDay.Word.allCases.filter { $0.rawValue.hasPrefix(word) }.map {
                Candidate(text: "\(signs)\($0.rawValue)", summary: "a day by its word")
            }
        case .text, .label:
            // Of patterns nobody knows how they go on.
            if typed.hasPrefix("/") { return [] }
            let sign = field.kind == .text && typed.hasPrefix("=") ? "=" : ""
            let start = typed.dropFirst(sign.count).filter { $0 != "\"" }
            return known(field.name, start).map {
                Candidate(text: sign + ListFilter.text($0), summary: field.summary)
            }
        case .age, .amount, .count:
            return []
        }
    }
}
