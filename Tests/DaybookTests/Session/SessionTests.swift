import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@testable import daybook

@Suite struct SessionTests {
    private let folder: ProgramFolder
    private let clock: FakeClock

    init() throws {
        folder = try ProgramFolder()
        try folder.fill()
        clock = FakeClock(at: try Instant(iso8601: "2026-11-19T22:59:59Z"))
    }

    private func session(_ words: [String]) throws -> Session {
        let ledger = ["--ledger", folder.path("sample.db")]
        guard case .run(let invocation) = try CommandTable.daybook.parse(ledger + words) else {
            throw TestFailure("\(words) is a command")
        }
        return Session(
            invocation,
            environment: ["HOME": folder.scratch.path],
            clock: clock.clock,
            output: OutputStream(-1, "nowhere")
        )
    }

    @Test func theDayIsTheOrganisationsAndTurnsAtItsMidnight() throws {
        // Hamburg is an hour ahead of UTC in November.
        let session = try session(["info"])
        #expect(try session.read { try session.today($0) }.iso8601 == "2026-11-19")
        try clock.move(bySeconds: 1)
        #expect(try session.read { try session.today($0) }.iso8601 == "2026-11-20")
        try clock.move(bySeconds: -366 * 86_400)
        #expect(try session.read { try session.today($0) }.iso8601 == "2025-11-19")
    }

    @Test func anInvoiceIsOverdueFromTheDayAfterItsDueDate() throws {
        let session = try session(["info"])
        try session.read { (connection) throws -> Void in
            let invoices = try InvoiceRepository(connection).list(ListRequest()).records
            let open = invoices.filter { $0.state.isOpen && $0.dueOn != nil }
            try #require(!open.isEmpty)
            for invoice in open {
                let due = try #require(invoice.dueOn)
                #expect(!invoice.isOverdue(on: due))
                #expect(invoice.isOverdue(on: try due.adding(days: 1)))
            }
            #expect(invoices.allSatisfy { $0.state.isOpen || !$0.isOverdue(on: .latest) })
        }
    }

    @Test func theCommandLineMayNameThePresent() throws {
        #expect(try session(["info"]).now().iso8601 == "2026-11-19T22:59:59Z")
        let named = try session(["info", "--now", "2024-02-29T12:00:00Z"])
        #expect(try named.now().iso8601 == "2024-02-29T12:00:00Z")
    }

    @Test func anOptionGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws {
        let path = try folder.scratch.file(
            "settings.json",
            containing: #"{"ledger": "/file.db", "color": "always"}"#
        )
        let file = try SettingsFile.read(path, isNamed: true)
        let locations = Locations(environment: ["HOME": "/home/a"])
        func ledger(_ options: [SettingKey: Setting], _ environment: [String: String]) -> String {
            let setting = Settings(
                options: options,
                environment: environment,
                file: file,
                locations: locations
            )[
                .ledger
            ]
            return "\(setting.value) from \(setting.origin)"
        }
        let option = [SettingKey.ledger: Setting(value: "/o.db", origin: .option("--ledger"))]
        let environment = ["DAYBOOK_LEDGER": "/e.db"]
        #expect(ledger(option, environment) == "/o.db from option --ledger")
        #expect(ledger([:], environment) == "/e.db from environment DAYBOOK_LEDGER")
        #expect(ledger([:], ["DAYBOOK_LEDGER": ""]) == "/file.db from config file, line 1")
        let empty = try SettingsFile.read(folder.path("none.json"), isNamed: false)
        let standard = Settings(
            options: [:],
            environment: [:],
            file: empty,
            locations: locations
        )[.ledger]
        #expect(
            "\(standard.value) from \(standard.origin)"
                == "/home/a/.local/share/daybook/ledger.db from default"
        )
    }
}
