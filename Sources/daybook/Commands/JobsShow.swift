import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let jobsShow = Command(
        ["jobs", "show"],
        summary: "Show one job: how far it is, and what of it failed",
        discussion: "What succeeded is counted; of what failed, the first thousand are listed.",
        arguments: [ArgumentSpec("JOB", "The job's id")],
        examples: [Example("daybook jobs show ID", "See what failed, and why")],
        exits: [ExitNote(.notFound, "there is no such job")],
        run: { session in
            try session.read { connection in
                let job = try session.job(session.invocation.argument("JOB"), connection)
                let jobs = JobRepository(connection)
                let page = JobPage(
                    job: job,
                    entries: try jobs.entries(of: job.id),
                    retries: try jobs.retries(of: job.id)
                )
                try page.write(session)
            }
        }
    )
}

/// A job as `jobs show` tells of it.
private struct JobPage {
    let job: Job
    let entries: [Job.Entry]
    let retries: [RecordID]

    func write(_ session: Session) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            return try session.writeJSON(json)
        }
        try session.write(try RecordOutput.facts(facts, session))
        if entries.isEmpty { return }
        try session.write("\n" + (try RecordOutput.table(entries, Self.fields, session)))
        if entries.count < job.counts.failed {
            let count = "\(Texts.count(entries.count)) of \(Texts.count(job.counts.failed))"
            try session.write("\n\(count) that failed\n")
        }
    }

    private static let fields: [RecordField<Job.Entry>] = [
        .text("subject", .init("Failed", cutTo: 16)) { $0.subject },
        .text("reason", .init("Because", cutTo: 30)) { $0.reason },
    ]

    private var json: JSONValue {
        var members = JobFields.all.map { JSONValue.Member($0.name, $0.json(job)) }
        members += [
            .init("words", .array(job.request.words.map { .string($0) })),
            .init("cancelledBy", .text(job.cancelledBy)),
            .init("retryOf", .text(job.retryOf?.description)),
            .init("retries", .array(retries.map { .string($0.description) })),
            .init(
                "entries",
                .array(
                    entries.map {
                        ["subject": .string($0.subject), "reason": .string($0.reason)]
                    }
                )
            ),
        ]
        return .object(members)
    }

    private var facts: [(name: String, value: TextTable.Cell)] {
        let done = Texts.count(job.counts.done)
        let total = job.counts.total.map { " of \(Texts.count($0))" } ?? ""
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Job", .init(job.request.words.joined(separator: " "), .heading)),
            ("State", .init(job.state.rawValue, JobFields.tone(job.state))),
            ("Asked by", .init(job.actor)),
            ("Begun", .init(job.begunAt.iso8601)),
        ]
        if let end = job.endedAt { facts.append(("Ended", .init(end.iso8601))) }
        facts.append(("Done", .init(done + total)))
        facts.append(("Failed", .init(Texts.count(job.counts.failed))))
        if let problem = job.problem { facts.append(("Problem", .init(problem, .bad))) }
        if let name = job.cancelledBy { facts.append(("Stopped by", .init(name))) }
        if let origin = job.retryOf { facts.append(("Goes on with", .init("\(origin)"))) }
        for retry in retries { facts.append(("Gone on by", .init("\(retry)"))) }
        facts.append(("Id", .init(job.id.description, .quiet)))
        return facts
    }
}
