package import DaybookCore

/// All that the console can ask of the world. Each may take its time and may fail; the loop never
/// calls them itself.
package struct ConsoleWorld: Sendable {
    package let identity: LedgerIdentity
    /// Where the organisation is: its days, its clock.
    package let zone: ZoneRules
    package let now: @Sendable () -> Instant
    package let invoices: ListSource<InvoiceSummary>
    package let customers: ListSource<CustomerSummary>
    package let invoice: @Sendable (_ id: String) async throws -> InvoiceRecord?
    package let customer: @Sendable (_ id: String) async throws -> CustomerRecord?
    package let savedFilters: @Sendable (FilteredList) throws -> FilterBook
    /// The first values of a field, in their order.
    package let values: @Sendable (FilterQuestion) throws -> [String]
    /// Returns when somebody else has changed the ledger; nil where nobody can.
    package let awaitChange: (@Sendable () async throws -> Void)?
    /// An error in words, and what to do about it.
    package let explain: @Sendable (any Error) -> Explanation

    package init(
        identity: LedgerIdentity,
        zone: ZoneRules,
        now: @escaping @Sendable () -> Instant,
        invoices: ListSource<InvoiceSummary>,
        customers: ListSource<CustomerSummary>,
        invoice: @escaping @Sendable (_ id: String) async throws -> InvoiceRecord?,
        customer: @escaping @Sendable (_ id: String) async throws -> CustomerRecord?,
        savedFilters: @escaping @Sendable (FilteredList) throws -> FilterBook,
        values: @escaping @Sendable (FilterQuestion) throws -> [String],
        awaitChange: (@Sendable () async throws -> Void)? = nil,
        explain: @escaping @Sendable (any Error) -> Explanation,
    ) {
        self.identity = identity
        self.zone = zone
        self.now = now
        self.invoices = invoices
        self.customers = customers
        self.invoice = invoice
        self.customer = customer
        self.savedFilters = savedFilters
        self.values = values
        self.awaitChange = awaitChange
        self.explain = explain
    }

    /// The civil date where the organisation is.
    func today() throws -> CivilDate { try zone.date(of: now()) }

    /// A filter with the saved ones put in that it names.
    func expanded(_ filter: ListFilter, of list: FilteredList) throws -> ListFilter {
        if filter.unresolvedNames.isEmpty { return filter }
        return try savedFilters(list).expanded(filter)
    }
}

/// What went wrong, for people.
package struct Explanation: Hashable, Sendable {
    package let problem: String
    package let advice: String?

    package init(problem: String, advice: String? = nil) {
        self.problem = problem
        self.advice = advice
    }
}
