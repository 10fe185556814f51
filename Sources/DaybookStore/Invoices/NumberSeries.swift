import DaybookCore

/// Numbers of documents, without gap or repeat: each is taken in the transaction that writes its
/// document, so that a crash gives both or neither, and a second console waits.
struct NumberSeries {
    let connection: Connection
    let kind: Kind

    enum Kind {
        case invoices, creditNotes

        fileprivate var table: String {
            switch self {
            case .invoices: "invoices"
            case .creditNotes: "credit_notes"
            }
        }
    }

    /// Takes the next number of a year.
    func take(on day: CivilDate) throws -> DocumentNumber {
        let prefix = DocumentNumber.prefix(try word(), on: day)
        if try !exists(prefix) { try begin(prefix) }
        try connection.run(
            "UPDATE number_series SET last = last + 1 WHERE prefix = ?",
            [.text(prefix)]
        )
        let place = try connection.integer(
            "SELECT last FROM number_series WHERE prefix = ?",
            [.text(prefix)]
        )
        return DocumentNumber(prefix: prefix, place: Int(place), width: try width(prefix))
    }

    /// As many digits as the last document of the series has, whoever numbered it.
    private func width(_ prefix: String) throws -> Int {
        let last = try connection.first(
            """
            SELECT length(number) - length(?1) FROM \(kind.table)
            WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT 1
            """,
            [.text(prefix), .text(prefix + ":")]
        ) { Int($0.integer(0)) }
        return min(max(last ?? 0, DocumentNumber.usualWidth), 9)
    }

    private func word() throws -> String {
        switch kind {
        case .invoices: try OrganisationRepository(connection).get().invoicePrefix
        case .creditNotes: "CN-"
        }
    }

    private func exists(_ prefix: String) throws -> Bool {
        try connection.integer(
            "SELECT count(*) FROM number_series WHERE prefix = ?",
            [.text(prefix)]
        ) > 0
    }

    /// A series goes on where documents from elsewhere have ended.
    private func begin(_ prefix: String) throws {
        let last = try connection.integer(
            """
            SELECT ifnull(max(CAST(substr(number, length(?1) + 1) AS INTEGER)), 0)
            FROM \(kind.table)
            WHERE number >= ?1 AND number < ?2
                AND substr(number, length(?1) + 1) NOT GLOB '*[^0-9]*'
                AND length(number) - length(?1) BETWEEN 1 AND 9
            """,
            // The digits lie below the sign that follows them.
            [.text(prefix), .text(prefix + ":")]
        )
        try connection.run(
            "INSERT INTO number_series (prefix, first, last) VALUES (?, ?, ?)",
            [.text(prefix), .integer(last + 1), .integer(last)]
        )
    }
}
