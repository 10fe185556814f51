import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let entitlementsUpdate = Command(
        ["entitlements", "update"],
        summary: "Change how long an entitlement lasts, what it says, or its limit",
        discussion: """
            What usage was counted against stays: for other periods or another allowance, delete \
            the entitlement and create another one. An empty value clears an end or a note.
            """,
        arguments: [Session.entitlementArgument],
        options: [
            .value("to", "DATE", .text, "The day at whose beginning it ends"),
            .value("says", "TEXT", .text, "What a static one says"),
            .value(
                "limit",
                "LIMIT",
                .choice(LimitWord.allCases.map(\.rawValue)),
                "Whether usage may go on when nothing is left"
            ),
            .value("note", "TEXT", .text, "What to keep in mind of it"),
            Session.versionOption,
        ] + RecordInput.options + [.flag("dry-run", "Check the change and write nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook entitlements update acme/api-calls --to 2027-01-01", "Until then")
        ],
        exits: [
            ExitNote(.notFound, "there is no such entitlement"),
            ExitNote(.conflict, "it is of another kind, or somebody else was quicker"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["to", "says", "limit", "note"])
            let changed = try session.changing("entitlement.update") { connection in
                var record = try session.entitlement(connection)
                let version = try session.version(of: record.id, .entitlement, connection)
                try session.change(&record, input, connection)
                try EntitlementRepository(connection, zone: session.zoneRules).update(
                    record,
                    from: version
                )
                return record
            }
            try session.report(
                "changed the entitlement to \(changed.answer.product)",
                changed.answer,
                entry: changed.entry
            )
        }
    )

    static let entitlementsDelete = Command(
        ["entitlements", "delete"],
        summary: "End an entitlement for good; what was used of it stays known",
        arguments: [Session.entitlementArgument],
        options: [
            Session.versionOption,
            .flag("dry-run", "Say what would be deleted and change nothing"),
        ],
        examples: [Example("daybook entitlements delete acme/api-calls", "No access any more")],
        exits: [
            ExitNote(.notFound, "there is no such entitlement"),
            ExitNote(.conflict, "it was deleted before, or somebody else was quicker"),
        ],
        run: { session in
            let now = try session.now()
            let changed = try session.changing("entitlement.delete") { connection in
                var record = try session.entitlement(connection)
                guard record.deletedAt == nil else {
                    throw Failure(.conflict, "the entitlement was deleted before")
                }
                let version = try session.version(of: record.id, .entitlement, connection)
                record.deletedAt = now
                try EntitlementRepository(connection, zone: session.zoneRules).update(
                    record,
                    from: version
                )
                return record
            }
            try session.report(
                "deleted the entitlement to \(changed.answer.product)",
                changed.answer,
                entry: changed.entry
            )
        }
    )
}

extension Session {
    fileprivate func change(
        _ record: inout EntitlementRecord,
        _ input: RecordInput,
        _ connection: Connection,
    ) throws {
        let zone = try zoneRules(OrganisationRepository(connection).get().timeZone)
        let standing = try record.activeTo.map { try zone.date(of: $0).iso8601 }
        if let text = try input.optionalText("to", standing) {
            if text != standing {
                let day = try input.date("to")
                record.activeTo = try day.map { try zone.startOfDay($0) }
            }
        } else {
            record.activeTo = nil
        }
        if let to = record.activeTo, to <= record.activeFrom {
            throw Failure(.wrongUsage, "it would end before it begins")
        }
        record.note = try input.optionalText("note", record.note)
        let (config, limit) = (
            try input.optionalText("says", nil), try input.optionalText("limit", nil)
        )
        switch record.terms {
        case .fixed(let text) where limit == nil: record.terms = .fixed(config: config ?? text)
        case .metered(var terms) where config == nil:
            let now = terms.isSoftLimit ? LimitWord.soft : .hard
            terms.isSoftLimit = try input.choice("limit", now) == .soft
            record.terms = .metered(terms)
        case .boolean where config == nil && limit == nil: break
        case .boolean, .fixed, .metered:
            throw Failure(
                .conflict,
                "it is \(record.terms.word.rawValue): a static one says something, a metered one "
                    + "has a limit"
            )
        }
    }
}
