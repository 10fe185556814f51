internal import DaybookCore
internal import DaybookWire

/// Does the steps of workflows that change records, as people do them: in the transaction of the
/// connection, by the same desks, and under the same limits.
struct WorkflowDesk {
    private let connection: Connection
    private let clerk: InvoiceDesk.Clerk
    private let id: () throws -> RecordID
    private let records: WorkflowRecords

    init(
        _ connection: Connection,
        _ clerk: InvoiceDesk.Clerk,
        id: @escaping () throws -> RecordID,
    ) {
        self.connection = connection
        self.clerk = clerk
        self.id = id
        records = WorkflowRecords(connection, on: clerk.today)
    }

    func perform(_ step: WorkflowStep, _ execution: WorkflowExecution) throws {
        switch step {
        case .invoice(let act): try perform(act, on: execution.record)
        case .grant(let gift): try grant(gift, execution)
        case .note(let text): try note(text, execution)
        case .wait, .stop: preconditionFailure("what changes no record is done by the run")
        }
    }

    private func perform(_ step: WorkflowStep.InvoiceStep, on record: RecordID) throws {
        guard let invoice = try InvoiceRepository(connection).find("\(record)") else {
            throw WorkflowError.noRecord(.invoice, "\(record)")
        }
        let desk = InvoiceDesk(connection, clerk)
        switch step {
        case .approve: _ = try desk.approve(invoice)
        case .issue:
            let days = try SettingRepository(connection).days(.invoicesPaymentTerms)
            _ = try desk.issue(invoice, on: clerk.today, dueAfterDays: days)
        case .void: try ask(.void(invoice: invoice.id, total: invoice.totals.total))
        case .giveUp: try ask(.giveUp(invoice: invoice.id, most: try invoice.open()))
        case .reinstate: _ = try desk.reinstate(invoice)
        case .writeOff: try ask(.writeOff(invoice: invoice.id, most: try invoice.open()))
        }
    }

    /// Does what the workflow's person may do alone; the rest waits for a second one, as it does
    /// where people ask for it.
    private func ask(_ request: ApprovalRequest) throws {
        _ = try ApprovalDesk(connection, clerk).perform(request, note: nil, id: id)
    }

    private func grant(_ gift: WorkflowStep.Gift, _ execution: WorkflowExecution) throws {
        let subject = execution.definition.subject
        guard let id = try records.account(of: execution.record, subject),
            let account = try CustomerRepository(connection).account(id.description)
        else { throw WorkflowError.noRecord(subject, "\(execution.record)") }
        try ask(
            .creditGrant(
                CreditOrder(
                    id: try self.id(),
                    account: account.id,
                    amount: gift.amount,
                    priority: gift.priority,
                    effectiveOn: nil,
                    expiresOn: try gift.expiresAfter.map { try clerk.today.adding($0) },
                    products: [],
                    purpose: gift.purpose
                )
            )
        )
    }

    /// The day stands before the text: the note may tell of many.
    private func note(_ text: String, _ execution: WorkflowExecution) throws {
        let subject = execution.definition.subject
        guard let customer = try records.customer(of: execution.record, subject),
            let version = try RecordVersions(connection).version(of: customer.id, .customer)
        else { throw WorkflowError.noRecord(subject, "\(execution.record)") }
        let line = "\(clerk.today.iso8601) \(text)"
        var noted = customer
        noted.note = customer.note.map { "\($0)\n\(line)" } ?? line
        try PartyRules.check(noted, over: customer)
        try CustomerRepository(connection).update(noted, from: version)
    }
}
