import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

/// Plans and add-ons, version by version.
extension ImportDesk {
    func takeVersion<Content>(
        _ input: RecordInput,
        _ kind: VersionedKind<Content>,
    ) throws -> ImportOutcome {
        let store = kind.store(connection)
        let file = try content(input, kind)
        let history = try store.history(of: file.key)
        let next = (history?.versions.last?.number ?? 0) + 1
        let from = try input.time("effectiveFrom")
        let isNumbered = input.form?.has("number") == true
        // A file without numbers and dates is one of `create`: it says what the draft is.
        let standing = history?.draft?.number ?? history?.versions.last?.number ?? next
        let number =
            isNumbered ? try input.integer("number", in: 1...1_000_000, next) : standing
        let version = VersionHistory<Content>.Version(
            number: number,
            file.content,
            effectiveFrom: from,
            archivedAt: try input.time("archivedAt")
        )
        if let history, let old = history.version(number) {
            return try compare(old, version, of: history, file.key, input, kind)
        }
        guard number == next else {
            throw input.expected("version \(next), which comes next", "number", "\(number)")
        }
        try publish(version, file.key, input, kind)
        let versions = (history?.versions ?? []) + [version]
        guard let after = VersionHistory(restoring: versions) else {
            throw input.expected(
                "a time behind that of the version before",
                "effectiveFrom",
                from?.iso8601 ?? "nothing"
            )
        }
        if history == nil {
            let moment = try createdAt(input)
            try store.insert(
                after,
                key: file.key,
                id: id(input) ?? newID(moment),
                createdAt: moment
            )
        } else {
            try store.update(after, key: file.key)
        }
        return .stored
    }

    private func compare<Content>(
        _ old: VersionHistory<Content>.Version,
        _ version: VersionHistory<Content>.Version,
        of history: VersionHistory<Content>,
        _ key: String,
        _ input: RecordInput,
        _ kind: VersionedKind<Content>,
    ) throws -> ImportOutcome {
        let store = kind.store(connection)
        guard let own = try store.id(of: key) else {
            preconditionFailure("what has versions has an id")
        }
        func row(_ version: VersionHistory<Content>.Version, _ id: RecordID) throws
            -> FolderRows.Row
        {
            try FolderRows.row(version, kind.write(version.content, key), id: id, createdAt: now)
        }
        // What a file does not say of dates stays.
        let asked = VersionHistory<Content>.Version(
            number: old.number,
            version.content,
            effectiveFrom: version.effectiveFrom ?? old.effectiveFrom,
            archivedAt: version.archivedAt ?? old.archivedAt
        )
        let difference = RecordDifference(
            try row(old, own),
            try row(asked, try id(input) ?? own)
        ).outcome(kind.noun, "\(key) version \(old.number)")
        guard case .conflicting = difference, order.isUpdating, old.effectiveFrom == nil else {
            return difference
        }
        try publish(asked, key, input, kind)
        let versions = history.versions.map { $0.number == old.number ? asked : $0 }
        guard let after = VersionHistory(restoring: versions) else { return difference }
        try store.update(after, key: key)
        return .changed
    }

    /// What comes into force needs whoever publishing needs; whether it is sound shows when all of
    /// the catalogue is there.
    private func publish<Content>(
        _ version: VersionHistory<Content>.Version,
        _ key: String,
        _ input: RecordInput,
        _ kind: VersionedKind<Content>,
    ) throws {
        guard let start = version.effectiveFrom else { return }
        if try SettingRepository(connection).demand(kind.publishing).includes(nil) {
            throw Failure(
                .notAllowed,
                "\(input.source): $.effectiveFrom: \(kind.publishing.summary) takes two people "
                    + "here (`\(kind.publishing.demand.rawValue)`)",
                advice: "import it as a draft, and publish it"
            )
        }
        let (content, place) = (version.content, input.source)
        published.checks.append { catalogue in
            let faults = kind.faults(catalogue, content, key, start)
            if faults.isEmpty { return nil }
            let words = faults.map(\.description).joined(separator: "; ")
            return (place, "\(kind.noun) \(key): \(words)")
        }
    }

    private func content<Content>(
        _ input: RecordInput,
        _ kind: VersionedKind<Content>,
    ) throws -> PlanFile<Content> {
        let own: Set<String> = ["id", "number", "effectiveFrom", "archivedAt", "createdAt"]
        let members = try input.inPlace { try input.form?.node.members() ?? [] }
            .filter { !own.contains($0.key) }
        let object = JSONValue.object(members.map { .init($0.key, $0.value.value) })
        do throws(ShapeFaults) {
            return try kind.read(JSONWriter.bytes(object))
        } catch {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(input.source): \(faults)")
        }
    }
}

/// What came into force and is still to be looked at: it may name what comes behind it.
struct PublishedVersions {
    typealias Check = (Catalogue) -> (place: String, words: String)?
    var checks: [Check] = []

    /// What is wrong, and where it stands.
    func faults(_ connection: Connection) throws -> [(place: String, words: String)] {
        if checks.isEmpty { return [] }
        let catalogue = try CatalogueRepository(connection).catalogue()
        return checks.compactMap { $0(catalogue) }
    }
}
