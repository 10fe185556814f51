/// Makes a new ledger of what can still be read of a damaged one, which is not written to.
package struct LedgerSalvage {
    private let old: String
    private let new: String
    private let progress: (_ table: String, _ rows: Int) throws -> Void

    /// - Parameter progress: told now and then which table is read and how far; may throw to stop.
    package init(
        of old: String,
        to new: String,
        progress: @escaping (_ table: String, _ rows: Int) throws -> Void = { _, _ in },
    ) {
        self.old = old
        self.new = new
        self.progress = progress
    }

    /// Reads, writes and checks; the new ledger is whole under its name or does not exist.
    package func run() throws -> SalvageReport {
        try LedgerFile.requirePlain(old)
        NewFile.removeLeftOvers(of: new)
        if NewFile.exists(new) { throw LedgerError.exists(path: new) }
        if LedgerFile.isInUse(old) { throw LedgerError.inUse(path: old) }
        var report: SalvageReport?
        do {
            try NewFile.build(new, replacing: false) { partial in
                // SQLite would write beside the old file, and take over its log.
                let copy = partial + "-old"
                defer { NewFile.removeAll(copy) }
                let lost = try copyOld(to: copy)
                let source = try openCopy(copy)
                report = try build(partial, from: source, unreadableBytes: lost)
            }
        } catch let error as SQLiteError {
            throw LedgerError(error, path: new)
        }
        guard let report else { preconditionFailure("a salvage that ends has its report") }
        return report
    }

    private func copyOld(to copy: String) throws -> Int {
        let file = try LedgerFile(old)
        try file.checkKind()
        var lost = try PatientCopy.make(of: old, at: copy)
        for log in ["-wal", "-journal"] where NewFile.exists(old + log) {
            lost += try PatientCopy.make(of: old + log, at: copy + log)
        }
        // A file that was cut off counts pages that are gone: SQLite would not open it.
        let missing = file.expectedSize - file.size
        if missing > 0 { try PatientCopy.extend(copy, to: file.expectedSize) }
        return lost + max(0, missing)
    }

    private func openCopy(_ copy: String) throws -> Connection {
        do {
            let source = try Connection(path: copy, mode: .readWrite)
            try source.script("PRAGMA cell_size_check = ON; PRAGMA query_only = ON")
            let known = Ledger.migrations.count
            let version = try Ledger.version(of: source)
            if version > known {
                throw LedgerError.newer(path: old, version: version, known: known)
            }
            if version < 1 {
                throw LedgerError.damaged(path: old, detail: "its header is lost")
            }
            return source
        } catch let error as SQLiteError {
            throw LedgerError(error, path: old)
        }
    }

    private func build(
        _ partial: String,
        from source: Connection,
        unreadableBytes: Int,
    ) throws -> SalvageReport {
        let target = try Connection(path: partial, mode: .create)
        try target.script("PRAGMA application_id = \(Schema.applicationID)")
        try target.script("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
        let version = try Ledger.version(of: source)
        let steps = Array(Ledger.migrations.prefix(version))
        try Migrations(steps).run(on: target, path: partial)
        let tables = try SalvageTransfer(from: source, to: target, progress).run(path: old)
        try SearchedTexts.fillIndexes(on: target)
        try fillTables(on: target)
        let problems = version == Ledger.migrations.count ? try LedgerHealth(target).problems : []
        try target.run("PRAGMA journal_mode = WAL")
        return SalvageReport(
            tables: tables,
            unreadableBytes: unreadableBytes,
            problems: problems
        )
    }

    /// What follows from the invoices alone; an older schema may have less of it.
    private func fillTables(on target: Connection) throws {
        let made = [
            InvoiceLetters.table: InvoiceLetters.filling, InvoiceSums.table: InvoiceSums.filling,
        ]
        let present = try target.all("SELECT name FROM pragma_table_list") { $0.text(0) }
        try target.transaction {
            for (table, filling) in made where present.contains(table) {
                try target.run("DELETE FROM \(table)")
                try target.run(filling)
            }
        }
    }
}
