internal import DaybookCore
internal import DaybookWire

/// Postings as a journal of hledger. Accounts and commodities are declared before they are used,
/// so that its strict check is content.
struct HledgerWriter: JournalWriter {
    private let heading: JournalHeading
    private let names: PostingNames
    private var accounts: AccountNames
    private var commodities: [Currency: [UInt8]] = [:]
    /// The one that came last, which often comes again.
    private var latest: (currency: Currency, symbol: [UInt8])?
    private var payees = PlacedTexts()
    private var day = DayText()
    /// The postings of one transaction, before what they need is declared.
    private var rows: [UInt8] = []

    init(_ heading: JournalHeading, _ names: PostingNames) {
        (self.heading, self.names) = (heading, names)
        accounts = AccountNames(names, Self.spelling)
    }

    /// Two blanks end an account's name, `:` parts it, `;` begins a comment; brackets in front make
    /// it a virtual one.
    static let spelling = AccountNames.Spelling(
        segment: { text in
            let line = SafeText.line(text) { scalar in
                switch scalar {
                case ":", "|": "-"
                case ";": ","
                case "(", "[", "{": "<"
                case ")", "]", "}": ">"
                case "*", "!", "\"", "@", "=": "'"
                default: scalar
                }
            }
            return line.isEmpty ? "unnamed" : line
        },
        rate: { "\($0)%" }
    )

    func begin(_ bytes: inout [UInt8]) {
        bytes += "; Daybook: ".utf8
        Self.appendWords(heading.organisation, to: &bytes)
        bytes += ", \(heading.words)\ndecimal-mark .\n".utf8
    }

    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8]) {
        guard let currency = transaction.postings.first?.amount.currency else { return }
        let symbol: [UInt8]
        if let latest, latest.currency == currency {
            symbol = latest.symbol
        } else {
            symbol = self.symbol(currency, &bytes)
            latest = (currency, symbol)
        }
        rows.removeAll(keepingCapacity: true)
        for posting in transaction.postings {
            let name = accounts.name(of: posting.account)
            if name.isNew { declare(posting.account, name.bytes, &bytes) }
            rows += "    ".utf8
            rows += name.bytes
            rows += "  ".utf8
            posting.amount.amount.append(to: &rows)
            rows += symbol
        }
        appendHead(of: transaction, to: &bytes)
        bytes += rows
    }

    private mutating func appendHead(
        of transaction: PostingTransaction,
        to bytes: inout [UInt8],
    ) {
        bytes.append(UInt8(ascii: "\n"))
        day.append(transaction.date, to: &bytes)
        bytes += " * (".utf8
        Self.appendCode(transaction.document.number, to: &bytes)
        bytes += ") ".utf8
        if let party = transaction.party {
            bytes += payee(party)
            bytes += " | ".utf8
        }
        bytes += transaction.kind.words.utf8
        if let note = transaction.note {
            bytes += ": ".utf8
            Self.appendWords(note, to: &bytes)
        }
        if let id = transaction.document.id {
            bytes += "  ; id:".utf8
            id.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func payee(_ party: PartyPlace) -> [UInt8] {
        if let known = payees[party.index] { return known }
        var name: [UInt8] = []
        Self.appendWords(names[party].customer.name, to: &name)
        payees[party.index] = name
        return name
    }

    // MARK: - Declarations

    /// How a currency ends a line. It is declared where it is used for the first time.
    private mutating func symbol(_ currency: Currency, _ bytes: inout [UInt8]) -> [UInt8] {
        if let known = commodities[currency] { return known }
        let symbol = Self.symbol(currency)
        let end = Array(" \(symbol)\n".utf8)
        commodities[currency] = end
        // The sample shows where the fraction begins, also where there is none.
        let digits = String(repeating: "0", count: currency.minorUnitDigits)
        bytes += "\ncommodity 1000.\(digits) \(symbol)\n".utf8
        return end
    }

    private func declare(_ account: LedgerAccount, _ name: [UInt8], _ bytes: inout [UInt8]) {
        bytes += "\naccount ".utf8
        bytes += name
        if let key = key(of: account), !key.isEmpty { bytes += "  ; key:\(Self.tag(key))".utf8 }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// What the ledger calls whose account it is.
    private func key(of account: LedgerAccount) -> String? {
        switch account.owner {
        case .party(let place): names[place].key
        case .product(let place): names[place].key
        case .nobody, .rate, .other: nil
        }
    }

    /// A symbol of other than letters stands in quotes.
    private static func symbol(_ currency: Currency) -> String {
        let isPlain =
            currency.code.utf8.allSatisfy { $0 >= UInt8(ascii: "A") }
            && !currency.code.utf8.contains(UInt8(ascii: "_"))
        return isPlain ? currency.code : "\"\(currency.code)\""
    }

    // MARK: - Words

    /// `;` begins a comment, `|` ends the payee.
    private static func appendWords(_ text: String, to bytes: inout [UInt8]) {
        SafeText.append(text, to: &bytes) { scalar in
            switch scalar {
            case ";": ","
            case "|": "/"
            default: scalar
            }
        }
    }

    /// A code ends with its bracket.
    private static func appendCode(_ text: String, to bytes: inout [UInt8]) {
        SafeText.append(text, to: &bytes) { scalar in
            switch scalar {
            case "(": "<"
            case ")": ">"
            case ";": ","
            default: scalar
            }
        }
    }

    /// The value of a tag ends with a comma.
    private static func tag(_ text: String) -> String {
        SafeText.line(text) { $0 == "," || $0 == ":" ? "-" : $0 }
    }
}
