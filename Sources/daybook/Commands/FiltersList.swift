import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let filtersList = Command(
        ["filters", "list"],
        summary: "List saved filters",
        discussion: """
            In any filter of its list, `@late` stands for the one of that name and `-@late` for \
            what it does not let through, as in `invoices list --filter '@late -acme'`. Saved \
            filters may name others.
            """,
        options: [Session.listOption] + listedFilters.options,
        examples: [
            Example("daybook filters list", "Show all of them"),
            Example("daybook filters list --list invoices", "Show those of invoices"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let list = session.invocation.text("list").flatMap { FilteredList(rawValue: $0) }
            let filters = try session.read { try SavedFilterRepository($0).all(list) }
            try listedFilters.write(filters, session)
        }
    )

    private static let listedFilters = ShortList(
        "filter",
        maker: "filters create",
        storedFilterFields
    )

    private static let storedFilterFields: [RecordField<SavedFilterRepository.Stored>] = [
        .text("list", .init("List")) { $0.saved.list.rawValue },
        .text("name", .init("Name", cutTo: 12)) { $0.saved.name },
        .text("filter", .init("Filter", cutTo: 24)) { $0.saved.text },
        .text("created", .init("Saved"), isDefault: false) { $0.createdAt.iso8601 },
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}
