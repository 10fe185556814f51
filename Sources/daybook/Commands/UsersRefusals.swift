import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let usersRefusals = Command(
        ["users", "refusals"],
        summary: "List what was refused to whom, the latest first",
        discussion: """
            Each is an entry of the journal as well, and like that never changed. A rehearsal with \
            --dry-run that is refused is not written down.
            """,
        options: [
            .value("user", "NAME", .text, "Only what was refused under this name"),
            .value(
                "limit",
                "N",
                .integer(1...1_000_000),
                "Show at most N of them",
                default: .value("100")
            ),
        ],
        examples: [
            Example("daybook users refusals", "Show the latest"),
            Example("daybook users refusals --user bert", "Show what Bert tried"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let limit = session.invocation.certainInteger("limit")
            let user = session.invocation.text("user")
            let refusals = try session.read { connection in
                try RefusalRepository(connection).latest(limit, of: user)
            }
            try RecordOutput.write(refusals, fields, session)
        }
    )

    private static let fields: [RecordField<RefusalRepository.Refused>] = [
        RecordField(
            "number",
            .init("No", .right),
            isDefault: false,
            cell: { .init("\($0.number)") },
            json: { .integer($0.number) }
        ),
        .text("at", .init("At")) { $0.at.iso8601 },
        .text("actor", .init("Who", cutTo: 12)) { $0.actor },
        .text("role", .init("Role", mayBeLeftOut: true)) { $0.role },
        .text("action", .init("Action")) { $0.action },
        .text("permission", .init("Permission")) { $0.permission },
        .text("reason", .init("Why", mayBeLeftOut: true)) { $0.reason },
        .text("through", .init("Through"), isDefault: false) { $0.cause },
    ]
}
