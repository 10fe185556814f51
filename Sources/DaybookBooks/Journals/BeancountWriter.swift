internal import DaybookCore

/// Postings as a ledger of Beancount. Accounts are opened on the day of their first posting.
struct BeancountWriter: JournalWriter {
    private let heading: JournalHeading
    private let names: PostingNames
    private var accounts: AccountNames
    private var commodities: [Currency: [UInt8]] = [:]
    private var declared: Set<Currency> = []
    private var takenSymbols: Set<String> = []
    private var payees = PlacedTexts()
    private var day = DayText()

    init(_ heading: JournalHeading, _ names: PostingNames) {
        (self.heading, self.names) = (heading, names)
        accounts = AccountNames(names, Self.spelling)
    }

    /// A part of a name begins with a capital or a digit, and has letters, digits and dashes.
    static let spelling = AccountNames.Spelling(
        segment: { text in
            var scalars = String.UnicodeScalarView()
            for scalar in text.unicodeScalars where scalars.count < 80 {
                if isLetter(scalar) || isDigit(scalar) {
                    scalars.append(scalar)
                } else if scalars.last.map({ $0 != "-" }) ?? false {
                    scalars.append("-")
                }
            }
            if scalars.last == "-" { scalars.removeLast() }
            return capitalised(String(scalars))
        },
        rate: { "\($0)".replacing(".", with: "-") }
    )

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return false
        }
    }

    private static func capitalised(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "X" }
        if isDigit(first) || first.properties.generalCategory == .uppercaseLetter { return text }
        let upper = first.properties.uppercaseMapping.unicodeScalars
        let rest = String(text.unicodeScalars.dropFirst())
        guard upper.count == 1, let capital = upper.first,
            capital.properties.generalCategory == .uppercaseLetter
        else { return "X" + text }
        return String(capital) + rest
    }

    mutating func begin(_ bytes: inout [UInt8]) {
        let title = "\(heading.organisation), \(heading.words)"
        bytes += "option \"title\" \(Self.quoted(title))\n".utf8
        bytes += "option \"operating_currency\" \"\(symbol(heading.currency))\"\n".utf8
    }

    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8]) {
        for posting in transaction.postings { open(posting, on: transaction.date, &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        day.append(transaction.date, to: &bytes)
        bytes += " * ".utf8
        if let party = transaction.party {
            bytes += payee(party)
        }
        if let note = transaction.note {
            Self.appendQuoted("\(transaction.kind.words): \(note)", to: &bytes)
        } else {
            Self.appendQuoted(transaction.kind.words, to: &bytes)
        }
        bytes += "\n  document: ".utf8
        Self.appendQuoted(transaction.document.number, to: &bytes)
        if let id = transaction.document.id {
            bytes += "\n  id: \"".utf8
            bytes += id.description.utf8
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "\n"))
        for posting in transaction.postings {
            bytes += "  ".utf8
            bytes += accounts.name(of: posting.account).bytes
            bytes += "  ".utf8
            posting.amount.amount.append(to: &bytes)
            bytes.append(UInt8(ascii: " "))
            bytes += commodities[posting.amount.currency] ?? []
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func payee(_ party: PartyPlace) -> [UInt8] {
        if let known = payees[party.index] { return known }
        var name: [UInt8] = []
        Self.appendQuoted(names[party].customer.name, to: &name)
        name.append(UInt8(ascii: " "))
        payees[party.index] = name
        return name
    }

    // MARK: - Declarations

    private mutating func open(
        _ posting: PostingTransaction.Posting,
        on date: CivilDate,
        _ bytes: inout [UInt8],
    ) {
        if declared.insert(posting.amount.currency).inserted {
            bytes.append(UInt8(ascii: "\n"))
            day.append(date, to: &bytes)
            bytes += " commodity \(symbol(posting.amount.currency))\n".utf8
        }
        let name = accounts.name(of: posting.account)
        guard name.isNew else { return }
        bytes.append(UInt8(ascii: "\n"))
        day.append(date, to: &bytes)
        bytes += " open ".utf8
        bytes += name.bytes
        if let key = key(of: posting.account) { bytes += "\n  key: \(Self.quoted(key))".utf8 }
        bytes.append(UInt8(ascii: "\n"))
    }

    private func key(of account: LedgerAccount) -> String? {
        switch account.owner {
        case .party(let place): names[place].key
        case .product(let place): names[place].key
        case .nobody, .rate, .other: nil
        }
    }

    /// A currency's name begins with a capital, ends with one or a digit, and has 24 characters at
    /// most. Two currencies never get one name.
    private mutating func symbol(_ currency: Currency) -> String {
        if let known = commodities[currency] { return String(decoding: known, as: UTF8.self) }
        var code = currency.code
        if let first = code.utf8.first, first < UInt8(ascii: "A") || first > UInt8(ascii: "Z") {
            code = "X" + code
        }
        while let last = code.last, last == "-" || last == "_" { code.removeLast() }
        var symbol = String(code.prefix(24))
        var number = 2
        while !takenSymbols.insert(symbol).inserted {
            symbol = "\(code.prefix(20))X\(number)"
            number += 1
        }
        commodities[currency] = Array(symbol.utf8)
        return symbol
    }

    // MARK: - Words

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        appendQuoted(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
        var line: [UInt8] = []
        SafeText.append(text, to: &line) { $0 }
        bytes.append(UInt8(ascii: "\""))
        for byte in line {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
            }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
