import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

/// Closing months on the command line.
struct CloseDesk {
    private let session: Session
    private let zone: ZoneRules

    init(_ session: Session) throws {
        self.session = session
        zone = try session.organisationZone()
    }

    /// The first day of the month that a word means.
    func month(_ word: String) throws -> CivilDate {
        if CalendarRange.isEdge(word) {
            throw Failure(
                .wrongUsage,
                "MONTH: expected a month in the years \(CalendarRange.words), found "
                    + Words.quoted(word)
            )
        }
        if word.utf8.count == 7, let date = try? CivilDate(iso8601: word + "-01") { return date }
        throw Failure(.wrongUsage, "\(word) is no month", advice: "write it as 2026-10")
    }

    private func today() throws -> CivilDate { try zone.date(of: session.now()) }

    func lastMonth() throws -> CivilDate {
        try today().startOfMonth.adding(days: -1).startOfMonth
    }

    func checklist(of month: CivilDate) throws -> CloseChecklist {
        var line = ProgressLine(session)
        Interrupts.hold()
        let status = CloseStatus(try session.ledger(), zone: zone, zones: session.zoneRules)
        let checklist = try status.checklist(of: month) { what, done in
            try ProgressLine.checkInterrupt("stopped; nothing was changed")
            try line.show(what, done, of: nil)
        }
        try line.clear()
        return checklist
    }

    private static func name(of month: CivilDate) -> String { String(month.iso8601.prefix(7)) }

    // MARK: - Acts

    /// What a glance tells comes before the look at all accounts and events.
    func close(_ month: CivilDate) throws {
        guard try today() >= month.startOfNextMonth() else {
            throw Failure(.conflict, "\(Self.name(of: month)) is not over yet")
        }
        try session.read { try Self.requireOpen(month, $0) }
        try close(try checklist(of: month))
    }

    private static func requireOpen(_ month: CivilDate, _ connection: Connection) throws {
        guard let closing = try ClosedMonths(connection).all().first, closing.month >= month else {
            return
        }
        throw Failure(
            .conflict,
            "\(name(of: month)) is closed already, with \(name(of: closing.month)) on "
                + "\(closing.closedAt.iso8601) by \(closing.closedBy)"
        )
    }

    private func close(_ checklist: CloseChecklist) throws {
        let name = Self.name(of: checklist.month)
        if !session.invocation.flag("anyway"), !checklist.obstacles.isEmpty {
            let open = checklist.open.filter(\.point.isBlocking).map { $0.point.words($0.count) }
            throw Failure(
                .conflict,
                "\(name) cannot be closed: \(open.joined(separator: ", "))",
                advice: "`daybook close status \(name)` says what to do; --anyway closes it still"
            )
        }
        let act = try session.act("month.close")
        let id = try session.newID()
        let changed = try session.changing("month.close") { connection in
            // Another console may have been quicker.
            try Self.requireOpen(checklist.month, connection)
            return try ClosedMonths(connection).close(checklist, id: id, by: act)
        }
        try report(changed.answer, "closed", changed.entry)
    }

    func reopen(_ month: CivilDate) throws {
        let name = Self.name(of: month)
        let changed = try session.changing("month.reopen") { connection in
            let months = ClosedMonths(connection)
            guard let last = try months.all().first, last.month >= month else {
                throw Failure(.conflict, "\(name) is not closed")
            }
            guard last.month == month else {
                let last = Self.name(of: last.month)
                throw Failure(
                    .conflict,
                    "the books are closed until the end of \(last)",
                    advice: "open \(last) first"
                )
            }
            try months.reopen(last)
            return last
        }
        try report(changed.answer, "opened", changed.entry)
    }

    private func report(
        _ closing: ClosedMonths.Closing,
        _ verb: String,
        _ entry: Int?,
    ) throws {
        let name = Self.name(of: closing.month)
        let open = closing.leftOpen.isEmpty ? "" : "; left open: \(closing.leftOpen)"
        try session.report(
            "\(verb) \(name)\(verb == "closed" ? open : "")",
            [
                .init("id", .string(closing.id.description)),
                .init("month", .string(name)),
                .init("state", .string(verb == "closed" ? "closed" : "open")),
                .init("leftOpen", .string(closing.leftOpen)),
            ],
            entry: entry
        )
    }

