import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let entitlementsGrant = Command(
        ["entitlements", "grant"],
        summary: "Issue a grant of a metered entitlement",
        discussion: """
            Grants are used by priority, the lowest first, then what expires first, then what was \
            issued first. At the end of a period nothing is left of a grant but what rolls over.
            """,
        arguments: [Session.entitlementArgument],
        options: [
            .value("amount", "AMOUNT", .text, "How much"),
            .value("priority", "N", .integer(0...255), "Lower is used first", default: .value("1")),
            .value(
                "effective",
                "DATE",
                .date,
                "The day from which it can be used",
                default: .described("now")
            ),
            .value("expires", "DATE", .date, "The day from which it cannot any more"),
            .value("every", "DURATION", .text, "It is full again so often, such as P1M"),
            .value("rollover-least", "AMOUNT", .text, "A period begins with at least so much"),
            .value("rollover-most", "AMOUNT", .text, "Not more of it rolls over"),
        ] + RecordInput.options + [.flag("dry-run", "Check the grant and issue nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook entitlements grant acme/calls --amount 50 --rollover-most 50",
                "Fifty until they are used"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such entitlement"),
            ExitNote(.conflict, "it is not metered, or the grant does not fit its period"),
        ],
        run: { session in
            let (id, now) = (try session.newID(), try session.now())
            let input = try RecordInput(session, members: grantMembers)
            let changed = try session.changing("entitlement.grant") { connection in
                let (record, terms) = try session.meteredEntitlement(connection)
                let grant = try session.grant(input, id, now, terms.zone)
                try EntitlementRepository(connection, zone: session.zoneRules).issue(
                    grant,
                    id: id,
                    of: record,
                    now: now
                )
                return (record: record, grant: grant)
            }
            let (record, grant) = changed.answer
            try session.report(
                "granted \(grant.amount.text(grouping: ",", decimalPoint: ".")) of "
                    + record.product,
                record,
                [.init("grant", .string(grant.id.text)), .init("amount", .decimal(grant.amount))],
                entry: changed.entry
            )
        }
    )

    private static let grantMembers = [
        "amount", "priority", "effective", "expires", "every", "rolloverLeast", "rolloverMost",
    ]

    static let entitlementsReset = Command(
        ["entitlements", "reset"],
        summary: "End the current period of a metered entitlement and begin another",
        arguments: [Session.entitlementArgument],
        options: [
            .value("at", "TIME", .moment, "When; not in the future", default: .described("now")),
            .flag("keep-anchor", "The periods that follow end when they would have"),
            .flag("keep-overage", "What was used above the limit is owed in the next period too"),
            .flag("drop-overage", "It is not"),
            .flag("dry-run", "Say what would be reset and change nothing"),
        ],
        exclusive: [["keep-overage", "drop-overage"]],
        examples: [Example("daybook entitlements reset acme/api-calls", "Begin anew now")],
        exits: [
            ExitNote(.notFound, "there is no such entitlement"),
            ExitNote(.conflict, "it is not metered, or the time does not fit its period"),
        ],
        run: { session in
            let now = try session.now()
            let invocation = session.invocation
            let reset = UsageReset(
                at: try session.instant("at") ?? now,
                retainsAnchor: invocation.flag("keep-anchor"),
                preservesOverage: invocation.flag("keep-overage")
                    ? true : invocation.flag("drop-overage") ? false : nil
            )
            let changed = try session.changing("entitlement.reset") { connection in
                let (record, _) = try session.meteredEntitlement(connection)
                try EntitlementRepository(connection, zone: session.zoneRules).reset(
                    reset,
                    of: record,
                    now: now
                )
                return record
            }
            try session.report(
                "reset \(changed.answer.product) at \(reset.at.iso8601)",
                changed.answer,
                [.init("at", .string(reset.at.iso8601))],
                entry: changed.entry
            )
        }
    )
}

extension Session {
    private func quantity(_ input: RecordInput, _ member: String) throws -> PreciseAmount? {
        let number = try input.number(member, "write a number, such as 12.5")
        return try number.map { try quantity("\($0)", RecordInput.option(member)) }
    }

    fileprivate func grant(
        _ input: RecordInput,
        _ id: RecordID,
        _ now: Instant,
        _ zone: ZoneRules,
    ) throws -> Grant {
        let start = try input.date("effective").map { try zone.startOfDay($0) } ?? now
        let end = try input.date("expires").map { try zone.startOfDay($0) }
        if let end, end <= start {
            throw Failure(.wrongUsage, "the grant would expire before it can be used")
        }
        guard let amount = try quantity(input, "amount") else {
            throw Failure(.wrongUsage, "a grant has an amount", advice: "name it with --amount")
        }
        let least = try quantity(input, "rolloverLeast")
        let most = try quantity(input, "rolloverMost")
        return try Grant(
            id: GrantID(id.description),
            amount: amount,
            priority: input.integer("priority", in: 0...255, 1),
            createdAt: now,
            life: GrantLife(effectiveAt: start, expiresAt: end),
            recurrence: input.duration("every").map {
                try Recurrence(anchor: start, interval: $0, zone: zone)
            },
            rollover: GrantRollover(minimum: least ?? .zero, maximum: most ?? least ?? .zero)
        )
    }
}
