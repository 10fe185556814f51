package import DaybookCore

/// Acts that were refused. They are only ever added, each by an entry of the journal.
package struct RefusalRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// A refusal as it was written down.
    package struct Refused: Hashable, Sendable {
        package let number: Int
        package let at: Instant
        package let actor: String
        /// Nil for somebody whom the ledger does not know.
        package let role: String?
        package let action: String
        package let cause: String
        package let permission: String
        package let reason: String
    }

    package func insert(_ refusal: AccessRefusal, of act: Act) throws {
        try connection.run(
            """
            INSERT INTO refusals (at, actor, role, action, cause, permission, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .instant(act.at), .text(act.actor), .text(refusal.reason.role?.rawValue),
                .text(act.action), .text(act.cause.rawValue),
                .text(refusal.permission.rawValue), .text(refusal.reason.word),
            ]
        )
    }

    /// The latest first.
    package func latest(_ limit: Int, of actor: String? = nil) throws -> [Refused] {
        try connection.all(
            """
            SELECT row, at, actor, role, action, cause, permission, reason FROM refusals
            WHERE ?1 IS NULL OR actor = ?1 ORDER BY row DESC LIMIT ?2
            """,
            [.text(actor), .integer(limit)]
        ) { row in
            Refused(
                number: Int(row.integer(0)),
                at: try row.instant(1),
                actor: row.text(2),
                role: row.optionalText(3),
                action: row.text(4),
                cause: row.text(5),
                permission: row.text(6),
                reason: row.text(7)
            )
        }
    }
}
