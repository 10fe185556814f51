package import DaybookCore

/// How customers and accounts change and go.
extension CustomerRepository {
    /// The customer whose account it is.
    package func customer(of account: Account) throws -> Customer {
        guard let customer = try find(account.customer.description) else {
            throw UnreadableValue(expected: "a customer", found: account.customer.description)
        }
        return customer
    }

    /// Adds an account under a name that means nobody else.
    package func add(_ account: Account, to customer: Customer) throws {
        try PartyRules.requireServed(customer)
        try PartyRules.check(account)
        if let claim = try aliases(named: account.key).claims.first {
            throw PartyError.keyIsAlias(claim, name: account.key)
        }
        try insert(account)
    }

    /// Writes an account anew, if it still is at the version that it was read at. Its key and its
    /// customer stay as they are.
    package func update(_ account: Account, from version: Int) throws {
        try RecordVersions(connection).require(version, of: account.id, .account)
        try PartyRules.check(account)
        if let old = try self.account(account.id.description), old.currency != account.currency {
            let references = try RecordReferences(connection)
                .counts(to: account.id, .account, besides: ["aliases"])
            if !references.isEmpty {
                throw PartyError.currencyInUse(account: account.key, old.currency)
            }
        }
        try CurrencyRepository(connection).insert(account.currency)
        try connection.run(
            "UPDATE accounts SET name = ?, currency = ?, time_zone = ?, state = ? WHERE id = ?",
            [
                .text(account.name), .text(account.currency.code), .text(account.timeZone),
                .text(account.state.rawValue), .id(account.id),
            ]
        )
    }

    // MARK: - Deleting

    /// Removes an account that nothing refers to, with its aliases.
    package func delete(_ account: Account) throws {
        let owner = try customer(of: account)
        let found = try RecordReferences(connection)
            .counts(to: account.id, .account, besides: ["aliases"])
        if !found.isEmpty {
            throw RecordInUse(kind: .account, key: account.key, references: found)
        }
        guard try accounts(of: owner.id).count > 1 else {
            throw PartyError.lastAccount(ofCustomer: owner.key)
        }
        try remove(account)
    }

    /// Removes a customer with its accounts, where nothing refers to any of them.
    package func delete(_ customer: Customer) throws {
        let accounts = try accounts(of: customer.id)
        let records = RecordReferences(connection)
        var found = try records.counts(to: customer.id, .customer, besides: ["accounts"])
        for account in accounts {
            found += try records.counts(to: account.id, .account, besides: ["aliases"])
        }
        if !found.isEmpty {
            throw RecordInUse(kind: .customer, key: customer.key, references: found)
        }
        for account in accounts { try remove(account) }
        try connection.run("DELETE FROM customers WHERE id = ?", [.id(customer.id)])
    }

    private func remove(_ account: Account) throws {
        try connection.run(
            "DELETE FROM aliases WHERE account = (SELECT row FROM accounts WHERE id = ?)",
            [.id(account.id)]
        )
        try connection.run("DELETE FROM accounts WHERE id = ?", [.id(account.id)])
    }
}
