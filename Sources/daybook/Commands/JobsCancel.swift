import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let jobsCancel = Command(
        ["jobs", "cancel"],
        summary: "Ask a running job, also of another process, to stop at its next batch",
        discussion: "What it has done stays; `jobs retry` does the rest.",
        arguments: [ArgumentSpec("JOB", "The job's id")],
        examples: [Example("daybook jobs cancel ID", "It was the wrong month")],
        exits: [
            ExitNote(.notFound, "there is no such job"),
            ExitNote(.notAllowed, "whoever acts may not stop jobs"),
            ExitNote(.conflict, "it does not run"),
        ],
        run: { session in
            try session.requireWriting()
            let word = session.invocation.argument("JOB")
            let act = try session.act("job.cancel")
            let job = try RecordID(word).flatMap { id in
                try session.ledger().cancelJob(id, by: act, ProcessIdentity.holder)
            }
            guard let job else {
                try session.requirePermission("job.cancel")
                throw Failure.notFound("job", word, list: "jobs list")
            }
            try session.report(
                "asked \(job.request.command) to stop at its next batch",
                [
                    .init("id", .string(job.id.description)),
                    .init("state", .string(job.state.rawValue)),
                    .init("cancelledBy", .text(job.cancelledBy)),
                ],
                entry: nil
            )
        }
    )
}
