import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let plansPublish = Command(
        ["plans", "publish"],
        summary: "Put the latest version of a plan into force",
        discussion: """
            Everything that is wrong with the plan is listed, with its path. Whoever is on an \
            earlier version stays there; `contracts` can be moved. Where the setting \
            `approve.plans` says so, it waits for approval first: see `approvals`.
            """,
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [
            .value(
                "from",
                "DATE",
                .date,
                "The day from which on it holds",
                default: .described("now")
            ),
            Session.noteOption,
            .flag("dry-run", "Check the plan and change nothing"),
        ],
        examples: [
            Example("daybook plans publish growth --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "the version is in force already, or waits for approval"),
        ],
        run: { try $0.publishPlan() }
    )
}

extension Session {
    fileprivate func publishPlan() throws {
        let (key, now) = (invocation.argument("PLAN"), try now())
        let start = try startOfDay("from")
        let performed = try performing(.planPublish, note: invocation.text("note")) { performing in
            let desk = PlanDesk(performing.connection, at: now)
            guard let publication = try desk.publication(of: key, from: start) else {
                throw Failure.notFound("plan", key, list: "plans list")
            }
            do {
                return (publication, try performing.perform(.planPublish(publication)))
            } catch let error as VersionError {
                throw FailureReport.agreement(error, of: "plan", key)
            }
        }
        let (publication, outcome) = performed.answer
        let keyMember = JSONValue.Member("key", .string(key))
        switch outcome {
        case .done(.plan(let history)):
            let state = history.versions.last.map { history.state(of: $0, at: now).rawValue }
            try report(
                "version \(publication.number) of the plan \(key) holds from "
                    + "\((start ?? now).iso8601) on",
                [keyMember, .init("state", .string(state ?? ""))],
                entry: performed.entry
            )
        case .done: preconditionFailure("publishing a plan changes its versions")
        case .waits(let approval, let able):
            let words = approval.request.words(key)
            try report(approval, words, able: able, [keyMember], entry: performed.entry)
        }
    }
}
