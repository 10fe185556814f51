import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let approvalsList = Command(
        ["approvals", "list"],
        summary: "List changes that wait for a second person, and those that did",
        discussion: """
            Those that wait come first, the latest first. Whoever prepared a change may not \
            approve it. What waits is said by the settings `support.…` and `approve.…`.
            """,
        list: .approvals,
        options: ListWriter<ApprovalSummary>.options(
            sortFields: ApprovalList.sortFields,
            standardSort: "state,-prepared"
        ),
        examples: [
            Example("daybook approvals list --filter is:waiting", "What there is to decide"),
            Example("daybook approvals list --filter 'by:bert -is:waiting'", "What Bert was told"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger"), ExitNote(.ledgerDamaged)],
        run: { session in
            try session.read { connection in
                let approvals = ApprovalList(connection)
                try ListWriter(fields: fields, list: .approvals).write(
                    session,
                    on: session.today(connection),
                    page: { try approvals.page($0) },
                    totals: { try approvals.totals(of: $0) }
                )
            }
        }
    )

    private static let fields: [RecordField<ApprovalSummary>] = [
        .text("id", .init("Id")) { $0.approval.id.description },
        .text("kind", .init("What")) { $0.approval.request.act.rawValue },
        .text("concerns", .init("Concerns", cutTo: 12)) { $0.subjectName },
        .text("customer", .init("Customer", cutTo: 10), isDefault: false) { $0.customerName },
        RecordField(
            "amount",
            .init("Amount", .right),
            cell: { .init($0.approval.request.amount?.groupedText ?? "") },
            json: { $0.approval.request.amount?.json ?? .null }
        ),
        .text("currency", .init("Currency", mayBeLeftOut: true)) {
            $0.approval.request.amount?.currency.code
        },
        .text("state", .init("State")) { $0.approval.state.rawValue },
        .text("preparedBy", .init("By", cutTo: 10)) { $0.approval.preparedBy },
        .text("preparedAt", .init("Since", mayBeLeftOut: true)) {
            $0.approval.preparedAt.iso8601
        },
        .text("note", .init("Why", cutTo: 12, mayBeLeftOut: true)) { $0.approval.note },
        .text("decidedBy", .init("Decided by", cutTo: 10), isDefault: false) {
            $0.approval.decision?.by
        },
        .text("decidedAt", .init("Decided"), isDefault: false) {
            $0.approval.decision?.at.iso8601
        },
        .text("reason", .init("Reason", cutTo: 12), isDefault: false) {
            $0.approval.decision?.reason
        },
        .text("result", .init("Result"), isDefault: false) { $0.approval.result?.description },
    ]
}
