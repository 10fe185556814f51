package import DaybookCore

// What lives in this folder: reading what the ledger knows of money, act by act in order of time.
// What an act posts is decided in `DaybookCore/Postings`.

/// Reads what is posted, in order of time. Each kind of act is one query that hands out its rows in
/// that order, and the queries are merged: memory does not grow with the number of documents.
///
/// What was done to an invoice is not posted before its issue, also where the clock had been ahead
/// then: nothing is taken back before it is there.
package final class PostingReader {
    /// Whom and what the acts are about.
    package let known: PostingNames.Known
    let connection: Connection
    let directory: PostingDirectory
    let zone: ZoneRules
    /// Whether the ledger knows in which months a line is earned, as SQL. Where it knows that of
    /// none, no line is looked up.
    let isScheduled: String
    private var streams: [PostingStream] = []

    /// - Parameters:
    ///   - zone: in which an instant becomes the day on which it is posted
    ///   - customer: only of its accounts; nil for everybody
    package init(_ connection: Connection, zone: ZoneRules, customer: RecordID? = nil) throws {
        self.connection = connection
        self.zone = zone
        directory = try PostingDirectory(connection, customer: customer)
        known = directory.known
        let first = try connection.first("SELECT 1 FROM revenue_entries") { $0.integer(0) }
        isScheduled =
            first == nil
            ? "0" : "EXISTS (SELECT 1 FROM revenue_entries WHERE line = lines.row)"
    }

    /// The keys of products that only lines of invoices know and that came since they were last
    /// taken, in the order of their places.
    package func takeLearned() -> [String] { directory.takeLearned() }

    /// About how many rows there are to read.
    package func rowCount() throws -> Int {
        let tables = ["invoices", "lines", "payments", "allocations", "revenue_entries"]
        return try tables.reduce(0) { sum, table in
            sum + Int(try connection.integer("SELECT ifnull(max(row), 0) FROM \(table)"))
        }
    }

    /// How many of them were read so far.
    package var rowsRead: Int { streams.reduce(0) { $0 + $1.rowsRead } }

    /// Hands out every act before a day.
    package func forEach(
        before end: CivilDate,
        _ body: (PostingAct) throws -> Void,
    ) throws {
        // What is sorted may be more than fits: it goes to temporary files then. Where the library
        // does not want to change that in the middle of something, memory has to do.
        try? connection.script("PRAGMA temp_store = FILE")
        defer { try? connection.script("PRAGMA temp_store = MEMORY") }
        streams = try streams(before: end)
        // The statements are free again, however this ends.
        defer { streams = [] }
        var heads = try streams.map { try $0.fill() }
        while true {
            var first = 0
            for index in heads.indices where heads[index] < heads[first] { first = index }
            guard heads[first] < PostingStream.end else { return }
            try body(streams[first].take())
            heads[first] = try streams[first].fill()
        }
    }

    /// In the order in which acts of one day are told.
    private func streams(before end: CivilDate) throws -> [PostingStream] {
        try [
            invoices(end), credits(end), payments(end), laterAllocations(end), creditNotes(end),
            refunds(end), losses(end), voids(end), earlier(end),
            expiredCredits(end), renewedCredits(end), recognition(end),
        ]
    }

    // MARK: - Queries

    /// A query that asks for what is dated before a day, of the accounts that are wanted. Joins are
    /// crossed where SQLite, which knows of no sizes, would begin at another table: only the first
    /// one's order needs no sorting.
    ///
    /// - Parameters:
    ///   - sql: has `?1` for the day and `OWN` where a condition on the accounts may stand
    ///   - table: whose account that is
    ///   - slack: whether its order is that of days of the universal time
    func stream(
        _ sql: String,
        of table: String,
        before end: CivilDate,
        slack: Bool = false,
        _ make: @escaping (RowCursor, inout [PostingAct]) throws -> Void,
    ) throws -> PostingStream {
        let own = directory.customer.map { [SQLValue.integer($0)] } ?? []
        let condition = own.isEmpty ? "true" : "\(table).account IN (\(Self.ofCustomer))"
        let cursor = try connection.cursor(
            sql.replacing("OWN", with: condition),
            [.date(end)] + own
        )
        return PostingStream(cursor, slack: slack, make)
    }

    private static let ofCustomer = "SELECT row FROM accounts WHERE customer = ?2"

    /// The day of an instant that a row has, or of a date where it has none.
    func day(_ row: Row, instant: Int, or date: Int) throws -> CivilDate {
        guard let moment = try row.optionalInstant(instant) else { return try row.date(date) }
        return try zone.date(of: moment)
    }
}
