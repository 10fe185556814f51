import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Customers, accounts and the names under which usage arrives.
extension ImportDesk {
    func takeCustomer(_ input: RecordInput) throws -> ImportOutcome {
        let (form, repository) = (CustomersForm(input), CustomerRepository(connection))
        let (key, id) = (try form.newKey(), try id(input))
        guard let old = try repository.find(key) else {
            if let id, let other = try repository.find("\(id)") {
                throw taken(id, "customer", other.key)
            }
            let moment = try createdAt(input)
            let blank = try form.blank(key, id ?? newID(moment), moment, connection)
            let customer = try withCountry(input, form.written(over: blank, connection))
            try PartyRules.check(customer)
            try repository.insert(customer)
            // One entry of the journal has both, so that both are taken back at once. A file of
            // accounts may name others.
            if !order.files.contains(where: { $0.kind == .accounts }) {
                try addAccount(to: customer)
                addedAccountCount += 1
            }
            return .stored
        }
        try requireFirst(old.id, "customer", key)
        let written = try withCountry(input, form.written(over: old, connection))
        let here = FolderRows.row(old)
        let asked = try identified(input, FolderRows.row(written))
        let difference = RecordDifference(here, asked).outcome("customer", key)
        guard case .conflicting = difference, order.isUpdating, asked == FolderRows.row(written)
        else { return difference }
        try PartyRules.check(written, over: old)
        try repository.update(written, from: version(of: old.id, .customer))
        return .changed
    }

    /// The country may stand by itself, as in lists of customers.
    private func withCountry(_ input: RecordInput, _ customer: Customer) throws -> Customer {
        guard let country = try input.optionalText("country", nil) else { return customer }
        var customer = customer
        let code = country.uppercased()
        let inAddress = input.form?.node["address"]?["country"]
        if inAddress != nil && customer.address.country != code {
            throw input.expected(
                "the country of the address, \(Words.quoted(customer.address.country))",
                "country",
                country
            )
        }
        customer.address.country = code
        return customer
    }

    func takeAccount(_ input: RecordInput) throws -> ImportOutcome {
        let (form, repository) = (AccountsForm(input), CustomerRepository(connection))
        let (key, id) = (try form.newKey(), try id(input))
        let owner = try customer(try form.customer(), input)
        guard let old = try repository.account(key) else {
            if let id, let other = try repository.account("\(id)") {
                throw taken(id, "account", other.key)
            }
            let moment = try createdAt(input)
            let blank = account(of: owner, key, try id ?? newID(moment), moment)
            try add(form.written(over: blank, connection), to: owner)
            return .stored
        }
        try requireFirst(old.id, "account", key)
        let here = FolderRows.row(old, of: try repository.customer(of: old).key)
        let written = try form.written(over: old, connection)
        let plain = FolderRows.row(written, of: owner.key)
        let asked = try identified(input, plain)
        let difference = RecordDifference(here, asked).outcome("account", key)
        guard case .conflicting = difference, order.isUpdating, asked == plain,
            old.customer == owner.id
        else { return difference }
        try repository.update(written, from: version(of: old.id, .account))
        return .changed
    }

    private func account(
        of owner: Customer,
        _ key: String,
        _ id: RecordID,
        _ moment: Instant,
    ) -> Account {
        Account(
            id: id,
            key: key,
            customer: owner.id,
            name: owner.name,
            currency: owner.currency,
            timeZone: nil,
            state: .active,
            createdAt: moment
        )
    }

    /// An archived customer keeps the accounts that it had elsewhere.
    private func add(_ account: Account, to owner: Customer) throws {
        let repository = CustomerRepository(connection)
        var served = owner
        served.state = .active
        try repository.add(account, to: served)
    }

    /// Gives each customer that came without an account one of its own key. Answers how many came
    /// with such a one.
    func addMissingAccounts() throws -> Int {
        var (count, last) = (addedAccountCount, RecordID?.none)
        addedAccountCount = 0
        while let owner = try CustomerRepository(connection)
            .customerWithoutAccounts(behind: last)
        {
            (count, last) = (count + 1, owner.id)
            try series.change(try session.importAct(.accounts)) { _ in
                try addAccount(to: owner)
            }
        }
        return count
    }

