import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// One run of `import`: all files, in one series of changes.
final class ImportRun {
    private let session: Session
    private let order: ImportOrder
    private let isDryRun: Bool
    private var tally = ImportTally()
    private var line: ProgressLine

    init(_ session: Session, path: String) throws {
        self.session = session
        order = try ImportOrder(path, session.invocation)
        isDryRun = session.invocation.flag("dry-run")
        line = ProgressLine(session)
    }

    func run() throws {
        if !isDryRun { try session.requireWriting() }
        Interrupts.hold()
        let ledger = try session.ledger()
        var hasMeters = false
        do {
            try ledger.changeInSeries(by: session.actor(), rehearsing: isDryRun) { series in
                let desk = try ImportDesk(session, series, order)
                try take(desk)
                hasMeters = desk.hasMeters
                tally.entries = series.entries
                if tally.refusedCount > 0 && !order.isKeepingValid { throw Refused() }
            }
        } catch is Refused {
            tally.takeBack()
        }
        if isDryRun { tally.entries = nil }
        try line.clear()
        if hasMeters && tally.entries != nil { try RollupBackfill(ledger).run() }
        try ImportAnswer(tally, order, isDryRun: isDryRun).write(session)
    }

    /// Something was refused, and nothing is to be kept then.
    private struct Refused: Error {}

    private func take(_ desk: ImportDesk) throws {
        // Whoever may not is told before anything is looked at.
        if order.organisation != nil { try desk.series.require(session.importAct("setting")) }
        for file in order.files { try desk.series.require(session.importAct(file.kind)) }
        if let path = order.organisation { try take(organisation: path, desk) }
        var parties = false
        for file in order.files where file.kind.owner == nil {
            if parties && file.kind != .customers && file.kind != .accounts {
                try addAccounts(desk)
                parties = false
            }
            parties = parties || file.kind == .customers || file.kind == .accounts
            try take(file, desk)
        }
        if parties { try addAccounts(desk) }
        for fault in try desk.published.faults(desk.connection) {
            refuse(.kind(.plans), fault.place, fault.words)
        }
        try followNumbers(desk)
    }

    private func addAccounts(_ desk: ImportDesk) throws {
        let count = try desk.addMissingAccounts()
        if count > 0 { tally.count(.kind(.accounts)) { $0.stored += count } }
    }

    private func followNumbers(_ desk: ImportDesk) throws {
        guard order.files.contains(where: { [.invoices, .creditNotes].contains($0.kind) }) else {
            return
        }
        do {
            try desk.series.change(try session.importAct(.invoices)) {
                try DocumentHistory($0).followNumbers()
            }
        } catch let error as HistoryError {
            refuse(.kind(.invoices), "the numbers", "\(error)")
        }
    }

    private func refuse(_ subject: ImportSubject, _ place: String, _ words: String) {
        tally.count(subject) { $0.invalid += 1 }
        tally.add(
            ImportProblem(subject, file: place, line: nil, words, isOfTable: false)
        )
    }

    // MARK: - Files

    private func take(_ file: ImportOrder.File, _ desk: ImportDesk) throws {
        let subject = ImportSubject.kind(file.kind)
        tally.begin(subject)
        guard var reader = try reader(file) else { return }
        let parts = InvoiceParts()
        if file.kind == .invoices {
            for part in order.files where part.kind.owner == .invoices {
                if let reader = try self.reader(part) { try parts.add(part.kind, reader) }
            }
        }
        while let entry = try next(&reader, subject) {
            tally.count(subject) { $0.read += 1 }
            switch entry {
            case .fault(let fault): refuse(subject, fault, isOfTable: file.form == .table)
            case .record(let record): try take(record, file.kind, parts, desk)
            }
            try show(file)
        }
        for (kind, problem) in try parts.rest() {
            refuse(.kind(kind), problem, isOfTable: true)
        }
    }

    private func show(_ file: ImportOrder.File) throws {
        let read = tally.kinds.last { $0.kind == .kind(file.kind) }?.counts.read ?? 0
        guard read.isMultiple(of: 64) else { return }
        try ProgressLine.checkInterrupt("stopped; nothing is stored")
        try line.show(file.kind.rawValue, read, of: nil)
    }

    /// The next record; a record that is too long ends its file.
    private func next(
        _ reader: inout RecordFile,
        _ subject: ImportSubject,
    ) throws -> RecordFile.Entry? {
        do {
            return try reader.next()
        } catch let error as RecordTooLong {
            let fault = RecordFileError(
                file: reader.file,
                line: error.line,
                problem: "it is longer than \(error.limit) bytes"
            )
            tally.count(subject) { $0.read += 1 }
            refuse(subject, fault, isOfTable: false)
            return nil
        }
    }

    /// Nil where the header cannot be taken.
    private func reader(_ file: ImportOrder.File) throws -> RecordFile? {
        do {
            return try RecordFile(file.name, file.form, file.kind.fields) {
                try FileSource(opening: file.path)
            }
        } catch let fault as ColumnFault {
            let error = RecordFileError(file: file.name, line: 1, problem: fault.words)
            refuse(.kind(file.kind), error, isOfTable: true)
        } catch let fault as RecordFileError {
            refuse(.kind(file.kind), fault, isOfTable: true)
        }
        return nil
    }

