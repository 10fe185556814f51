package import DaybookCore

/// The months at whose end the books were closed. Whatever is dated until the last of these stays.
package struct ClosedMonths {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The end of a month at which somebody closed the books.
    package struct Closing: Hashable, Sendable {
        package let id: RecordID
        /// Its first day.
        package let month: CivilDate
        package let closedAt: Instant
        package let closedBy: String
        /// What was still open then, in words.
        package let leftOpen: String
    }

    /// All of them, the last one first.
    package func all() throws -> [Closing] {
        try connection.all(
            """
            SELECT id, month, closed_at, closed_by, left_open FROM closed_months
            ORDER BY month DESC
            """
        ) { row in
            Closing(
                id: try row.id(0),
                month: try row.date(1),
                closedAt: try row.instant(2),
                closedBy: row.text(3),
                leftOpen: row.text(4)
            )
        }
    }

    /// The first month that takes writes; nil while all do.
    package func firstOpen() throws -> CivilDate? {
        let last = try connection.first("SELECT max(month) FROM closed_months") {
            try $0.optionalDate(0)
        }
        return try (last ?? nil)?.startOfNextMonth()
    }

    /// Closes the books at the end of a month; those before it are closed with it.
    package func close(
        _ checklist: CloseChecklist,
        id: RecordID,
        by act: Act,
    ) throws -> Closing {
        let open = checklist.open.map { "\($0.point.rawValue) \($0.count)" }
        let closing = Closing(
            id: id,
            month: checklist.month,
            closedAt: act.at,
            closedBy: act.actor,
            leftOpen: open.joined(separator: ", ")
        )
        try connection.run(
            """
            INSERT INTO closed_months (id, month, closed_at, closed_by, left_open)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                .id(closing.id), .date(closing.month), .instant(closing.closedAt),
                .text(closing.closedBy), .text(closing.leftOpen),
            ]
        )
        return closing
    }

    /// Opens the month that was closed last, and those before it that were closed with it.
    package func reopen(_ closing: Closing) throws {
        try connection.run("DELETE FROM closed_months WHERE id = ?", [.id(closing.id)])
    }
}
