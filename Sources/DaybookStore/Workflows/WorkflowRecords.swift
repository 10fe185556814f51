internal import DaybookCore

/// The records that workflows are about, and whether a filter lets them through.
struct WorkflowRecords {
    private let connection: Connection
    private let today: CivilDate

    init(_ connection: Connection, on today: CivilDate) {
        self.connection = connection
        self.today = today
    }

    /// Why a workflow has nothing to do about a record; nil where it has.
    func obstacle(_ definition: WorkflowDefinition, _ record: RecordID) throws -> String? {
        guard try exists(record, definition.subject) else {
            return "the \(definition.subject.rawValue) is gone"
        }
        guard let condition = definition.condition else { return nil }
        if try holds(condition, definition.subject, record) { return nil }
        return "the condition does not hold"
    }

    func exists(_ record: RecordID, _ subject: WorkflowSubject) throws -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM \(subject.table) WHERE id = ?)",
            [.id(record)]
        ) == 1
    }

    /// Whether a filter of the list of such records lets one through.
    func holds(_ text: String, _ subject: WorkflowSubject, _ record: RecordID) throws -> Bool {
        let (list, listing) = (subject.list, subject.listing)
        let filter = try expanded(ListFilter(reading: text, list.fields, isKept: true), list)
        let query = ListQuery(condition: filter, today: today)
        var condition = try listing.condition(of: query, on: connection)
        condition.select("\(listing.id) = ?", .id(record))
        let rows = try listing.rows(
            try listing.order(of: query, on: connection),
            condition,
            skipping: 0,
            1,
            connection
        )
        return !rows.isEmpty
    }

    /// Those of a kind that a filter lets through, in the order of their list.
    func all(_ filter: ListFilter, _ subject: WorkflowSubject) throws -> [RecordID] {
        let listing = subject.listing
        let query = ListQuery(condition: filter, today: today)
        let condition = try listing.condition(of: query, on: connection)
        let rows = try listing.rows(
            try listing.order(of: query, on: connection),
            condition,
            skipping: 0,
            -1,
            connection
        )
        return try rows.compactMap { found in
            try connection.first(
                "SELECT id FROM \(subject.table) WHERE row = ?",
                [.integer(found.row)]
            ) { try $0.id(0) }
        }
    }

    private func expanded(_ filter: ListFilter, _ list: FilteredList) throws -> ListFilter {
        if filter.unresolvedNames.isEmpty { return filter }
        return try SavedFilterRepository(connection).book(of: list).expanded(filter)
    }

    /// The record of a kind that a word means.
    func find(_ word: String, _ subject: WorkflowSubject) throws -> RecordID? {
        guard let id = try RecordNames(connection).id(of: word) else { return nil }
        return try exists(id, subject) ? id : nil
    }

    /// The account that a record is or belongs to; nil where it has none, or several.
    func account(of record: RecordID, _ subject: WorkflowSubject) throws -> RecordID? {
        if subject == .account { return record }
        guard let column = subject.accountColumn else { return nil }
        return try connection.first(
            """
            SELECT accounts.id FROM \(subject.table) AS own
                JOIN accounts ON accounts.row = own.\(column)
            WHERE own.id = ?
            """,
            [.id(record)]
        ) { try $0.id(0) }
    }

    /// The customer that a record is or belongs to.
    func customer(of record: RecordID, _ subject: WorkflowSubject) throws -> Customer? {
        let customers = CustomerRepository(connection)
        if subject == .customer { return try customers.find(record.description) }
        guard let account = try account(of: record, subject),
            let found = try customers.account(account.description)
        else { return nil }
        return try customers.customer(of: found)
    }
}

extension WorkflowSubject {
    /// The table of such records.
    var table: String {
        switch self {
        case .invoice: "invoices"
        case .customer: "customers"
        case .account: "accounts"
        case .credit: "credits"
        case .payment: "payments"
        }
    }

    fileprivate var listing: Listing {
        switch self {
        case .invoice: InvoiceRepository.listing
        case .customer: CustomerRepository.listing
        case .account: AccountList.listing
        case .credit: CreditList.listing
        case .payment: PaymentList.listing
        }
    }

    /// The column of the account; nil where a record belongs to none.
    fileprivate var accountColumn: String? {
        switch self {
        case .invoice, .credit, .payment: "account"
        case .customer, .account: nil
        }
    }
}
