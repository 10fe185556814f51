internal import DaybookCore
internal import DaybookWire

/// Postings as a journal of hledger. Accounts and commodities are declared before they are used,
/// so that its strict check is content.
struct HledgerWriter: JournalWriter {
    private let heading: JournalHeading
    private let names: PostingNames
    private var accounts: AccountNames
    private var commodities: [Currency: [UInt8]] = [:]
    private var day = DayText()

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
        let owner = Self.words(heading.organisation)
        bytes += "; Daybook: \(owner), \(heading.words)\ndecimal-mark .\n".utf8
    }

    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8]) {
        for posting in transaction.postings { declare(posting, &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        day.append(transaction.date, to: &bytes)
        bytes += " * (".utf8
        bytes += Self.code(transaction.document.number).utf8
        bytes += ") ".utf8
        if let party = transaction.party {
            bytes += Self.words(names[party].customer.name).utf8
            bytes += " | ".utf8
        }
        bytes += transaction.kind.words.utf8
        if let note = transaction.note {
            bytes += ": ".utf8
            bytes += Self.words(note).utf8
        }
        if let id = transaction.document.id {
            bytes += "  ; id:".utf8
            bytes += id.description.utf8
        }
        bytes.append(UInt8(ascii: "\n"))
        for posting in transaction.postings {
            bytes += "    ".utf8
            bytes += accounts.name(of: posting.account).bytes
            bytes += "  ".utf8
            posting.amount.amount.append(to: &bytes)
            bytes.append(UInt8(ascii: " "))
            bytes += commodities[posting.amount.currency] ?? []
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    // MARK: - Declarations

    private mutating func declare(
        _ posting: PostingTransaction.Posting,
        _ bytes: inout [UInt8],
    ) {
        let currency = posting.amount.currency
        if commodities[currency] == nil {
            let symbol = Self.symbol(currency)
            commodities[currency] = Array(symbol.utf8)
            // The sample shows where the fraction begins, also where there is none.
            let digits = String(repeating: "0", count: currency.minorUnitDigits)
            bytes += "\ncommodity 1000.\(digits) \(symbol)\n".utf8
        }
        let name = accounts.name(of: posting.account)
        guard name.isNew else { return }
        bytes += "\naccount ".utf8
        bytes += name.bytes
        if let key = key(of: posting.account), !key.isEmpty {
            bytes += "  ; key:\(Self.tag(key))".utf8
        }
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
    private static func words(_ text: String) -> String {
        SafeText.line(text) { scalar in
            switch scalar {
            case ";": ","
            case "|": "/"
            default: scalar
            }
        }
    }

    /// A code ends with its bracket.
    private static func code(_ text: String) -> String {
        SafeText.line(text) { scalar in
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
