internal import DaybookCore
internal import DaybookWire

/// Postings as a table, a row each. Every text begins with a word of ours, or is one: none of them
/// begins as a formula does, so that a spreadsheet keeps it as text, and a reader of CSV gets it
/// back as it is.
struct PostingCSVWriter: JournalWriter {
    private let names: PostingNames
    private var accounts: AccountNames
    private var fields: [LedgerAccount: [UInt8]] = [:]
    private var number = 0

    init(_ heading: JournalHeading, _ names: PostingNames) {
        self.names = names
        accounts = AccountNames(names, HledgerWriter.spelling)
    }

    func begin(_ bytes: inout [UInt8]) {
        bytes +=
            "date,transaction,kind,document,id,billing_account,text,account,amount,currency\n".utf8
    }

    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8]) {
        number += 1
        let start = CSVWriter.record([
            transaction.date.iso8601, "\(number)", transaction.kind.rawValue,
            transaction.document.words, transaction.document.id?.description ?? "",
            transaction.party.map { names[$0].id.description } ?? "", transaction.words(names),
        ]).utf8.dropLast()
        for posting in transaction.postings {
            bytes += start
            bytes.append(UInt8(ascii: ","))
            bytes += field(posting.account)
            bytes.append(UInt8(ascii: ","))
            posting.amount.amount.append(to: &bytes)
            bytes.append(UInt8(ascii: ","))
            bytes += posting.amount.currency.code.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// The name of an account, in quotes where it needs them.
    private mutating func field(_ account: LedgerAccount) -> [UInt8] {
        if let known = fields[account] { return known }
        let name = String(decoding: accounts.name(of: account).bytes, as: UTF8.self)
        let field = Array(CSVWriter.record([name]).utf8.dropLast())
        fields[account] = field
        return field
    }
}

extension PostingDocument {
    /// What kind of paper it is, and what people call it.
    var words: String { "\(kind.rawValue.replacing("_", with: " ")) \(number)" }
}

extension PostingTransaction {
    /// What happened, with whom, and what somebody wrote of it.
    func words(_ names: PostingNames) -> String {
        let owner = party.map { ", \(names[$0].customer.name)" } ?? ""
        return kind.words + owner + (note.map { ": \($0)" } ?? "")
    }
}
