import DaybookCore
import TerminalKit

/// A customer as the record beside the list.
struct CustomerDetail {
    let record: CustomerRecord
    let zone: ZoneRules

    private var customer: Customer { record.customer }

    var detail: Detail {
        Detail(
            name: customer.name,
            badge: Detail.Badge(
                word: customer.state.word,
                tone: customer.state == .archived ? .secondary : .good,
            ),
            parts: [
                DetailPart(title: "Profile", blocks: profile),
                DetailPart(title: "Accounts", blocks: accounts),
            ],
        )
    }

    private var profile: [DetailBlock] {
        var blocks: [DetailBlock] = [.facts(facts)]
        if record.open.isEmpty {
            blocks.append(.text("Nothing is open.", .secondary))
        } else {
            blocks.append(.table([ListColumn("Open", .decimal), ListColumn("")], sums))
        }
        if let note = customer.note { blocks.append(.text(note, .primary)) }
        return blocks
    }

    private var facts: [DetailFact] {
        let address = customer.address
        let place = [
            "\(address.postalCode) \(address.city)", address.region, address.country,
        ].compactMap { $0 }
        var facts = [
            DetailFact("Legal name", customer.legalName),
            DetailFact("Key", customer.key),
            DetailFact("Address", (address.lines + place).joined(separator: ", ")),
            DetailFact("Time zone", customer.timeZone),
            DetailFact("Currency", customer.currency.code),
        ]
        if let email = customer.email { facts.append(DetailFact("E-mail", email)) }
        if let taxID = customer.taxID { facts.append(DetailFact("Tax id", taxID)) }
        facts.append(DetailFact("Since", Figures.moment(customer.createdAt, zone)))
        facts.append(DetailFact("Id", customer.id.description, .secondary))
        return facts
    }

    private var sums: [ListRow] {
        record.open.map { amount in
            ListRow(
                key: amount.currency.code,
                cells: [
                    ListCell(amount.groupedText, amount.isNegative ? .bad : .primary),
                    ListCell(amount.currency.code, .secondary),
                ],
            )
        }
    }

    private var accounts: [DetailBlock] {
        if record.accounts.isEmpty { return [.text("It has no accounts.", .secondary)] }
        return record.accounts.flatMap { account, aliases -> [DetailBlock] in
            [.heading(account.name), .facts(facts(of: account, aliases))]
        }
    }

    private func facts(of account: Account, _ aliases: [Alias]) -> [DetailFact] {
        var facts = [
            DetailFact("Key", account.key),
            DetailFact("Currency", account.currency.code),
            DetailFact("State", account.state.word),
        ]
        if let zone = account.timeZone { facts.append(DetailFact("Time zone", zone)) }
        for alias in aliases {
            let end = alias.validTo.map { " to \(Figures.date($0))" } ?? ""
            facts.append(
                DetailFact("Alias", "\(alias.name), from \(Figures.date(alias.validFrom))\(end)")
            )
        }
        return facts
    }
}
