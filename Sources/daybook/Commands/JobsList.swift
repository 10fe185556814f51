import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let jobsList = Command(
        ["jobs", "list"],
        summary: "List long and bulk work: what runs, what is done, what failed",
        discussion: """
            Every billing run, every reading of events and every act on several invoices is a \
            job. One whose process is gone before its end is shown as interrupted.
            """,
        list: .jobs,
        options: ListWriter<Job>.options(sortFields: JobList.sortFields, standardSort: "-begun"),
        examples: [
            Example("daybook jobs list", "Show the latest first"),
            Example("daybook jobs list --filter 'is:failed,interrupted'", "What needs somebody"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            try session.read { connection in
                let jobs = try JobList(connection, ProcessIdentity.holder)
                try ListWriter(fields: JobFields.all, list: .jobs).write(
                    session,
                    on: try session.today(connection),
                    page: { try jobs.page($0) },
                    totals: { try jobs.totals(of: $0) }
                )
            }
        }
    )
}

/// The fields of a job in lists.
enum JobFields {
    static let all: [RecordField<Job>] = [
        .text("command", .init("Job", cutTo: 16)) { $0.request.command },
        RecordField(
            "state",
            .init("State"),
            cell: { .init($0.state.rawValue, tone($0.state)) },
            json: { .string($0.state.rawValue) }
        ),
        .text("actor", .init("By", cutTo: 10)) { $0.actor },
        .text("begun", .init("Begun")) { $0.begunAt.iso8601 },
        .text("ended", .init("Ended", mayBeLeftOut: true)) { $0.endedAt?.iso8601 },
        .count("total", "Of", isDefault: false) { $0.counts.total },
        .count("done", "Done") { $0.counts.done },
        .count("failed", "Failed") { $0.counts.failed },
        .text("problem", .init("Problem", cutTo: 16, mayBeLeftOut: true)) { $0.problem },
        .text("id", .init("Id")) { $0.id.description },
    ]

    static func tone(_ state: Job.State) -> TextTable.Tone {
        switch state {
        case .running: .warning
        case .done: .good
        case .failed, .interrupted: .bad
        case .stopped: .quiet
        }
    }
}

extension RecordField {
    /// A number of things, where it is known.
    static func count(
        _ name: String,
        _ title: String,
        isDefault: Bool = true,
        _ value: @escaping @Sendable (Record) -> Int?,
    ) -> RecordField {
        RecordField(
            name,
            .init(title, .right),
            isDefault: isDefault,
            cell: { .init(value($0).map { Texts.count($0) } ?? "") },
            json: { value($0).map { .integer($0) } ?? .null }
        )
    }
}
