package import DaybookCore

/// Grants credits, and takes them off again by hand. Everything happens in the transaction of the
/// connection.
package struct CreditDesk {
    private let connection: Connection
    private let credits: CreditRepository
    private let clerk: InvoiceDesk.Clerk

    package init(_ connection: Connection, _ clerk: InvoiceDesk.Clerk) {
        self.connection = connection
        self.clerk = clerk
        credits = CreditRepository(connection)
    }

    /// Gives an account a credit, in the account's currency.
    package func grant(
        _ credit: MoneyCredit,
        id: RecordID,
        to account: Account,
        _ clearance: Clearance? = nil,
    ) throws -> StoredCredit {
        precondition(credit.id == id.description, "a credit is called by its id")
        guard credit.amount.currency == account.currency else {
            throw CreditError.mixedCurrencies(credit.id)
        }
        try PartyRules.requireServed(
            account,
            of: try CustomerRepository(connection).customer(of: account)
        )
        try Clearance.require(
            clearance,
            for: .creditGrant,
            of: credit.most,
            by: clerk.name,
            connection
        )
        var ledger = CreditLedger(account.currency)
        try ledger.grant(credit)
        try credits.insert(credit, id: id, of: account.id)
        try credits.append(ledger.entries, at: clerk.now)
        return try stored(id)
    }

    /// Takes a part off.
    package func deduct(
        _ amount: Money,
        of credit: StoredCredit,
        note: String?,
    ) throws -> StoredCredit {
        try change(credit, note) { ledger throws(CreditError) in
            try ledger.deduct(amount, of: credit.credit.id, on: clerk.today)
        }
    }

    /// Takes off what is left, and ends its renewals; what was used stays used.
    package func void(_ credit: StoredCredit, note: String?) throws -> StoredCredit {
        try change(credit, note) { ledger throws(CreditError) in
            try ledger.void(credit.credit.id, on: clerk.today)
        }
    }

    /// Says anew what it is for: what was granted stays.
    package func describe(_ credit: StoredCredit, purpose: String) throws -> StoredCredit {
        try credits.update(credit.id, purpose: purpose)
        return try stored(credit.id)
    }

    /// Removes a credit that was granted by mistake, and of which nothing became: all else is
    /// voided.
    package func delete(_ credit: StoredCredit) throws {
        let references = try RecordReferences(connection).counts(
            to: credit.id,
            .credit,
            besides: ["credit_products"]
        )
        // One of its entries says that it was granted.
        let isUntouched = references == [.init(table: "credit_entries", count: 1)]
        let approvals = try connection.integer(
            "SELECT count(*) FROM approvals WHERE result = ?",
            [.id(credit.id)]
        )
        guard isUntouched, approvals == 0, credit.credit.stoppedOn == nil else {
            let approved = RecordInUse.Reference(table: "approvals", count: Int(approvals))
            throw RecordInUse(
                kind: .credit,
                key: credit.credit.id,
                references: references + (approvals > 0 ? [approved] : [])
            )
        }
        try credits.delete(credit.id)
    }

    private func change(
        _ credit: StoredCredit,
        _ note: String?,
        _ body: (inout CreditLedger) throws(CreditError) -> Void,
    ) throws -> StoredCredit {
        // What was looked at before the transaction may have been used since.
        let before = try stored(credit.id)
        var ledger = before.ledger
        let known = ledger.entries.count
        try body(&ledger)
        try credits.append(ledger.entries.dropFirst(known), at: clerk.now, note: note)
        if let day = ledger.credits.first?.stoppedOn, before.credit.stoppedOn == nil {
            try credits.stop(credit.id, on: day)
        }
        return try stored(credit.id)
    }

    private func stored(_ id: RecordID) throws -> StoredCredit {
        guard let credit = try credits.find(id.description) else {
            throw CreditError.unknown(id.description)
        }
        return credit
    }
}
