import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire
import TerminalKit

/// One version of a plan or of an add-on with all that it says.
struct VersionDetail<Content: Hashable & Sendable> {
    let row: VersionRow<Content>
    let id: RecordID?
    let recordVersion: Int?
    let kind: VersionedKind<Content>

    private var content: Content { row.version.content }

    /// The definition is the file that `create` and `update` take.
    func json() throws -> JSONValue {
        let definition = try JSONDocument(kind.write(content, row.key)).root.value
        return [
            "id": .text(id?.description),
            "key": .string(row.key),
            "number": .integer(row.version.number),
            "state": .string(row.state.rawValue),
            "from": .text(row.span?.from.iso8601),
            "to": .text(row.span?.to?.iso8601),
            "version": recordVersion.map { .integer($0) } ?? .null,
            "versions": .array(
                row.history.versions.map { version in
                    [
                        "number": .integer(version.number),
                        "state": .string(row.history.state(of: version, at: row.now).rawValue),
                        "from": .text(row.history.span(of: version)?.from.iso8601),
                        "to": .text(row.history.span(of: version)?.to?.iso8601),
                    ]
                }
            ),
            "definition": definition,
        ]
    }

    func facts() -> [(name: String, value: TextTable.Cell)] {
        let last = row.history.versions.last?.number ?? 1
        var facts: [(name: String, value: TextTable.Cell)] = [
            (kind.title, .init(kind.name(content), .heading)),
            ("Key", .init(row.key)),
            ("Version", .init("\(row.version.number) of \(last), \(row.state.rawValue)")),
        ]
        if let span = row.span {
            facts.append(("From", .init(Texts.day(span.from, in: row.zone))))
            if let to = span.to { facts.append(("To", .init(Texts.day(to, in: row.zone)))) }
        }
        facts += kind.facts(content).map { ($0.name, .init($0.value)) }
        if let id { facts.append(("Id", .init(id.description, .quiet))) }
        return facts
    }
}

/// A priced thing within a version, with the phase that it is in.
struct RateCardRow: Sendable {
    let phase: String
    let card: RateCard

    static let fields: [RecordField<RateCardRow>] = [
        .text("phase", .init("Phase", mayBeLeftOut: true)) { $0.phase },
        .text("key", .init("Item")) { $0.card.key },
        .text("name", .init("Name", cutTo: 12, mayBeLeftOut: true)) { $0.card.name },
        .text("product", .init("Product", mayBeLeftOut: true)) { $0.card.product },
        .text("price", .init("Price")) { $0.priceLines.joined(separator: "; ") },
        .text("every", .init("Every")) { $0.card.cadence.map { "\($0)" } ?? "once" },
        .text("taxCode", .init("Tax code", mayBeLeftOut: true)) { $0.card.taxCode },
    ]

    /// The price in words, currency by currency.
    var priceLines: [String] {
        if card.isFree { return ["free"] }
        return card.sortedPrices.flatMap { PriceWords($0.terms, in: $0.currency).lines }
    }
}

extension Session {
    /// Shows the version that the command line names, else the one in force, else the last one.
    func showVersion<Content>(_ kind: VersionedKind<Content>) throws {
        let (key, now) = (invocation.argument(kind.argument), try now())
        let zone = try organisationZone()
        let detail = try read { connection in
            let store = kind.store(connection)
            guard let history = try store.history(of: key) else {
                throw Failure.notFound(kind.noun, key, list: "\(kind.plural) list")
            }
            let id = try store.id(of: key)
            return VersionDetail(
                row: VersionRow(
                    key: key,
                    version: try version(of: history, kind, key, at: now),
                    history: history,
                    now: now,
                    zone: zone
                ),
                id: id,
                recordVersion: try id.flatMap {
                    try RecordVersions(connection).version(of: $0, kind.recordKind)
                },
                kind: kind
            )
        }
        let cards = kind.rateCards(detail.row.version.content)
        if invocation.flag("json") || invocation.flag("jsonl") {
            try writeJSON(detail.json())
        } else if invocation.flag("csv") {
            try RecordOutput.write(cards, RateCardRow.fields, self)
        } else {
            try write(
                try RecordOutput.facts(detail.facts(), self) + "\n"
                    + RecordOutput.table(cards, RateCardRow.fields, goingOn: "price", self) {
                        $0.priceLines
                    }
            )
        }
    }

    private func version<Content>(
        of history: VersionHistory<Content>,
        _ kind: VersionedKind<Content>,
        _ key: String,
        at now: Instant,
    ) throws -> VersionHistory<Content>.Version {
        if let number = invocation.integer("number") {
            if let version = history.version(number) { return version }
            throw Failure(
                .notFound,
                "the \(kind.noun) \(Words.quoted(key)) has no version \(number)",
                advice: "`daybook \(kind.plural) list` shows the versions",
                instance: key
            )
        }
        guard let version = history.version(at: now) ?? history.versions.last else {
            preconditionFailure("a history has a version")
        }
        return version
    }

    /// Throws a draft away, or everything of a key that nothing uses.
    func deleteVersions<Content>(
        _ kind: VersionedKind<Content>,
        _ action: String,
        whole: (CatalogueRepository, String, RecordID) throws -> Void,
    ) throws {
        let key = invocation.argument(kind.argument)
        if invocation.flag("draft") {
            return try changeVersions(kind, key, action) { history, _ in
                let number = history.draft?.number ?? 0
                try history.discardDraft()
                return "threw version \(number) of the \(kind.noun) \(key) away, a draft"
            }
        }
        let changed = try changing(action) { connection in
            guard let id = try kind.store(connection).id(of: key) else {
                throw Failure.notFound(kind.noun, key, list: "\(kind.plural) list")
            }
            try requireVersion(of: id, kind.recordKind, connection)
            try whole(CatalogueRepository(connection), key, id)
            return try WrittenRecord(id, key: key, state: nil, kind.recordKind, connection)
        }
        let sentence = "removed the \(kind.noun) \(key) with all of its versions"
        try report(sentence, changed.answer, entry: changed.entry)
    }
}
