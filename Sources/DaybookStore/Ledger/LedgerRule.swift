/// What must hold beyond what the tables themselves refuse, and the records of which it does not.
struct LedgerRule {
    let name: String
    private let subject: Subject?
    /// A query with one column: the rows of the records that break the rule.
    private let violations: String

    /// - Parameter subject: what the rows are of; nil where the rule is about the whole ledger.
    init(_ name: String, _ subject: Subject?, _ violations: String) {
        (self.name, self.subject, self.violations) = (name, subject, violations)
    }

    /// So many records are named.
    static var mostNames: Int { 4 }

    /// One sentence, or none where the rule holds.
    func problems(_ connection: Connection) throws -> [String] {
        var rows: [Int64] = []
        var count = 0
        try connection.forEach(
            "WITH found (subject) AS (\(violations)) SELECT DISTINCT subject FROM found"
        ) { row in
            if count < Self.mostNames { rows.append(row.integer(0)) }
            count += 1
        }
        guard count > 0 else { return [] }
        guard let subject else { return ["\(name): not so"] }
        let names = try rows.map { try subject.name(of: $0, connection) }
        return ["\(name): not so of \(Self.list(names, of: count))"]
    }

    /// `A, B and 12 more`
    static func list(_ names: [String], of count: Int) -> String {
        let listed = names.prefix(mostNames).joined(separator: ", ")
        let rest = count - min(names.count, mostNames)
        return rest > 0 ? "\(listed) and \(rest) more" : listed
    }

    /// The kinds of record that break rules, and how people call one.
    enum Subject {
        case invoice, creditNote, line, payment, refund, credit, approval, series, alias
        case job, execution, remote, entry, outboxEntry

        fileprivate func name(of row: Int64, _ connection: Connection) throws -> String {
            let found = try connection.first(query, [.integer(row)]) { $0.optionalText(0) }
            return (found ?? nil) ?? "row \(row)"
        }

        private var query: String {
            switch self {
            case .invoice: "SELECT ifnull(number, id) FROM invoices WHERE row = ?"
            case .creditNote: "SELECT number FROM credit_notes WHERE row = ?"
            case .line:
                """
                SELECT 'line ' || position || ' of ' || ifnull(number, id)
                FROM lines JOIN invoices ON invoices.row = invoice WHERE lines.row = ?
                """
            case .payment: "SELECT id FROM payments WHERE row = ?"
            case .refund: "SELECT id FROM refunds WHERE row = ?"
            case .credit: "SELECT id FROM credits WHERE row = ?"
            case .approval: "SELECT id FROM approvals WHERE row = ?"
            case .series: "SELECT prefix FROM number_series WHERE row = ?"
            case .alias: "SELECT name FROM aliases WHERE row = ?"
            case .job: "SELECT id FROM jobs WHERE row = ?"
            case .execution: "SELECT id FROM executions WHERE row = ?"
            case .remote: "SELECT name FROM remotes WHERE row = ?"
            case .entry: "SELECT 'entry ' || ?"
            case .outboxEntry: "SELECT 'number ' || ?"
            }
        }
    }
}
