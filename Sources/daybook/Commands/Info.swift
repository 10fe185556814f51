import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let info = Command(
        ["info"],
        summary: "Show version, ledger and settings, each with where it comes from",
        examples: [Example("daybook info", "See which ledger and settings are in use")],
        exits: [ExitNote(.ledgerDamaged)],
        run: { session in
            let settings = try session.settings()
            let ledger = LedgerFacts(session)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "version": .string(session.invocation.table.program.version),
                    "config": .string(session.configPath),
                    "ledger": ledger.json,
                    "settings": .array(SettingKey.allCases.map { settings.json($0) }),
                ])
                return
            }
            if session.invocation.flag("csv") {
                try session.writeCSV(["setting", "value", "origin"])
                for key in SettingKey.allCases {
                    let setting = settings[key]
                    try session.writeCSV([key.rawValue, setting.value, "\(setting.origin)"])
                }
                return
            }
            try session.write(try text(session, settings, ledger))
        }
    )

    private static func text(
        _ session: Session,
        _ settings: Settings,
        _ ledger: LedgerFacts,
    ) throws -> String {
        let hasConfig = (try? Files.size(of: session.configPath)) != nil
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Daybook", .init(session.invocation.table.program.version, .heading)),
            ("Config", .init(session.configPath + (hasConfig ? "" : " (not there)"))),
            ("Ledger", .init(settings[.ledger].value)),
        ]
        facts += ledger.facts
        return try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(SettingFields.rows(settings), SettingFields.all, session)
    }
}

/// What can be said of the ledger in use, whatever state it is in.
private struct LedgerFacts {
    let facts: [(name: String, value: TextTable.Cell)]
    let json: JSONValue

    init(_ session: Session) {
        do {
            let ledger = try session.ledger()
            let (organisation, counts) = try ledger.read { connection in
                (
                    try OrganisationRepository(connection).get(),
                    try LedgerCounts(connection)
                )
            }
            let size = (try? Files.size(of: ledger.path)) ?? 0
            facts = [
                ("Organisation", .init(organisation.legalName)),
                ("Books", .init("\(organisation.currency), \(organisation.timeZone)")),
                ("Size", .init("\(Texts.size(size)), schema \(ledger.schemaVersion)")),
                (
                    "Records",
                    .init(
                        [
                            Texts.count(counts.customers, "customer"),
                            Texts.count(counts.accounts, "account"),
                            Texts.count(counts.invoices, "invoice"),
                        ].joined(separator: ", ")
                    )
                ),
            ]
            json = [
                "path": .string(ledger.path),
                "state": "usable",
                "schema": .integer(ledger.schemaVersion),
                "bytes": .integer(size),
                "organisation": .string(organisation.legalName),
                "customers": .integer(counts.customers),
                "accounts": .integer(counts.accounts),
                "invoices": .integer(counts.invoices),
            ]
        } catch {
            let failure = FailureReport.failure(of: error)
            let advice = failure.advice.map { "; \($0)" } ?? ""
            facts = [("", .init(failure.detail + advice, .warning))]
            json = ["state": "unusable", "problem": FailureReport.document(failure)]
        }
    }
}

extension Settings {
    fileprivate func json(_ key: SettingKey) -> JSONValue {
        [
            "name": .string(key.rawValue),
            "value": .string(self[key].value),
            "origin": .string("\(self[key].origin)"),
        ]
    }
}
