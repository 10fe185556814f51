// What lives in this folder: documents as their readers see them. A sheet says what stands on the
// paper, in which order and under which names; how it is set is the printer's.

package import DaybookCore

/// An invoice or a credit note as whoever receives it reads it.
package struct DocumentSheet: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case invoice = "Invoice"
        case creditNote = "Credit note"
    }

    /// What must not be taken for a document that holds.
    package enum Mark: String, Sendable {
        case draft = "Draft"
        case void = "Void"
    }

    package let kind: Kind
    package let mark: Mark?
    /// Nil as long as it has none.
    package let number: String?
    package let issuer: Party
    package let recipient: Party
    package let facts: [Fact]
    package let currency: Currency
    package let lines: [Line]
    /// From what the lines come to down to what is to be paid.
    package let sums: [Sum]
    package let remarks: [String]

    /// Who writes the document, or to whom.
    package struct Party: Hashable, Sendable {
        package let name: String
        /// The address, line by line, and what the tax office and the post call it.
        package let lines: [String]
    }

    package struct Fact: Hashable, Sendable {
        package let name: String
        package let value: Value

        package enum Value: Hashable, Sendable {
            case text(String)
            case day(CivilDate)
            case days(Period<CivilDate>)
        }

        init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// A position.
    package struct Line: Hashable, Sendable {
        package let position: Int
        package let title: String
        /// Nil where it is that of the whole document.
        package let period: Period<CivilDate>?
        package let count: Count?
        /// What was taken off already, with its name: the amount is what is left.
        package let taken: [Taken]
        /// A share of one.
        package let taxRate: PreciseAmount
        package let amount: Money
    }

    /// How much of a thing, and what one of it costs.
    package struct Count: Hashable, Sendable {
        package let quantity: PreciseAmount
        package let unit: String
        /// Nil where tiers made the amount.
        package let unitPrice: PreciseAmount?
        /// How many units one of it has, where packages are counted; else nil.
        package let packageSize: PreciseAmount?
    }

    package struct Taken: Hashable, Sendable {
        package let name: String
        package let amount: Money
    }

    /// A row below the lines.
    package struct Sum: Hashable, Sendable {
        package let name: String
        package let amount: Money
        /// Whether the reader looks for it.
        package let isMain: Bool

        init(_ name: String, _ amount: Money, isMain: Bool = false) {
            self.name = name
            self.amount = amount
            self.isMain = isMain
        }
    }
}

/// Between whom a document is.
package struct DocumentParties: Hashable, Sendable {
    package let organisation: Organisation
    package let customer: Customer
    package let account: Account
    /// What kinds of things products are, for taxes that somebody else owes.
    package let categories: [String: TaxCategory]
    /// Where the organisation has its money sent to; empty where it does not say.
    package let bank: String

    package init(
        organisation: Organisation,
        customer: Customer,
        account: Account,
        categories: [String: TaxCategory],
        bank: String = "",
    ) {
        self.organisation = organisation
        self.customer = customer
        self.account = account
        self.categories = categories
        self.bank = bank
    }

    var issuer: DocumentSheet.Party {
        let ids = organisation.taxIDs.map { "Tax id \($0)" }
        return DocumentSheet.Party(
            name: organisation.legalName,
            lines: organisation.address.printedLines + ids + [organisation.email].compactMap(\.self)
        )
    }

    /// An account that is called otherwise than its customer is named below it.
    var recipient: DocumentSheet.Party {
        let account = account.name == customer.name ? [] : [account.name]
        let id = customer.taxID.map { ["Tax id \($0)"] } ?? []
        return DocumentSheet.Party(
            name: customer.legalName,
            lines: account + customer.address.printedLines + id
        )
    }
}

extension Address {
    /// As it stands on an envelope, without what is empty.
    fileprivate var printedLines: [String] {
        let place = [postalCode, city].filter { !$0.isEmpty }.joined(separator: " ")
        return (lines + [place, region ?? "", country]).filter { !$0.isEmpty }
    }
}
