import DaybookConsole
import DaybookCore
import DaybookStore

/// What the ledger has in a field, for those who type a filter.
struct LedgerValues {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The first of them, in the order of their texts. Of numbers there are too many to be of use.
    func values(_ question: FilterQuestion) throws -> [String] {
        switch (question.list, question.field) {
        case (.customers, "name"), (.invoices, "customer"), (.accounts, "customer"):
            try customers(question.start)
        case (.invoices, "account"), (.accounts, "name"):
            try accounts(question.start)
        case (_, "currency"):
            try beginning(question.start, CurrencyRepository(connection).all().map(\.code))
        case (.customers, "country"):
            try beginning(
                question.start,
                CustomerRepository(connection).frequency(of: "country").rows.map(\.label)
            )
        case _: []
        }
    }

    private func customers(_ start: String) throws -> [String] {
        let page = try CustomerRepository(connection).list(request(start))
        return names(page.records.map(\.name), start)
    }

    private func accounts(_ start: String) throws -> [String] {
        let page = try AccountList(connection).page(request(start))
        return names(page.records.map(\.name), start)
    }

    private func request(_ start: String) -> ListRequest {
        let condition: ListFilter =
            start.isEmpty ? .everything : .field("name", [.contains(start)])
        return ListRequest(
            ListQuery(sort: [SortTerm("name")], condition: condition),
            limit: FilterQuestion.mostAnswers
        )
    }

    /// Those that begin as typed come first. Some were found by another name that they have.
    private func names(_ names: [String], _ start: String) -> [String] {
        let wanted = SearchWord.fold(start)
        let having = distinct(names).filter { SearchWord.fold($0).utf8.contains(wanted.utf8) }
        let begins = { (name: String) in SearchWord.fold(name).hasPrefix(wanted) }
        return having.filter(begins) + having.filter { !begins($0) }
    }

    private func beginning(_ start: String, _ labels: [String]) -> [String] {
        let wanted = SearchWord.fold(start)
        return distinct(labels.sorted().filter { SearchWord.fold($0).hasPrefix(wanted) })
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
