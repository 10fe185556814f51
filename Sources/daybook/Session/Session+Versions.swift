import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// What the commands of plans and of add-ons do.
extension Session {
    /// What is in a file, or all that is wrong in it.
    private func versionFile<Content>(
        _ kind: VersionedKind<Content>,
        at path: String,
    ) throws -> PlanFile<Content> {
        let bytes = try FileSource.content(of: path == "-" ? "/dev/stdin" : path)
        do throws(ShapeFaults) {
            return try kind.read(bytes)
        } catch {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(path): \(faults)", instance: path)
        }
    }

    /// Adds a plan or an add-on from a file, as a draft.
    func createVersions<Content>(_ kind: VersionedKind<Content>, _ action: String) throws {
        if invocation.flag("example") { return try write(kind.example) }
        guard let path = invocation.optionalArgument("FILE") else {
            throw Failure(
                .wrongUsage,
                "\(kind.article) \(kind.noun) comes from a file, and none is named",
                advice: "`daybook \(kind.plural) create --example` prints one to begin with"
            )
        }
        let file = try versionFile(kind, at: path)
        let (id, now) = (try newID(), try now())
        let changed = try changing(action) { connection in
            let versions = kind.store(connection)
            guard try versions.history(of: file.key) == nil else {
                throw Failure(
                    .conflict,
                    "there is \(kind.article) \(kind.noun) \(Words.quoted(file.key)) already",
                    advice: "`\(kind.plural) next` begins its next version, "
                        + "`\(kind.plural) update` writes it",
                    instance: file.key
                )
            }
            let faults = try draftFaults(file.content, kind, file.key, at: now, connection)
            let history = VersionHistory(draft: file.content)
            try versions.insert(history, key: file.key, id: id, createdAt: now)
            return faults
        }
        let faults = changed.answer
        try report(
            "added the \(kind.noun) \(file.key), version 1, a draft",
            [
                .init("id", .string(id.description)), .init("state", .string("draft")),
                .init("faults", .array(faults.map { .string($0.description) })),
            ],
            note: note(on: faults),
            entry: changed.entry
        )
    }

    /// What a draft still lacks. What contradicts itself is no draft.
    private func draftFaults<Content>(
        _ content: Content,
        _ kind: VersionedKind<Content>,
        _ key: String,
        at now: Instant,
        _ connection: Connection,
    ) throws -> [CatalogueFault] {
        let catalogue = try CatalogueRepository(connection).catalogue()
        let faults = kind.faults(catalogue, content, key, now)
        let contradictions = faults.filter(\.isContradiction)
        if contradictions.isEmpty { return faults }
        throw unsound(contradictions, kind.noun, key)
    }

    private func note(on faults: [CatalogueFault]) -> String? {
        if faults.isEmpty { return nil }
        return "to be mended before it can be published: "
            + faults.map(\.description).joined(separator: "; ")
    }

    private func unsound(_ faults: [CatalogueFault], _ noun: String, _ key: String) -> Failure {
        let words = faults.map(\.description).joined(separator: "; ")
        return Failure(.wrongUsage, "\(noun) \(key): \(words)", instance: key)
    }

    /// Writes the version that is not in force yet anew, from a file.
    func updateVersions<Content>(_ kind: VersionedKind<Content>, _ action: String) throws {
        let file = try versionFile(kind, at: invocation.argument("FILE"))
        try changeVersions(kind, file.key, action) { history, now in
            let number = history.versions.last?.number ?? 1
            try history.edit(number, to: file.content, now: now)
            return "wrote version \(number) of the \(kind.noun) \(file.key)"
        }
    }

    func beginNextVersion<Content>(_ kind: VersionedKind<Content>, _ action: String) throws {
        let key = invocation.argument(kind.argument)
        try changeVersions(kind, key, action) { history, _ in
            "began version \(try history.next()) of the \(kind.noun) \(key), a draft"
        }
    }

    func archiveVersion<Content>(_ kind: VersionedKind<Content>, _ action: String) throws {
        let key = invocation.argument(kind.argument)
        try changeVersions(kind, key, action) { history, now in
            let number = history.version(at: now)?.number ?? history.versions.last?.number ?? 1
            try history.archive(number, at: now, now: now)
            return "version \(number) of the \(kind.noun) \(key) is archived"
        }
    }

    static let numberOption = OptionSpec.value(
        "number",
        "N",
        .integer(1...Int.max),
        "This version",
        default: .described("the one in force, else the last one")
    )

    /// Changes the versions. One that comes into force must be without fault.
    func changeVersions<Content>(
        _ kind: VersionedKind<Content>,
        _ key: String,
        _ action: String,
        _ body: (inout VersionHistory<Content>, Instant) throws -> String,
    ) throws {
        let now = try now()
        let changed = try changing(action) { connection in
            let versions = kind.store(connection)
            guard var history = try versions.history(of: key) else {
                throw Failure.notFound(kind.noun, key, list: "\(kind.plural) list")
            }
            let before = history
            let sentence: String
            do {
                sentence = try body(&history, now)
            } catch let error as VersionError {
                throw FailureReport.agreement(error, of: kind.noun, key)
            }
            try requireSound(history, since: before, kind, key, connection)
            try requireUnpublished(history, since: before, kind, key, connection)
            try versions.update(history, key: key)
            let state = history.versions.last.map { history.state(of: $0, at: now).rawValue }
            return (sentence: sentence, state: state ?? "")
        }
        try report(
            changed.answer.sentence,
            [.init("key", .string(key)), .init("state", .string(changed.answer.state))],
            entry: changed.entry
        )
    }

    private func requireSound<Content>(
        _ history: VersionHistory<Content>,
        since before: VersionHistory<Content>,
        _ kind: VersionedKind<Content>,
        _ key: String,
        _ connection: Connection,
    ) throws {
        guard let last = history.versions.last, before.version(last.number) != last else { return }
        guard let start = last.effectiveFrom else {
            _ = try draftFaults(last.content, kind, key, at: now(), connection)
            return
        }
        let catalogue = try CatalogueRepository(connection).catalogue()
        let faults = kind.faults(catalogue, last.content, key, start)
        if !faults.isEmpty { throw unsound(faults, kind.noun, key) }
    }

    /// What two people have published stays as both have seen it, also while it waits for its day.
    private func requireUnpublished<Content>(
        _ history: VersionHistory<Content>,
        since before: VersionHistory<Content>,
        _ kind: VersionedKind<Content>,
        _ key: String,
        _ connection: Connection,
    ) throws {
        let act = kind.publishing
        guard let last = history.versions.last,
            let old = before.version(last.number), old.effectiveFrom != nil,
            old.content != last.content,
            try SettingRepository(connection).demand(act).includes(nil)
        else { return }
        throw Failure(
            .conflict,
            "version \(last.number) of the \(kind.noun) \(key) is published, which takes two "
                + "people (`\(act.demand.rawValue)`)",
            advice: "`\(kind.plural) next` begins its next version",
            instance: key
        )
    }
}

extension VersionedKind {
    /// The argument that names one: `PLAN`, `ADDON`.
    var argument: String { noun.filter { $0 != "-" }.uppercased() }
}
