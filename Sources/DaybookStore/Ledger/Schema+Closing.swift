/// Until when the books are closed: what is dated before is never written, changed or deleted.
extension Schema {
    static let closing = """
        CREATE TABLE closed_months (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            month TEXT NOT NULL UNIQUE CHECK (substr(month, 8) = '-01' AND length(month) = 10),
            closed_at INTEGER NOT NULL,
            closed_by TEXT NOT NULL CHECK (closed_by <> ''),
            left_open TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        \(versionTrigger(of: "closed_months", closingColumns))

        CREATE TRIGGER closed_months_go_on BEFORE INSERT ON closed_months
        WHEN NEW.month <= (SELECT max(month) FROM closed_months)
        BEGIN SELECT RAISE(ABORT, '\(Rule.monthIsClosed)'); END;

        CREATE TRIGGER closed_months_open_from_the_end BEFORE DELETE ON closed_months
        WHEN OLD.month < (SELECT max(month) FROM closed_months)
        BEGIN SELECT RAISE(ABORT, '\(Rule.laterMonthIsClosed)'); END;

        \(dated.map(closed).joined(separator: "\n\n"))
        """

    private static let closingColumns = ["id", "month", "closed_at", "closed_by", "left_open"]

    /// The tables of what is dated, by which column, and what of it is kept. A draft has no date:
    /// an invoice gets one when it is issued.
    private static let dated: [(table: String, column: String, acts: [DatedAct])] = [
        ("invoices", "issued_on", [.dating]),
        ("credit_notes", "issued_on", [.insert]),
        ("payments", "received_on", [.insert, .change, .delete]),
        ("allocations", "made_on", [.insert, .change, .delete]),
        ("credit_entries", "made_on", [.insert, .delete]),
        ("write_offs", "written_on", [.insert, .change, .delete]),
        ("revenue_entries", "month", [.insert, .change, .delete]),
    ]

    enum DatedAct {
        case insert, change, delete
        /// A date is given to what had none.
        case dating
    }

    /// The triggers that keep one table.
    static func closed(
        _ table: String,
        _ column: String,
        _ acts: [DatedAct],
    ) -> String {
        acts.map { act in
            let isClosed = { (row: String) in
                "substr(\(row).\(column), 1, 7) <= "
                    + "(SELECT substr(max(month), 1, 7) FROM closed_months)"
            }
            let (what, condition) =
                switch act {
                case .insert: ("INSERT", isClosed("NEW"))
                case .change: ("UPDATE", "\(isClosed("NEW")) OR \(isClosed("OLD"))")
                case .delete: ("DELETE", isClosed("OLD"))
                case .dating: ("UPDATE OF \(column)", isClosed("NEW"))
                }
            return """
                CREATE TRIGGER closed_\(table)_stay_at_\(act) BEFORE \(what) ON \(table)
                WHEN \(condition)
                BEGIN SELECT RAISE(ABORT, '\(Rule.monthIsClosed)'); END;
                """
        }
        .joined(separator: "\n\n")
    }
}
