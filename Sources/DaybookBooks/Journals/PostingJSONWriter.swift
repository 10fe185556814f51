internal import DaybookCore
internal import DaybookWire

/// Postings as JSON Lines, an object each.
struct PostingJSONWriter: JournalWriter {
    private let names: PostingNames
    private var accounts: AccountNames
    private var number = 0
    private var json = JSONStream()

    init(_ heading: JournalHeading, _ names: PostingNames) {
        self.names = names
        accounts = AccountNames(names, HledgerWriter.spelling)
    }

    func begin(_ bytes: inout [UInt8]) {}

    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8]) {
        number += 1
        json.removeAll()
        for posting in transaction.postings {
            let account = accounts.name(of: posting.account)
            let own = String(decoding: account.bytes, as: UTF8.self)
            json.object { json in
                json.text("date", transaction.date.iso8601)
                json.integer("transaction", number)
                json.text("kind", transaction.kind.rawValue)
                json.text("document", transaction.document.words)
                json.text("id", transaction.document.id?.description)
                json.text("billingAccount", transaction.party.map { names[$0].id.description })
                json.text("text", transaction.words(names))
                json.text("account", own)
                json.decimal("amount", posting.amount.amount)
                json.text("currency", posting.amount.currency.code)
            }
            json.endLine()
        }
        bytes += json.bytes
    }
}