    // MARK: - Showing

    private struct Row {
        let point: CloseChecklist.Point
        let count: Int
    }

    func show(_ checklist: CloseChecklist) throws {
        let name = Self.name(of: checklist.month)
        let closings = try session.read { try ClosedMonths($0).all() }
        let closing = closings.last { $0.month >= checklist.month }
        let rows = CloseChecklist.Point.allCases.map {
            Row(point: $0, count: checklist.points[$0] ?? 0)
        }
        let invocation = session.invocation
        if invocation.flag("json") || invocation.flag("jsonl") {
            try session.writeJSON([
                "month": .string(name),
                "state": .string(closing == nil ? "open" : "closed"),
                "closedBy": closing.map { .string($0.closedBy) } ?? .null,
                "closedAt": closing.map { .string($0.closedAt.iso8601) } ?? .null,
                "canBeClosed": .bool(closing == nil && checklist.obstacles.isEmpty),
                "points": .array(rows.map(Self.json)),
            ])
            return
        }
        try RecordOutput.write(rows, Self.fields(checklist.month.startOfNextMonth()), session)
        guard !invocation.flag("csv"), !invocation.flag("quiet") else { return }
        let state =
            closing.map { "closed with \(Self.name(of: $0.month)) by \($0.closedBy)" }
            ?? (checklist.obstacles.isEmpty ? "open, and can be closed" : "open")
        try session.write(Words.line("\(name) is \(state)") + "\n")
    }

    private static func json(_ row: Row) -> JSONValue {
        .object([
            .init("point", .string(row.point.rawValue)),
            .init("open", .integer(row.count)),
            .init("blocks", .bool(row.point.isBlocking)),
        ])
    }

    private static func fields(_ end: CivilDate) -> [RecordField<Row>] {
        [
            .text("state", .init("")) { row in
                row.count == 0 ? "done" : row.point.isBlocking ? "TO DO" : "look"
            },
            .text("point", .init("What")) { $0.point.words($0.count) },
            .text("advice", .init("How", mayBeLeftOut: true)) { row in
                row.count == 0 ? "" : row.point.advice(end)
            },
        ]
    }
}

extension CloseChecklist.Point {
    /// What is open, counted.
    fileprivate func words(_ count: Int) -> String {
        let one = count == 1
        return switch self {
        case .unfinishedImports: "\(count) unfinished \(one ? "import" : "imports") of events"
        case .unbilledAccounts: "\(count) \(one ? "account" : "accounts") to bill"
        case .faultyAccounts: "\(count) \(one ? "account" : "accounts") that cannot be billed"
        case .drafts: "\(count) \(one ? "invoice" : "invoices") not issued"
        case .unbilledEvents: "\(count) \(one ? "event" : "events") that nobody pays for"
        case .unallocatedPayments: "\(count) \(one ? "payment" : "payments") with a rest"
        case .overdueInvoices: "\(count) overdue \(one ? "invoice" : "invoices")"
        case .waitingApprovals: "\(count) \(one ? "approval" : "approvals") not decided"
        }
    }

    /// The command that leads on.
    fileprivate func advice(_ end: CivilDate) -> String {
        switch self {
        case .unfinishedImports: "daybook events ingest FILE, the same once more"
        case .unbilledAccounts, .faultyAccounts: "daybook bill run --as-of \(end.iso8601)"
        case .drafts: "daybook invoices list --filter state:draft,approved"
        case .unbilledEvents: "daybook events unbilled --to \(end.iso8601)"
        case .unallocatedPayments: "daybook payments allocate"
        case .overdueInvoices: "daybook invoices list --filter 'is:overdue due:<\(end.iso8601)'"
        case .waitingApprovals: "daybook approvals list --filter is:waiting"
        }
    }
}
