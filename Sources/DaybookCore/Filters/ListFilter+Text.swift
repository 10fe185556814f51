extension ListFilter {
    /// Reads a filter over some fields.
    ///
    /// - Parameter names: of the filters that have been given one: others are refused. Nil where
    ///   nobody knows them yet.
    /// - Parameter isKept: whether the ledger has it: ranges and lists that are refused today were
    ///   let through once
    package init(
        reading text: String,
        _ fields: FilterFields,
        names: [String]? = nil,
        isKept: Bool = false,
    ) throws(FilterError) {
        do throws(FilterError) {
            var reader = try FilterReader(text, fields, names: names, isKept: isKept)
            self = try reader.read()
        } catch {
            throw error.placed(in: text)
        }
    }
}

extension ListFilter: CustomStringConvertible {
    /// The filter as it can be read again.
    package var description: String {
        switch self {
        case .all(let parts):
            parts.map { part in
                if case .any = part { "(\(part))" } else { "\(part)" }
            }.joined(separator: " ")
        case .any(let parts): parts.map(\.description).joined(separator: " | ")
        case .not(let part): part.isList ? "-(\(part))" : "-\(part)"
        case .word(let word): Self.text(word)
        case .pattern(let pattern): "re:\(pattern)"
        case .has(let field): "has:\(field)"
        case .field(let field, let matches):
            "\(field):" + Self.text(matches)
        case .named(let name): "@\(name)"
        }
    }

    /// Numbers that together would look like one stand in quotes.
    private static func text(_ matches: [FilterMatch]) -> String {
        var texts = matches.map(\.description)
        guard let first = matches.first, let hasDecimals = first.hasDecimals else {
            return texts.joined(separator: ",")
        }
        while let number = GroupedNumber.first(in: texts, hasDecimals: hasDecimals) {
            let next = number.range.lowerBound + 1
            texts[next] = "\"\(texts[next])\""
        }
        return texts.joined(separator: ",")
    }

    private var isList: Bool {
        switch self {
        case .all, .any: true
        case .not, .word, .pattern, .has, .field, .named: false
        }
    }

    /// A text, in quotes where it would be read as something else.
    static func text(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "._-+&%'#*".unicodeScalars.contains(scalar)
        }
        let isRange = text.utf8.contains("..".utf8)
        if isPlain && !isRange && !text.isEmpty && !text.hasPrefix("-") { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

extension FilterMatch {
    /// Whether the numbers that it compares may have decimals; nil where it compares none.
    fileprivate var hasDecimals: Bool? {
        switch self {
        case .amounts: true
        case .counts: false
        case .contains, .equals, .pattern, .choice, .label, .days, .ages: nil
        }
    }
}

extension FilterMatch: CustomStringConvertible {
    package var description: String {
        switch self {
        case .contains(let text), .label(let text): ListFilter.text(text)
        case .equals(let text): "=" + ListFilter.text(text)
        case .pattern(let pattern): pattern.description
        case .choice(let word): word
        case .days(let comparison): comparison.text { $0.description }
        case .ages(let comparison): comparison.text { $0.description }
        case .amounts(let comparison, nil): comparison.text { $0.description }
        case .amounts(let comparison, let currency?): Self.text(comparison, currency)
        case .counts(let comparison): comparison.text { $0.description }
        }
    }

    /// A code that has digits in it would run into those of the number.
    private static func text(
        _ comparison: FilterComparison<PreciseAmount>,
        _ currency: String,
    ) -> String {
        let numbers = comparison.text { $0.description }
        let isOfLetters = currency.utf8.allSatisfy { FilterReader.isLetter($0) }
        return isOfLetters ? numbers + currency : "\"\(numbers) \(currency)\""
    }
}

extension FilterComparison {
    fileprivate func text(_ bound: (Bound) -> String) -> String {
        switch self {
        case .equal(let value): bound(value)
        case .less(let value): "<" + bound(value)
        case .lessOrEqual(let value): "<=" + bound(value)
        case .greater(let value): ">" + bound(value)
        case .greaterOrEqual(let value): ">=" + bound(value)
        case .between(let from, let to): bound(from) + ".." + bound(to)
        }
    }
}

extension TextPattern: CustomStringConvertible {
    /// Between slashes, those within it with a backslash.
    package var description: String {
        var text = "/"
        var isEscaped = false
        for scalar in source.unicodeScalars {
            if scalar == "/" && !isEscaped { text += "\\" }
            isEscaped = scalar == "\\" && !isEscaped
            text.unicodeScalars.append(scalar)
        }
        return text + "/"
    }
}
