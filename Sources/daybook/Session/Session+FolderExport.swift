import DaybookBooks
import DaybookLive
import DaybookStore
import DaybookWire

extension Session {
    /// Writes all records as a folder, and says what is in it.
    func exportFolder(to path: String) throws {
        for option in ["from", "to", "customer", "replace"] where invocation.isGiven(option) {
            throw Failure(
                .wrongUsage,
                "--\(option) says something of a journal, and a folder holds all records",
                advice: "leave it out"
            )
        }
        Interrupts.hold()
        var line = ProgressLine(self)
        let export = LedgerFolderExport(
            try ledgerForReading(),
            categoryWord: { $0.word },
            zone: zoneRules,
            progress: { kind, count in
                try line.show(kind.rawValue, count, of: nil)
                try ProgressLine.checkInterrupt("stopped; nothing was written")
            }
        )
        do {
            let outcome = try export.write(to: path)
            try line.clear()
            try report(outcome, path)
        } catch let error as FileError where error.isTaken {
            throw Failure(
                .conflict,
                "\(path) exists already",
                advice: "name a folder that is not there yet",
                instance: path
            )
        }
    }

    private func report(_ outcome: LedgerFolderExport.Outcome, _ path: String) throws {
        if invocation.flag("json") || invocation.flag("jsonl") {
            let kinds = outcome.counts.map {
                JSONValue.Member($0.kind.rawValue, .integer($0.count))
            }
            let left = outcome.leftOut.map { JSONValue.Member($0.table, .integer($0.count)) }
            return try writeJSON([
                "folder": .string(path), "records": .object(kinds), "leftOut": .object(left),
            ])
        }
        if invocation.flag("quiet") { return }
        let counts = outcome.counts.map { "\(Texts.count($0.count)) \($0.kind.rawValue)" }
        try write(Words.line("wrote \(path): \(counts.joined(separator: ", "))") + "\n")
        if outcome.leftOut.isEmpty { return }
        let left = outcome.leftOut.map { "\(Texts.count($0.count)) \($0.table)" }
        try write(Words.line("a folder has no place for \(left.joined(separator: ", "))") + "\n")
    }
}
