package import DaybookCore
internal import DaybookWire

// What lives in this folder: postings as files. Which accounts there are and what is posted is
// decided in `DaybookCore/Postings`; here is how it is written, so that no name breaks a file.

/// A form in which postings are written. One row here and one file is a format.
package struct JournalFormat: Sendable {
    package let name: String
    /// What reads it.
    package let summary: String
    /// Begins a file; names are those that the postings refer to.
    package let makeWriter: @Sendable (JournalHeading, PostingNames) -> any JournalWriter

    package static let all: [JournalFormat] = [
        JournalFormat(name: "hledger", summary: "a journal for hledger") {
            HledgerWriter($0, $1)
        },
        JournalFormat(name: "beancount", summary: "a ledger for Beancount") {
            BeancountWriter($0, $1)
        },
        JournalFormat(name: "csv", summary: "a table of postings") { PostingCSVWriter($0, $1) },
        JournalFormat(name: "jsonl", summary: "postings as JSON Lines") {
            PostingJSONWriter($0, $1)
        },
    ]

    package static func named(_ name: String) -> JournalFormat? {
        all.first { $0.name == name }
    }
}

/// What a file says of itself as a whole.
package struct JournalHeading: Sendable {
    package let organisation: String
    /// That of the organisation.
    package let currency: Currency
    /// Nil from the beginning.
    package let from: CivilDate?
    /// The first day that is not in it.
    package let to: CivilDate

    package init(
        organisation: String,
        currency: Currency,
        from: CivilDate?,
        to: CivilDate,
    ) {
        self.organisation = organisation
        self.currency = currency
        self.from = from
        self.to = to
    }

    /// The days that it tells of.
    var words: String {
        let start = from.map { "from \($0.iso8601) " } ?? ""
        return "postings \(start)before \(to.iso8601)"
    }
}

/// Writes transactions, as they come, behind one another into bytes.
package protocol JournalWriter {
    /// What stands in front of all.
    mutating func begin(_ bytes: inout [UInt8])
    mutating func append(_ transaction: PostingTransaction, to bytes: inout [UInt8])
}