    private func addAccount(to owner: Customer) throws {
        if try CustomerRepository(connection).account(owner.key) != nil {
            throw Failure(
                .conflict,
                "the customer \(Words.quoted(owner.key)) has no account, and another customer has "
                    + "one of its key",
                advice: "name one in the file of accounts"
            )
        }
        let id = try newID(owner.createdAt)
        try add(account(of: owner, owner.key, id, owner.createdAt), to: owner)
    }

    func takeAlias(_ input: RecordInput) throws -> ImportOutcome {
        let repository = CustomerRepository(connection)
        let name = try input.required("alias", "an alias is a name")
        let account = try account(input)
        guard let from = try input.date("validFrom") else {
            throw input.expected("a date such as 2026-11-20", "validFrom", "")
        }
        guard seenAliases.insert("\(from.iso8601) \(name)").inserted else {
            throw Failure(.wrongUsage, "the alias \(Words.quoted(name)) from that day again")
        }
        let claim = AliasClaim(
            account: account.id,
            accountKey: account.key,
            from: from,
            to: try input.date("validTo")
        )
        var history = try repository.aliases(named: name)
        if let old = history.claims.first(where: { $0.from == from }) {
            let difference = RecordDifference(
                FolderRows.row(name, old),
                FolderRows.row(name, claim)
            ).outcome("alias", name)
            guard case .conflicting = difference, order.isUpdating, old.account == account.id,
                let to = claim.to
            else { return difference }
            try history.give(
                to: account.id,
                key: account.key,
                from: from,
                to: to,
                today: clerk.today
            )
            try repository.update(history)
            return .changed
        }
        if let to = claim.to, to <= from {
            throw PartyError.endsBeforeItBegins(from: from, to: to)
        }
        if let other = history.claims.first(where: { $0.overlaps(claim) }) {
            throw PartyError.aliasTaken(other, name: name)
        }
        try repository.update(AliasHistory(name, history.claims + [claim]))
        return .stored
    }

    // MARK: - What records refer to

    func customer(_ word: String, _ input: RecordInput) throws -> Customer {
        guard let customer = try CustomerRepository(connection).find(word) else {
            throw input.expected("the key of a customer", "customer", word)
        }
        return customer
    }

    func account(_ input: RecordInput) throws -> Account {
        let word = try input.required("account", "it belongs to an account")
        guard let account = try CustomerRepository(connection).account(word) else {
            throw input.expected("the key of an account", "account", word)
        }
        return account
    }

    func newID(_ moment: Instant) throws -> RecordID {
        RecordID(createdAt: moment, chance: SystemChance.bits())
    }

    func version(of id: RecordID, _ kind: RecordKind) throws -> Int {
        guard let version = try RecordVersions(connection).version(of: id, kind) else {
            preconditionFailure("a record that was read in a transaction is there")
        }
        return version
    }

    /// A row with the identity and the time that a file says, where it says any: these never
    /// change.
    func identified(_ input: RecordInput, _ row: FolderRows.Row) throws -> FolderRows.Row {
        let (id, moment) = (try id(input), try input.time("createdAt"))
        return row.map { member in
            switch member.key {
            case "id": id.map { .init("id", .string($0.description)) } ?? member
            case "createdAt": moment.map { .init("createdAt", .string($0.iso8601)) } ?? member
            case _: member
            }
        }
    }

    func taken(_ id: RecordID, _ noun: String, _ key: String) -> Failure {
        Failure(.conflict, "the id \(id) is that of the \(noun) \(Words.quoted(key))")
    }
}

extension RecordInput {
    func time(_ member: String) throws -> Instant? {
        guard let text = try optionalText(member, nil) else { return nil }
        do throws(ISO8601Error) {
            return try Instant(iso8601: text)
        } catch {
            throw expected("a time such as 2026-11-20T10:00:00Z", member, text)
        }
    }

    /// A day that there must be.
    func day(_ member: String) throws -> CivilDate {
        guard let day = try date(member) else {
            throw expected("a date such as 2026-11-20", member, "")
        }
        return day
    }
}
