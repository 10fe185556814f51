import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

@testable import daybook

@Suite struct ProgramTests {
    /// Each row of the table is run and its exit code and outputs are compared with a text.
    @Test func everyCommandLineAnswersAsRecorded() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        for row in try TestFolder().rows("program.tsv") {
            let words = row[1].split(separator: " ").map { unquoted($0) }
            let isDated = words.contains("--now") || words.isEmpty
            let clock = isDated ? [] : ["--now", "2026-11-20T12:00:00Z"]
            let result = try folder.run(words + clock)
            expectGolden(folder.transcript(result), named: "program/\(row[0]).txt")
            #expect(!hasControlBytes(result), "\(row)")
        }
    }

    /// `%20` stands for a blank, as it would in an address.
    private func unquoted(_ word: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = word.utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(Substring(rest.prefix(2)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether anything in the outputs could move a cursor, turn text round or hide.
    private func hasControlBytes(_ result: ProgramResult) -> Bool {
        (result.output + result.errors).unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069:
                true
            default: false
            }
        }
    }

    @Test func refusedFilesAreNotTouched() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let names = ["empty.db", "text.db", "other.db", "newer.db", "cut.db", "damaged.db"]
        for name in names {
            let before = try readBytes(at: folder.path(name))
            for words in [["invoices", "list"], ["info"], ["init", "--name", "X"], ["doctor"]] {
                let result = try folder.run(["--ledger", "FOLDER/\(name)"] + words)
                #expect(result.exitCode != 0 || words == ["info"], "\(name) \(words)")
            }
            #expect(try readBytes(at: folder.path(name)) == before, "\(name)")
        }
    }

    @Test func reportsEachStateOfALedgerWithWhatToDo() {
        let failed = SQLiteError(
            code: 19,
            message: "CHECK constraint failed",
            sql: "",
            arguments: []
        )
        let errors: [LedgerError] = [
            .missing(path: "l.db"), .exists(path: "l.db"),
            .foreign(path: "l.db", found: "a folder"),
            .newer(path: "l.db", version: 9, known: 1), .older(path: "l.db", version: 1, known: 2),
            .damaged(path: "l.db", detail: "page 7"), .busy(path: "l.db"), .inUse(path: "l.db"),
            .full(path: "l.db"), .unrelated(path: "l.db", reason: "it is a ledger of X"),
            .readOnly(path: "l.db"), .unusable(path: "l.db", reason: "Permission denied"),
            .refused(failed),
        ]
        let lines = errors.map { error in
            let failure = FailureReport.failure(of: error)
            return "\(failure.kind.rawValue) \(FailureReport.line(failure))"
        }
        expectGolden(lines.joined(), named: "ledger-errors.txt")
    }

    /// Swift would print the name of a case, which is for nobody who uses the program.
    @Test func anErrorWithoutWordsIsToldWithoutItsCase() {
        enum Unforeseen: Error { case somethingInternal }
        let failure = FailureReport.failure(of: Unforeseen.somethingInternal)
        #expect(!FailureReport.line(failure).contains("somethingInternal"))
        #expect(FailureReport.failure(of: TimeError.dateOutOfRange).kind == .wrongUsage)
    }

    /// Of a full disk it is told what is in the ledger already.
    @Test func anIngestThatEndsInItsMiddleSaysHowMuchIsStored() throws {
        let folder = try ProgramFolder()
        let ledger = folder.path("ledger.db")
        try FeeBooks.make(at: ledger, accounts: 1)
        let events = (0..<4000).map { number in
            #"{"specversion":"1.0","id":"\#(number)","source":"s","type":"api","#
                + #""subject":"a","time":"2026-11-10T10:00:00Z","data":{"bytes":\#(number)}}"#
        }
        try folder.scratch.file("usage.ndjson", containing: events.joined(separator: "\n"))
        let shell = ProgramRunner(program: "/bin/sh", environment: folder.runner.environment)
        let limited = try shell.run(
            [
                "-c",
                "ulimit -f 2000; \(folder.runner.program) --ledger \(ledger) events ingest "
                    + "\(folder.path("usage.ndjson")) --batch 100",
            ],
            in: ScratchFolder()
        )
        #expect(limited.exitCode == 1, "\(limited.transcript)")
        let words = /behind line [\d,]+ of .*usage.ndjson: .*; up to there ([\d,]+) events are/
        let told = try #require(limited.errors.firstMatch(of: words), "\(limited.errors)")
        let stored = try Ledger(opening: ledger).read {
            try $0.integer("SELECT live FROM event_state")
        }
        #expect(String(told.1).replacing(",", with: "") == "\(stored)" && stored > 0)
    }

    @Test func aClosedPipeAndAFullDiskEndTheProgramInOrder() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let shell = ProgramRunner(program: "/bin/sh", environment: folder.runner.environment)
        let daybook = folder.runner.program
        let ledger = folder.path("sample.db")
        func run(_ script: String) throws -> ProgramResult {
            try shell.run(["-c", script], in: try ScratchFolder())
        }
        let piped = try run("\(daybook) --ledger \(ledger) invoices list --csv | head -n 1")
        #expect(piped.transcript.hasPrefix("exit 0\n-- output\nnumber,customer,"))
        #expect(piped.errors == "")
        let full = try run("\(daybook) --ledger \(ledger) invoices list > /dev/full")
        #expect(full.exitCode == 1)
        #expect(full.errors == "daybook: cannot write the output: No space left on device\n")
        // A limit on the size of files stands for the disk: the ledger does not fit.
        let new = folder.path("new.db")
        let limited = try run("ulimit -f 100; \(daybook) --ledger \(new) init --sample")
        #expect(limited.exitCode == 1)
        #expect(limited.errors.contains("new.db"), "\(limited.errors)")
        #expect(folder.scratch.names.filter { $0.hasPrefix("new.db") } == [])
    }

    @Test func demoLeavesNothingBehind() throws {
        let folder = try ProgramFolder()
        let result = try folder.run(["demo"])
        #expect(result.exitCode == 2)
        #expect(folder.scratch.names == [])
    }

    @Test func theRealTableIsSound() {
        #expect(CommandTable.daybook.faults == [])
    }

    @Test func doctorFindsASoundLedgerSoundAndADamagedOneDamaged() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let sound = try folder.run(["--ledger", "FOLDER/sample.db", "doctor", "--csv"])
        #expect(sound.exitCode == 0, "\(sound.transcript)")
        #expect(sound.output.contains("sample.db is sound"))
        let misconfigured = try folder.run(
            ["--config", "FOLDER/broken.json", "--ledger", "FOLDER/sample.db", "doctor", "--csv"])
        #expect(misconfigured.exitCode == 1, "\(misconfigured.transcript)")
        #expect(misconfigured.output.contains("settings,bad,"))
        #expect(misconfigured.output.contains("sample.db is sound"))
        let damaged = try folder.run(["--ledger", "FOLDER/damaged.db", "doctor", "--csv"])
        #expect(damaged.exitCode == 7, "\(damaged.transcript)")
        try Connection(path: folder.path("sample.db"), mode: .readWrite).script(
            """
            DROP TRIGGER issued_lines_stay_when_changed;
            UPDATE lines SET amount = amount + 1 WHERE row = 1
            """
        )
        let wrong = try folder.run(["--ledger", "FOLDER/sample.db", "doctor", "--csv"])
        #expect(wrong.exitCode == 7)
        #expect(wrong.output.contains("the lines of an invoice add up to its net amount"))
    }
}
