import DaybookConsole
import DaybookCore

/// What filters see of the books.
extension SampleBooks {
    func savedFilters(_ list: FilteredList) throws -> FilterBook {
        if fault == .filters { throw Broken() }
        guard list == .invoices else { return FilterBook() }
        return FilterBook([
            try SavedFilter(list, "late", "is:overdue"),
            try SavedFilter(list, "large-late", "@late amount:>5000"),
            try SavedFilter(list, "broken", "@gone acme"),
        ])
    }

    func values(_ question: FilterQuestion) throws -> [String] {
        if fault == .filters { throw Broken() }
        guard ["customer", "name"].contains(question.field) else { return [] }
        let start = SearchWord.fold(question.start)
        return names.filter { SearchWord.fold($0).hasPrefix(start) }
    }
}

extension InvoiceSummary {
    var filterRecord: FilterRecord {
        let isOverdue = isOverdue(on: SampleBooks.today)
        var states: Set<String> = [state.rawValue]
        if state.isOpen { states.insert("open") }
        if isOverdue { states.insert("overdue") }
        var values: [String: FilterValue] = [
            "customer": .texts([customerName, customerKey]), "status": .choices(states),
            "is": .choices(states), "amount": .amounts([totals.total]),
        ]
        values["number"] = number.map { .texts([$0]) }
        values["due"] = dueOn.map { .day($0) }
        let texts = [
            number ?? "", customerName, InvoiceStatus(state, isOverdue: isOverdue).word,
        ]
        return FilterRecord(values: values, texts: texts)
    }
}

extension CustomerSummary {
    var filterRecord: FilterRecord {
        FilterRecord(
            values: [
                "name": .texts([name]), "key": .texts([key]), "country": .labels([country]),
                "status": .choices([state.rawValue]), "is": .choices([state.rawValue]),
                "open": .amounts(open),
            ],
            texts: [name, key]
        )
    }
}
