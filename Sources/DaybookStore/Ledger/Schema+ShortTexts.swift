/// Texts of one or two letters, of which the index of texts knows nothing: it holds three letters
/// each. They have small indexes of their own, so that nobody goes through all others for them.
///
/// The beginnings of names, which nobody reads any more, are dropped.
extension Schema {
    static let shortTexts = """
        DROP TRIGGER customer_starts_come;
        DROP TRIGGER customer_starts_go;
        DROP TRIGGER customer_starts_change;
        DROP TRIGGER account_starts_come;
        DROP TRIGGER account_starts_go;
        DROP TRIGGER account_starts_change;
        DROP TABLE customer_starts;
        DROP TABLE account_starts;

        CREATE INDEX invoices_by_short_texts ON invoices (number, note)
            WHERE \(mayBeShort(["number", "note"]));
        CREATE INDEX lines_by_short_texts ON lines (description, invoice)
            WHERE \(mayBeShort(["description"]));
        """

    /// Whether texts may come to less than three letters once they are folded, which takes accents
    /// and the like from other letters than those of ASCII. A query that says so word for word is
    /// answered by the indexes above.
    static func mayBeShort(_ texts: [String]) -> String {
        let text = "(" + texts.map { "ifnull(\($0), '')" }.joined(separator: " || ") + ")"
        return "\(text) <> '' AND length(\(text)) < \(mostSigns) "
            + "AND (length(\(text)) < 3 OR \(text) GLOB '*[^ -~]*')"
    }

    /// Nobody puts so many accents on two letters.
    private static let mostSigns = 48
}
