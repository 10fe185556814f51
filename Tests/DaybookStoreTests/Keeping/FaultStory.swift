import DaybookStore
import Glibc
import TestRigs
import Testing

/// Something that is done to a ledger and may be cut off at any call.
struct FaultStory: Sendable {
    let name: String
    /// Puts the files of before into the folder.
    let prepare: @Sendable (_ folder: String) throws -> Void
    let act: @Sendable (_ folder: String) throws -> Void
    /// The files whose content is wholly as before or wholly as after.
    let results: [String]

    static let all: [FaultStory] = [
        FaultStory(
            name: "create",
            prepare: { _ in },
            act: { try Ledger.create(at: $0 + "/ledger.db", for: .sample, by: .test) },
            results: ["ledger.db"]
        ),
        FaultStory(
            name: "create a large one",
            prepare: { _ in },
            act: { folder in
                try Ledger.createLarge(
                    at: folder + "/ledger.db",
                    for: .sample,
                    by: .test,
                    filling: { connection in
                        let customers = CustomerRepository(connection)
                        for number in 1...3 { try customers.insert(.sample(number)) }
                    },
                    indexing: { _, _ in },
                    using: { try KeptLedger.add(7, to: $0) }
                )
            },
            results: ["ledger.db"]
        ),
        FaultStory(
            name: "change",
            prepare: { try writeBytes(KeptLedger.bytes.get(), to: $0 + "/ledger.db") },
            act: { folder in
                let ledger = try Ledger(opening: folder + "/ledger.db")
                try KeptLedger.add(1, to: ledger)
            },
            results: ["ledger.db"]
        ),
        FaultStory(
            name: "migrate",
            prepare: { try writeBytes(KeptLedger.bytes.get(), to: $0 + "/ledger.db") },
            act: { folder in
                let migrations = Ledger.migrations + [KeptLedger.nextStep]
                _ = try Ledger(opening: folder + "/ledger.db", migrations: migrations)
            },
            results: ["ledger.db"]
        ),
        FaultStory(
            name: "back up",
            prepare: { try writeBytes(KeptLedger.bytes.get(), to: $0 + "/ledger.db") },
            act: { folder in
                try Ledger(opening: folder + "/ledger.db", .readOnly)
                    .backUp(to: folder + "/backup.db", replacing: false)
            },
            results: ["ledger.db", "backup.db"]
        ),
        FaultStory(
            name: "back up in place of an older one",
            prepare: { folder in
                try writeBytes(KeptLedger.otherBytes.get(), to: folder + "/ledger.db")
                try writeBytes(KeptLedger.bytes.get(), to: folder + "/backup.db")
            },
            act: { folder in
                try Ledger(opening: folder + "/ledger.db", .readOnly)
                    .backUp(to: folder + "/backup.db", replacing: true)
            },
            results: ["ledger.db", "backup.db"]
        ),
        FaultStory(
            name: "restore",
            prepare: { folder in
                try writeBytes(KeptLedger.bytes.get(), to: folder + "/backup.db")
                try writeBytes(KeptLedger.otherBytes.get(), to: folder + "/ledger.db")
            },
            act: { folder in
                _ = try LedgerRestore(folder + "/backup.db", to: folder + "/ledger.db").run()
            },
            results: ["ledger.db", "backup.db"]
        ),
        FaultStory(
            name: "restore where there is none",
            prepare: { try writeBytes(KeptLedger.bytes.get(), to: $0 + "/backup.db") },
            act: { folder in
                _ = try LedgerRestore(folder + "/backup.db", to: folder + "/ledger.db").run()
            },
            results: ["ledger.db", "backup.db"]
        ),
        FaultStory(
            name: "salvage",
            prepare: { try writeBytes(KeptLedger.bytes.get(), to: $0 + "/ledger.db") },
            act: { folder in
                let (old, new) = (folder + "/ledger.db", folder + "/new.db")
                let report = try LedgerSalvage(of: old, to: new).run()
                if report.isWhole { return }
                // Pages that could not be read are told of, as the command does with its exit code.
                unsafe unlink(new)
                throw LedgerError.damaged(path: old, detail: "not everything was saved")
            },
            results: ["ledger.db", "new.db"]
        ),
    ]

    /// What the files hold, one after the other.
    func contents(_ folder: String) throws -> [String] {
        try results.map { try KeptLedger.content(of: "\(folder)/\($0)") }
    }
}
