/// The tables whose rows the journal does not follow, each with the reason. Every other table of
/// the ledger is journalled, also one that somebody adds tomorrow.
package enum UnjournalledTables {
    package static let reasons: [String: String] = [
        "journal": "it is the journal itself, and only grows",
        "journal_records": "it is found from the journal, and only grows with it",
    ]
}
