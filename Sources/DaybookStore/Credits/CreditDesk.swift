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
            of: credit.amount,
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

    /// Takes off what is left; what was used stays used.
    package func void(_ credit: StoredCredit, note: String?) throws -> StoredCredit {
        try change(credit, note) { ledger throws(CreditError) in
            try ledger.void(credit.credit.id, on: clerk.today)
        }
    }

    private func change(
        _ credit: StoredCredit,
        _ note: String?,
        _ body: (inout CreditLedger) throws(CreditError) -> Void,
    ) throws -> StoredCredit {
        // What was looked at before the transaction may have been used since.
        var ledger = try stored(credit.id).ledger
        let known = ledger.entries.count
        try body(&ledger)
        try credits.append(ledger.entries.dropFirst(known), at: clerk.now, note: note)
        return try stored(credit.id)
    }

    private func stored(_ id: RecordID) throws -> StoredCredit {
        guard let credit = try credits.find(id.description) else {
            throw CreditError.unknown(id.description)
        }
        return credit
    }
}