    private func refuse(
        _ subject: ImportSubject,
        _ fault: RecordFileError,
        isOfTable: Bool,
    ) {
        tally.count(subject) { $0.invalid += 1 }
        tally.add(
            ImportProblem(
                subject,
                file: fault.file,
                line: fault.line,
                fault.problem,
                isOfTable: isOfTable
            )
        )
    }

    // MARK: - Records

    private func take(
        _ record: FileRecord,
        _ kind: FolderKind,
        _ parts: InvoiceParts,
        _ desk: ImportDesk,
    ) throws {
        let subject = ImportSubject.kind(kind)
        do {
            switch try desk.take(record, kind, parts) {
            case .stored: tally.count(subject) { $0.stored += 1 }
            case .same: tally.count(subject) { $0.same += 1 }
            case .changed: tally.count(subject) { $0.changed += 1 }
            case .conflicting(let words):
                tally.count(subject) { $0.conflicting += 1 }
                tally.add(problem(subject, record, words, isConflict: true))
            }
        } catch {
            let failure = try Self.rejection(error)
            desk.forgetCatalogue()
            tally.count(subject) { $0.invalid += 1 }
            tally.add(problem(subject, record, failure.detail, isConflict: false))
        }
    }

    private func problem(
        _ subject: ImportSubject,
        _ record: FileRecord,
        _ words: String,
        isConflict: Bool,
    ) -> ImportProblem {
        ImportProblem(
            subject,
            file: record.file,
            line: record.line,
            words,
            isOfTable: record.isOfTable,
            isConflict: isConflict
        )
    }

    /// What is wrong with a record alone. All else ends the import: a right that is missing, a disk
    /// that is full, a ledger that is damaged.
    private static func rejection(_ error: any Error) throws -> Failure {
        switch error {
        case is AccessRefusal, is FileError: throw error
        case let ledger as LedgerError:
            guard case .refused = ledger else { throw error }
        case let failure as Failure:
            if [.stopped, .failed, .ledgerDamaged].contains(failure.kind) { throw error }
        case _: break
        }
        let failure = FailureReport.failure(of: error)
        if failure.kind == .ledgerDamaged { throw error }
        return failure
    }

    // MARK: - The organisation

    private func take(organisation path: String, _ desk: ImportDesk) throws {
        tally.count(.organisation) { $0.read += 1 }
        let name = "organisation.json"
        do {
            let there = try LedgerFolder.organisation(try FileSource.content(of: path))
            let outcome = try desk.series.change(session.importAct("setting")) { connection in
                try Self.take(there, connection, isUpdating: order.isUpdating)
            }
            switch outcome {
            case .stored: tally.count(.organisation) { $0.stored += 1 }
            case .same: tally.count(.organisation) { $0.same += 1 }
            case .changed: tally.count(.organisation) { $0.changed += 1 }
            case .conflicting(let words):
                tally.count(.organisation) { $0.conflicting += 1 }
                tally.add(
                    ImportProblem(
                        .organisation,
                        file: name,
                        line: nil,
                        words,
                        isOfTable: false,
                        isConflict: true
                    )
                )
            }
        } catch {
            let failure = try Self.rejection(error)
            tally.count(.organisation) { $0.invalid += 1 }
            tally.add(
                ImportProblem(
                    .organisation,
                    file: name,
                    line: nil,
                    failure.detail,
                    isOfTable: false
                )
            )
        }
    }

    /// Blank books become those of the file; others are those of whom they are.
    private static func take(
        _ there: Organisation,
        _ connection: Connection,
        isUpdating: Bool,
    ) throws -> ImportOutcome {
        let repository = OrganisationRepository(connection)
        let here = try repository.get()
        if here == there { return .same }
        _ = try ZoneLibrary().rules(named: there.timeZone)
        if try repository.isBlank() {
            try repository.replace(with: there)
            return .stored
        }
        func members(_ organisation: Organisation) -> FolderRows.Row {
            guard case .object(let members) = FolderRows.organisation(organisation) else {
                return []
            }
            return members
        }
        let outcome = RecordDifference(members(here), members(there))
            .outcome("organisation", here.legalName)
        let isItself =
            here.id == there.id && here.key == there.key && here.currency == there.currency
            && here.timeZone == there.timeZone
        guard case .conflicting = outcome, isUpdating, isItself else { return outcome }
        try repository.replace(with: there)
        return .changed
    }
}

extension ColumnFault {
    fileprivate var words: String {
        switch self {
        case .empty: "expected a line with the names of the columns, found an empty file"
        case .repeated(let column): "the column \(Words.quoted(column)) occurs twice"
        case .missing(let columns, let found):
            "expected the column\(columns.count == 1 ? "" : "s") "
                + columns.map(Words.quoted).joined(separator: ", ")
                + " as well, found \(found.map(Words.visible).joined(separator: ","))"
        case .unknown(let column, let known):
            "there is no column \(Words.quoted(column))\(FailureReport.meant(column, among: known))"
                + " There are \(known.joined(separator: ", "))"
        }
    }
}
