/// Tells from the neighbours of a link that does not fit what was done to the journal.
struct JournalDiagnosis {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How far behind a place another entry is looked for.
    private static var reach: Int { 1000 }

    func fault(_ number: Int, _ flaw: ChainLink.Flaw) throws -> JournalFault {
        switch flaw {
        case .edited:
            return JournalFault(number, .edited)
        case .missing:
            let next =
                try connection.first(
                    "SELECT min(number) FROM journal WHERE number > ?",
                    [.integer(number)]
                ) { $0.optionalInteger(0) } ?? nil
            return JournalFault(number, .deleted(through: next.map { Int($0) - 1 } ?? number))
        case .holds(let held):
            return try misplaced(number, holding: held)
        case .unchained:
            return try unchained(number)
        }
    }

    /// Another entry lies in the place of `number`.
    private func misplaced(_ number: Int, holding held: Int) throws -> JournalFault {
        if held == number - 1 {
            // It was written behind the one before the one before it: that one came in between.
            return JournalFault(number - 1, .inserted)
        }
        if held > number, held - number <= Self.reach {
            let isElsewhere = try links(number + 1, through: held + Self.reach)
                .contains { $0.tail?.number == number }
            // Those that were taken out are nowhere, and all behind them moved up.
            if !isElsewhere { return JournalFault(number, .deleted(through: held - 1)) }
        }
        return JournalFault(number, .moved(holds: held))
    }

    /// An entry fits its hash and its place, but was not written behind the one before it: one of
    /// the two was written anew. It is this one if the next was not written behind it either.
    private func unchained(_ number: Int) throws -> JournalFault {
        let links = try links(number, through: number + 1)
        let isOdd = links.count == 2 && links[1].tail?.previous != links[0].hash
        return JournalFault(isOdd ? number : max(1, number - 1), .rewritten)
    }

    private func links(_ first: Int, through last: Int) throws -> [ChainLink] {
        var links = ChainLinks()
        try connection.forEach(
            """
            SELECT \(ChainLink.columns) FROM journal WHERE number BETWEEN ? AND ?
            ORDER BY number
            """,
            [.integer(first), .integer(last)]
        ) { links.append($0) }
        return links.take()
    }
}
