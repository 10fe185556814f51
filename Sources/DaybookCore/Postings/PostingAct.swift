/// An act of the ledger that may move money: of what day, on what paper, and whose.
package struct PostingAct: Sendable {
    package let date: CivilDate
    package let booking: Booking
    package let document: PostingDocument
    package let party: PartyPlace
    /// What somebody wrote of it.
    package let note: String?

    package init(
        on date: CivilDate,
        _ booking: Booking,
        _ document: PostingDocument,
        of party: PartyPlace,
        note: String? = nil,
    ) {
        self.date = date
        self.booking = booking
        self.document = document
        self.party = party
        self.note = note
    }

    /// What it comes to; nil where nothing moves.
    package func transaction() throws(PostingError) -> PostingTransaction? {
        let postings: [PostingTransaction.Posting]
        do throws(NumberError) {
            postings = try booking.postings(of: party)
        } catch {
            throw PostingError(document, .number(error))
        }
        if postings.isEmpty { return nil }
        return try PostingTransaction(
            on: date,
            booking.kind,
            document,
            of: party,
            note: note,
            postings: postings
        )
    }
}
