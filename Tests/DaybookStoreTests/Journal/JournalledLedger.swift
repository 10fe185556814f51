import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// A fresh ledger with small tables of every shape, and a journal to look at.
///
/// `things` are records, `parts` belong to them, `pairs` have a key of two columns, and `rates`
/// have columns that came later.
struct JournalledLedger {
    let fresh: FreshLedger

    init() throws {
        fresh = try FreshLedger(migrations: Ledger.migrations + [Self.tables], .throwaway)
    }

    var ledger: Ledger { fresh.open }

    private static let tables = Migration(
        version: Ledger.migrations.count + 1,
        name: "tables of a test",
        sql: """
            CREATE TABLE things (
                row INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
                name TEXT NOT NULL UNIQUE CHECK (name <> ''),
                size INTEGER,
                bytes BLOB,
                version INTEGER NOT NULL DEFAULT 1
            ) STRICT;
            CREATE TRIGGER things_version AFTER UPDATE ON things
            WHEN NEW.version = OLD.version
                AND (NEW.id, NEW.name, NEW.size, NEW.bytes)
                    IS NOT (OLD.id, OLD.name, OLD.size, OLD.bytes)
            BEGIN UPDATE things SET version = OLD.version + 1 WHERE row = NEW.row; END;
            CREATE TRIGGER things_stay BEFORE DELETE ON things WHEN OLD.size = 99
            BEGIN SELECT RAISE(ABORT, 'an issued invoice is never deleted'); END;

            CREATE TABLE parts (
                row INTEGER PRIMARY KEY,
                thing INTEGER NOT NULL REFERENCES things (row),
                label TEXT NOT NULL
            ) STRICT;

            CREATE TABLE pairs (
                a TEXT NOT NULL,
                b INTEGER NOT NULL,
                c TEXT,
                PRIMARY KEY (b, a)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE rates (row INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            INSERT INTO rates VALUES (1, 'old');
            ALTER TABLE rates ADD COLUMN percent INTEGER NOT NULL DEFAULT 19;
            ALTER TABLE rates ADD COLUMN word TEXT NOT NULL DEFAULT 'it''s';
            """
    )

    /// The statements of a cell, parted by semicolons; `$n` stands for the nth id.
    static func statements(_ cell: String) -> [String] {
        var text = cell
        for number in 0...9 {
            let id = RecordID(bits: UInt128(5000 + number))
            text = text.replacing("$\(number)", with: "'\(id)'")
        }
        return text.split(separator: ";").map(String.init)
    }

    /// What a change did, as its entry tells it; ids as `$n`.
    func changes(of entry: Int?) throws -> String {
        guard let entry else { return "none" }
        let text = try ledger.read { try JournalRepository($0).source(of: entry)?.text ?? "" }
        let start = try #require(text.components(separatedBy: "\"changes\":").last)
        var changes = start.components(separatedBy: ",\"number\":")[0]
        for number in 0...9 {
            changes = changes.replacing(
                "\(RecordID(bits: UInt128(5000 + number)))",
                with: "$\(number)"
            )
        }
        return changes
    }

    @discardableResult
    func run(_ cell: String, as actor: String = "anna") throws -> Int? {
        let act = Act(actor: actor, at: .epoch, cause: .console, action: "thing.change")
        return try ledger.change(act) { connection in
            for sql in Self.statements(cell) { try connection.run(sql) }
        }.entry
    }

    /// Every value of every journalled table but the versions, as text.
    func content() throws -> String {
        try ledger.read { connection in
            var text = ""
            for (table, columns) in [
                ("things", ["row", "id", "name", "size", "nullif(hex(bytes), '')"]),
                ("parts", ["row", "thing", "label"]), ("pairs", ["a", "b", "c"]),
                ("rates", ["row", "name", "percent", "word"]),
            ] {
                let list = columns.joined(separator: ", ")
                try connection.forEach("SELECT \(list) FROM \(table) ORDER BY 1, 2") { row in
                    let values = columns.indices.map { row.isNull($0) ? "-" : row.text($0) }
                    text += "\(table) \(values.joined(separator: " "))\n"
                }
            }
            return text
        }
    }
}

extension String {
    /// The texts between the occurrences of another.
    func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
