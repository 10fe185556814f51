/// What can be set for a ledger as a whole: one row a setting. Commands, checks and messages derive
/// from it. What concerns a person or a machine is in the configuration file instead.
package enum LedgerSetting: String, CaseIterable, Sendable {
    case organisationName = "organisation.name"
    case organisationTradingName = "organisation.trading_name"
    case organisationEmail = "organisation.email"
    case organisationAddress = "organisation.address"
    case organisationPostalCode = "organisation.postal_code"
    case organisationCity = "organisation.city"
    case organisationRegion = "organisation.region"
    case organisationCountry = "organisation.country"
    case organisationTaxIDs = "organisation.tax_ids"
    case organisationCurrency = "organisation.currency"
    case organisationTimeZone = "organisation.time_zone"
    case invoicesPrefix = "invoices.prefix"
    case invoicesPaymentTerms = "invoices.payment_terms"
    case invoicesBank = "invoices.bank"
    case supportCreditLimit = "support.credit_limit"
    case supportWriteOffLimit = "support.write_off_limit"
    case approveCreditsFrom = "approve.credits_from"
    case approveWriteOffsFrom = "approve.write_offs_from"
    case approveVoidsFrom = "approve.voids_from"
    case approveRefundsFrom = "approve.refunds_from"
    case approveCreditNotesFrom = "approve.credit_notes_from"
    case approvePlans = "approve.plans"
    case approveContractPrices = "approve.contract_prices"
    case jobsKeptFor = "jobs.kept_for"

    /// The kinds of value.
    package enum Kind: Hashable, Sendable {
        /// A text; where it must be there, `mayBeEmpty` is false.
        case text(mayBeEmpty: Bool)
        /// Any number of texts, one after the other.
        case texts
        /// An address for letters by wire, or none.
        case email
        /// A country, or none.
        case country
        case currency
        case timeZone
        /// What document numbers begin with.
        case prefix
        case days(ClosedRange<Int>)
        /// Amounts, a currency each.
        case limits
        case yesOrNo
    }

    package var kind: Kind {
        switch self {
        case .organisationName, .organisationTradingName: .text(mayBeEmpty: false)
        case .organisationEmail: .email
        case .organisationAddress, .organisationTaxIDs: .texts
        case .organisationPostalCode, .organisationCity, .organisationRegion, .invoicesBank:
            .text(mayBeEmpty: true)
        case .organisationCountry: .country
        case .organisationCurrency: .currency
        case .organisationTimeZone: .timeZone
        case .invoicesPrefix: .prefix
        case .invoicesPaymentTerms: .days(0...3650)
        case .supportCreditLimit, .supportWriteOffLimit, .approveCreditsFrom,
            .approveWriteOffsFrom, .approveVoidsFrom, .approveRefundsFrom,
            .approveCreditNotesFrom:
            .limits
        case .approvePlans, .approveContractPrices: .yesOrNo
        case .jobsKeptFor: .days(1...3650)
        }
    }

    /// What holds where nobody has set it; nil where it is a part of the organisation's record,
    /// which always has one.
    package var standard: String? {
        switch self {
        case .organisationName, .organisationTradingName, .organisationEmail,
            .organisationAddress, .organisationPostalCode, .organisationCity,
            .organisationRegion, .organisationCountry, .organisationTaxIDs,
            .organisationCurrency, .organisationTimeZone:
            nil
        case .invoicesPrefix: nil
        case .invoicesPaymentTerms: "30"
        case .invoicesBank: ""
        case .supportCreditLimit, .supportWriteOffLimit, .approveCreditsFrom,
            .approveWriteOffsFrom, .approveVoidsFrom, .approveRefundsFrom,
            .approveCreditNotesFrom:
            ""
        case .approvePlans, .approveContractPrices: "no"
        case .jobsKeptFor: "90"
        }
    }

    package var summary: String {
        switch self {
        case .organisationName: "the legal name, as documents have it"
        case .organisationTradingName: "the name by which it is known"
        case .organisationEmail: "where letters to it go"
        case .organisationAddress: "the lines of its address above the city"
        case .organisationPostalCode: "the postal code of its city"
        case .organisationCity: "its city"
        case .organisationRegion: "its state or province"
        case .organisationCountry: "its country, two letters of ISO 3166"
        case .organisationTaxIDs: "its numbers at the tax offices"
        case .organisationCurrency: "the currency of the books, and of new customers"
        case .organisationTimeZone: "the zone in which billing dates are days"
        case .invoicesPrefix: "what the numbers of invoices begin with"
        case .invoicesPaymentTerms: "how many days after its issue an invoice is due"
        case .invoicesBank: "to which bank account invoices ask to be paid"
        case .supportCreditLimit: "the most that support grants as a credit without approval"
        case .supportWriteOffLimit: "the most that support writes off without approval"
        case .approveCreditsFrom: "from where on everybody's credits wait for approval"
        case .approveWriteOffsFrom: "from where on write-offs and bad debts wait for approval"
        case .approveVoidsFrom: "from which total on invoices are void only after approval"
        case .approveRefundsFrom: "from where on refunds wait for approval"
        case .approveCreditNotesFrom: "from which total on credit notes wait for approval"
        case .approvePlans: "whether plans and add-ons are published only after approval"
        case .approveContractPrices: "whether contracts get prices of their own only after approval"
        case .jobsKeptFor: "how many days jobs and what workflows did are kept once all is done"
        }
    }

    /// What people read where it says nothing, and write to have it so; nil where it must be said.
    package var emptyWord: String? {
        switch self {
        case .organisationEmail, .organisationAddress, .organisationPostalCode,
            .organisationCity, .organisationRegion, .organisationCountry, .organisationTaxIDs,
            .invoicesBank:
            "none"
        case .supportCreditLimit, .supportWriteOffLimit: "nothing"
        case .approveCreditsFrom, .approveWriteOffsFrom, .approveVoidsFrom, .approveRefundsFrom,
            .approveCreditNotesFrom:
            "never"
        case .organisationName, .organisationTradingName, .organisationCurrency,
            .organisationTimeZone, .invoicesPrefix, .invoicesPaymentTerms, .approvePlans,
            .approveContractPrices, .jobsKeptFor:
            nil
        }
    }

    /// What a value of it is, in words.
    package var expectation: String {
        kind.expectation + (emptyWord.map { ", or \($0)" } ?? "")
    }

    /// Whether it lies in the organisation's record: one thing has one place.
    package var isOfOrganisation: Bool { standard == nil }
}
