import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let jobsRetry = Command(
        ["jobs", "retry"],
        summary: "Do what a job has left: what failed, or what it did not come to",
        discussion: """
            The same command is given again, by whoever retries: for the accounts and invoices \
            that failed, where the job came to its end and all of them are known, else as it was. \
            What is done already is not done twice. What it does is a job of its own.
            """,
        arguments: [ArgumentSpec("JOB", "The job's id")],
        options: [.flag("dry-run", "Say what would be done and do nothing")],
        examples: [Example("daybook jobs retry ID", "After the reason is out of the way")],
        exits: [
            ExitNote(.notFound, "there is no such job"),
            ExitNote(.notAllowed, "whoever retries may not do it"),
            ExitNote(.conflict, "the job still runs, or left nothing"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            try session.requirePermission("job.retry")
            let word = session.invocation.argument("JOB")
            let (job, rest) = try session.read { connection in
                let job = try session.job(word, connection)
                return (job, try job.rest(try JobRepository(connection).entries(of: job.id)))
            }
            if session.invocation.flag("dry-run") {
                let words = rest.words.joined(separator: " ")
                return try session.report(
                    "given again: daybook \(words)",
                    [
                        .init("id", .string(job.id.description)),
                        .init("words", .array(rest.words.map { .string($0) })),
                    ],
                    entry: nil
                )
            }
            try session.give(rest, .retry(of: job.id))
        }
    )
}
