import DaybookCore
import DaybookStore
import DaybookWire

extension Session {
    /// Puts the latest version of a plan or an add-on into force, now or on a day, or asks for it.
    func publishVersion<Content>(
        _ kind: VersionedKind<Content>,
        _ desk: (Connection, Instant, @escaping (String) throws -> ZoneRules) -> PlanDesk<Content>,
        _ request: (ApprovalRequest.Publication) -> ApprovalRequest,
    ) throws {
        let (key, now) = (invocation.argument(kind.argument), try now())
        let start = try startOfDay("from")
        let note = invocation.text("note")
        let performed = try performing(kind.publishing, note: note) { performing in
            let desk = desk(performing.connection, now, zoneRules)
            guard let publication = try desk.publication(of: key, from: start) else {
                throw Failure.notFound(kind.noun, key, list: "\(kind.plural) list")
            }
            do {
                return (publication, try performing.perform(request(publication)))
            } catch let error as VersionError {
                throw FailureReport.agreement(error, of: kind.noun, key)
            }
        }
        let (publication, outcome) = performed.answer
        let keyMember = JSONValue.Member("key", .string(key))
        switch outcome {
        case .done(let deed):
            try report(
                "version \(publication.number) of the \(kind.noun) \(key) holds from "
                    + "\(Texts.day(start ?? now, in: try organisationZone())) on",
                [keyMember, .init("state", .string(Self.state(of: deed, at: now)))],
                entry: performed.entry
            )
        case .waits(let approval, let able):
            let words = approval.request.words(key)
            try report(approval, words, able: able, [keyMember], entry: performed.entry)
        }
    }

    private static func state(of deed: ApprovalDesk.Deed, at now: Instant) -> String {
        let state =
            switch deed {
            case .plan(let history):
                history.versions.last.map { history.state(of: $0, at: now).rawValue }
            case .addOn(let history):
                history.versions.last.map { history.state(of: $0, at: now).rawValue }
            case .credit, .invoice, .refund, .creditNote, .contract:
                preconditionFailure("publishing changes versions")
            }
        return state ?? ""
    }
}
