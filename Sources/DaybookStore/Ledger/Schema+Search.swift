/// What makes lists quick to search, to sort and to sum up. All of it follows from other tables and
/// changes with them.
///
/// The facts are what sums and counts of all invoices read: a third of the table, in its order, so
/// that new invoices come at the end.
///
/// Texts are indexed by the three letters that stand beside each other anywhere in them, as the
/// searching functions fold them; where they stand is not kept, so a longer word finds candidates
/// that are then looked at. The beginnings of names are kept and not read any more.
extension Schema {
    static let search = """
        CREATE INDEX invoices_by_number ON invoices (ifnull(number, ''), row);
        CREATE INDEX accounts_by_name ON accounts (name COLLATE NOCASE, row);
        CREATE INDEX invoices_facts ON invoices (row, state, currency, account, total, paid,
            credited, due_on);
        \(SearchedTexts.all.enumerated().map { words($1, $0) }.joined(separator: "\n"))
        \(starts("customer", ["key", "name", "legal_name", "country", "email"]))
        \(starts("account", ["key", "name"]))
        """

    /// What is asked of invoices of a state that are due at some time is answered by the index
    /// alone: the newest of them, and what they come to.
    static let invoicesByState = """
        DROP INDEX invoices_by_state;
        CREATE INDEX invoices_by_state
            ON invoices (state, due_on, created_at, currency, total, row);
        """

    /// The index of a table's texts, and the triggers that tell what it holds of rows that change.
    /// Before a transaction ends, its connection brings the index up to them.
    private static func words(_ texts: SearchedTexts, _ number: Int) -> String {
        """
        CREATE VIRTUAL TABLE \(texts.index) USING fts5
            (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');
        \(texts.filling);
        CREATE TRIGGER \(texts.index)_go AFTER DELETE ON \(texts.noun)s
        BEGIN SELECT \(PendingTexts.changed)(\(number), OLD.row, \(texts.text("OLD."))); END;
        CREATE TRIGGER \(texts.index)_change
            AFTER UPDATE OF \(texts.columns.joined(separator: ", ")) ON \(texts.noun)s
        BEGIN SELECT \(PendingTexts.changed)(\(number), OLD.row, \(texts.text("OLD."))); END;
        """
    }

    /// The same for the beginnings of names; each in the digits of its bytes.
    private static func starts(_ noun: String, _ columns: [String]) -> String {
        let select = { (row: String, source: String) in
            """
            INSERT INTO \(noun)_starts SELECT value, \(row)row FROM \(source)json_each(
                daybook_name_starts(\(columns.map { "\(row)\($0)" }.joined(separator: ", "))));
            """
        }
        let remove = "DELETE FROM \(noun)_starts WHERE \(noun) = OLD.row;"
        return """
            CREATE TABLE \(noun)_starts (
                start TEXT NOT NULL,
                \(noun) INTEGER NOT NULL,
                PRIMARY KEY (start, \(noun))
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX \(noun)_starts_by_\(noun) ON \(noun)_starts (\(noun));
            \(select("\(noun)s.", "\(noun)s, "))
            CREATE TRIGGER \(noun)_starts_come AFTER INSERT ON \(noun)s BEGIN
                \(select("NEW.", ""))
            END;
            CREATE TRIGGER \(noun)_starts_go AFTER DELETE ON \(noun)s BEGIN
                \(remove)
            END;
            CREATE TRIGGER \(noun)_starts_change AFTER UPDATE OF \(columns.joined(separator: ", "))
                ON \(noun)s BEGIN
                \(remove)
                \(select("NEW.", ""))
            END;
            """
    }
}
