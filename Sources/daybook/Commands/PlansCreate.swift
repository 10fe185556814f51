import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

extension Command {
    static let plansCreate = Command(
        ["plans", "create"],
        summary: "Add a plan from a file, as a draft",
        discussion: """
            The file is a JSON object with `key`, `name`, `currencies`, `billingCadence` and \
            `phases`, each phase with its `rateCards` and their `prices` by currency. Everything \
            that is wrong in it is listed. `plans publish` puts the draft into force.
            """,
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the plan and add nothing")],
        examples: [Example("daybook plans create growth.json", "Add this plan")],
        exits: [ExitNote(.conflict, "there is a plan with this key")],
        run: { session in
            let file = try session.planFile()
            let (id, now) = (try session.newID(), try session.now())
            let changed = try session.changing("plan.create") { connection in
                let plans = CatalogueRepository(connection).plans
                guard try plans.history(of: file.key) == nil else {
                    throw Failure(
                        .conflict,
                        "there is a plan \(Words.quoted(file.key)) already",
                        advice: "`plans next` begins its next version, `plans update` writes it",
                        instance: file.key
                    )
                }
                let history = VersionHistory(draft: file.content)
                try plans.insert(history, key: file.key, id: id, createdAt: now)
            }
            try session.report(
                "added the plan \(file.key), version 1, a draft",
                [.init("id", .string(id.description)), .init("state", .string("draft"))],
                entry: changed.entry
            )
        }
    )

    static let plansUpdate = Command(
        ["plans", "update"],
        summary: "Write the version of a plan that is not in force yet",
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the plan and write nothing")],
        examples: [Example("daybook plans update growth.json", "Write the draft anew")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "no version waits to come into force"),
        ],
        run: { session in
            let file = try session.planFile()
            try session.changePlan(file.key, "plan.update") { history, now in
                let number = history.versions.last?.number ?? 1
                try history.edit(number, to: file.content, now: now)
                return "wrote version \(number) of the plan \(file.key)"
            }
        }
    )

    static let plansNext = Command(
        ["plans", "next"],
        summary: "Begin the next version of a plan: a draft that says the same",
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook plans next growth", "Begin the next version")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "there is a draft already"),
        ],
        run: { session in
            let key = session.invocation.argument("PLAN")
            try session.changePlan(key, "plan.next") { history, _ in
                "began version \(try history.next()) of the plan \(key), a draft"
            }
        }
    )

    static let plansPublish = Command(
        ["plans", "publish"],
        summary: "Put the latest version of a plan into force",
        discussion: """
            Everything that is wrong with the plan is listed, with its path. Whoever is on an \
            earlier version stays there; `contracts` can be moved.
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
            .flag("dry-run", "Check the plan and change nothing"),
        ],
        examples: [
            Example("daybook plans publish growth --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "the version is in force already"),
        ],
        run: { session in
            let key = session.invocation.argument("PLAN")
            let start = try session.startOfDay("from")
            try session.changePlan(key, "plan.publish") { history, now in
                let number = history.versions.last?.number ?? 1
                try history.publish(number, from: start ?? now, now: now)
                return "version \(number) of the plan \(key) holds from "
                    + "\((start ?? now).iso8601) on"
            }
        }
    )

    static let plansArchive = Command(
        ["plans", "archive"],
        summary: "End the version of a plan that is in force: nothing new is sold at it",
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook plans archive growth", "Sell it no longer")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "no version is in force"),
        ],
        run: { session in
            let key = session.invocation.argument("PLAN")
            try session.changePlan(key, "plan.archive") { history, now in
                let number = history.version(at: now)?.number ?? history.versions.last?.number ?? 1
                try history.archive(number, at: now, now: now)
                return "version \(number) of the plan \(key) is archived"
            }
        }
    )
}

extension Session {
    /// The plan in the file that was named, or all that is wrong in it.
    fileprivate func planFile() throws -> PlanFile<PlanDefinition> {
        let path = invocation.argument("FILE")
        let bytes = try FileSource.content(of: path == "-" ? "/dev/stdin" : path)
        do throws(ShapeFaults) {
            return try PlanFile<PlanDefinition>(bytes)
        } catch {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(path): \(faults)", instance: path)
        }
    }

    /// Changes the versions of a plan. One that comes into force must be without fault.
    fileprivate func changePlan(
        _ key: String,
        _ action: String,
        _ body: (inout VersionHistory<PlanDefinition>, Instant) throws -> String,
    ) throws {
        let now = try now()
        let changed = try changing(action) { connection in
            let repository = CatalogueRepository(connection)
            guard var history = try repository.plans.history(of: key) else {
                throw Failure.notFound("plan", key, list: "plans list")
            }
            let before = history
            let sentence: String
            do {
                sentence = try body(&history, now)
            } catch let error as VersionError {
                throw Failure(.conflict, "\(error)", instance: key)
            }
            try requireSound(history, since: before, key, repository)
            try repository.plans.update(history, key: key)
            let state = history.versions.last.map { history.state(of: $0, at: now).rawValue }
            return (sentence: sentence, state: state ?? "")
        }
        try report(
            changed.answer.sentence,
            [.init("key", .string(key)), .init("state", .string(changed.answer.state))],
            entry: changed.entry
        )
    }

    private func requireSound(
        _ history: VersionHistory<PlanDefinition>,
        since before: VersionHistory<PlanDefinition>,
        _ key: String,
        _ repository: CatalogueRepository,
    ) throws {
        guard let last = history.versions.last, let start = last.effectiveFrom,
            before.version(last.number) != last
        else { return }
        let faults = try repository.catalogue().faults(of: last.content, of: key, at: start)
        if faults.isEmpty { return }
        let words = faults.map(\.description).joined(separator: "; ")
        throw Failure(.wrongUsage, "plan \(key): \(words)", instance: key)
    }
}
