internal import DaybookCore

/// Whose ledger a file is, and how far its journal goes: two files with the same beginning are
/// states of one ledger.
struct LedgerDescent {
    let organisation: RecordID
    let name: String
    let end: JournalRepository.End

    /// Reads what every version of the schema has. The first had no journal.
    init(_ connection: Connection) throws {
        let organisation = try connection.first(
            "SELECT id, trading_name FROM organisation"
        ) { (id: try $0.id(0), name: $0.text(1)) }
        guard let organisation else {
            throw UnreadableValue(expected: "an organisation", found: "none")
        }
        (self.organisation, name) = (organisation.id, organisation.name)
        let hasJournal = try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal')"
        )
        end = try hasJournal == 1 ? JournalRepository(connection).end() : .beginning
    }

    /// The same of a file that nobody has open and that has no log; nil where it does not say.
    static func read(_ path: String) throws -> LedgerDescent? {
        do {
            return try LedgerDescent(Connection(path: path, mode: .immutable))
        } catch let error as SQLiteError {
            guard error.kind == .damaged || error.isOfContent else {
                throw LedgerError(error, path: path)
            }
            return nil
        } catch is UnreadableValue {
            return nil
        }
    }
}

extension Ledger {
    /// Refuses to replace any file but an older state of this ledger.
    func requireOlderState(at path: String) throws {
        guard let other = try LedgerDescent.read(path) else {
            throw LedgerError.unrelated(path: path, reason: "whose ledger it is cannot be read")
        }
        try read { connection in
            let own = try LedgerDescent(connection)
            guard other.organisation == own.organisation else {
                let reason = "it is a ledger of \(other.name), this one is of \(own.name)"
                throw LedgerError.unrelated(path: path, reason: reason)
            }
            let number = other.end.number
            let known = try JournalRepository(connection).source(of: number)?.hash ?? .zero
            guard known == other.end.hash else {
                let reason = "its journal tells what this one does not: entry \(number) is another"
                throw LedgerError.unrelated(path: path, reason: reason)
            }
        }
    }
}
