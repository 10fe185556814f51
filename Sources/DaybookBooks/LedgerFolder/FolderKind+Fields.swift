extension FolderKind {
    /// What a record of the kind may say. The names are those of the commands that create one,
    /// with what a command does not ask for beside: identity, times, what came later.
    package var fields: [FolderField] {
        switch self {
        case .currencies: Self.currencyFields
        case .units: Self.unitFields
        case .groups: Self.groupFields
        case .taxes: Self.taxFields
        case .meters: Self.meterFields
        case .products: Self.productFields
        case .addOns: Self.addOnFields
        case .plans: Self.planFields
        case .customers: Self.customerFields
        case .accounts: Self.accountFields
        case .aliases: Self.aliasFields
        case .contracts: Self.contractFields
        case .rates: Self.rateFields
        case .credits: Self.creditFields
        case .invoices: Self.invoiceFields
        case .invoiceLines: Self.lineFields
        case .invoiceDetails: Self.detailFields
        case .creditNotes: Self.creditNoteFields
        case .creditEntries: Self.creditEntryFields
        case .payments: Self.paymentFields
        }
    }

    private static let id = FolderField.field("id", "Its id; one is made where none is given")
    private static let created = FolderField.field("createdAt", "When it came about, else now")

    private static let description: FolderField = {
        var field = FolderField.field("description", "For whoever reads the file; it is not kept")
        field.isKept = false
        return field
    }()

    // MARK: - What is sold

    private static let currencyFields: [FolderField] = [
        .needed("code", "A code of one's own; those of ISO 4217 are known"),
        .needed("digits", "How many digits its amounts have behind the point"),
    ]

    private static let unitFields: [FolderField] = [
        .needed("key", "The key by which products name it"),
        .field("name", "How people call it, else its key"),
        .field("commonCode", "Its code of UN/ECE 20, else C62"),
    ]

    private static let groupFields: [FolderField] = [
        .needed("key", "The key by which products name it"),
        .field("name", "How people call it, else its key"),
        .field("parent", "The group that it lies in"),
    ]

    private static let taxFields: [FolderField] = [
        id, .needed("key", "The key of the code"), .field("name", "How people call it"),
        .field("category", "How it is taxed: standard, zero-rated, exempt, reverse-charge…"),
    ]

    private static let meterFields: [FolderField] = [
        id, .needed("key", "Its key"), .field("name", "How people call it, else its key"),
        .needed("eventType", "The type of its events"),
        .needed("aggregation", "How values become one quantity: sum, count, max…"),
        .field("valuePath", "Where in an event's data the value stands, such as $.bytes"),
        .field("groups", "By what it can be split: {\"region\":\"$.region\"}", .json),
        .field("eventFrom", "From when on events count"),
        .field("filter", "Which events count", .json),
        .field("reset", "When counters begin anew", .json), created,
    ]

    private static let productFields: [FolderField] = [
        id, .needed("key", "Its key"), .field("name", "How people call it, else its key"),
        .field("unit", "What it is counted in; added where there is none"),
        .field("group", "The group that it is shown in; added where there is none"),
        .field("meter", "The key of the meter that counts its usage"),
        .field("taxCode", "What kind of thing is taxed"),
        .field("state", "active or archived"), created,
        description,
    ]

    private static let versionFields: [FolderField] = [
        .field("number", "Which version it is, else the next one"),
        .field("effectiveFrom", "When it came into force; a draft has none"),
        .field("archivedAt", "When it was archived"), created,
    ]

    private static let planFields: [FolderField] =
        [
            id, .needed("key", "Its key"), .needed("name", "How people call it"),
            .needed("currencies", "The codes of its currencies", .json),
            .needed("billingCadence", "How often it is billed, such as P1M"),
            .field("proration", "How parts of periods are billed", .json),
            .needed("phases", "Its phases with their rate cards", .json),
            .field("addOns", "What can be added to it", .json),
            .field("successor", "The key of the plan that follows it"),
        ] + versionFields

    private static let addOnFields: [FolderField] =
        [
            id, .needed("key", "Its key"), .needed("name", "How people call it"),
            .field("multiple", "Whether it can be taken several times", .flag),
            .needed("rateCards", "What it charges", .json),
        ] + versionFields

    // MARK: - Parties

    private static let customerFields: [FolderField] = [
        id, .needed("key", "Its key: short, without blanks, for ever"),
        .field("name", "How people call it, else its key"),
        .field("legalName", "What documents call it, else its name"),
        .field("country", "As in its address, two letters"),
        .field("currency", "What new accounts are billed in, else the organisation's"),
        .field("timeZone", "The zone of its billing dates, else the organisation's"),
        .field("email", "Where letters go"), .field("taxId", "Its number at the tax office"),
        .field(
            "address",
            "Its address",
            .object(["lines", "postalCode", "city", "region", "country"])
        ),
        created, .field("note", "What to keep in mind of it"),
        .field("state", "active or archived"),
    ]

    private static let accountFields: [FolderField] = [
        id, .needed("key", "Its key"), .needed("customer", "The key of its customer"),
        .field("name", "How people call it, else the customer's"),
        .field("currency", "What it is billed in, else the customer's"),
        .field("timeZone", "The zone of its billing dates, else the customer's"), created,
        .field("state", "active or archived"),
    ]

    private static let aliasFields: [FolderField] = [
        .needed("account", "The key of the account"),
        .needed("alias", "The name under which its usage arrives"),
        .needed("validFrom", "The first day"),
        .field("validTo", "The first day on which it does not hold any more"),
    ]

    // MARK: - Agreements

    private static let contractFields: [FolderField] = [
        id, .needed("key", "Its number"), .needed("account", "The key of its account"),
        .field("name", "How people call it, else as the plan"),
        .field("plan", "The key of its plan, where there are no terms"),
        .field("start", "The first day"), .field("end", "The day at whose beginning it ends"),
        .field("align", "anniversary or calendar"),
        .field("phase", "The phase that it begins with"),
        .field("renewal", "The term that it can be renewed for, such as P1Y"),
        .field("uplift", "The percentage that prices are raised by with each renewal"),
        .field("tax", "The tax in percent on what has none of its own"),
        .field("taxOf", "Percentages by tax code", .json),
        .field("commitment", "What is spent until its end at least, by key", .json),
        .field("invoiceMilestone", "Acts that make a part due, percentages by key", .json),
        .field("revenueMilestone", "Acts that earn a part, percentages by key", .json),
        .field("signed", "Whether it is signed", .flag),
        .field("profile", "Whose arithmetic it follows, else daybook"), created,
        .field("note", "What to keep in mind of it"),
        .field("terms", "All of it as a ledger keeps it, in the place of what is above", .json),
    ]

    private static let rateFields: [FolderField] = [
        id, .needed("pair", "Two currencies, such as EUR/USD"),
        .needed("rate", "What one of the first costs in the second"),
        .needed("from", "The first day"), .field("source", "Who says so"), created,
    ]

    // MARK: - Money

    private static let creditFields: [FolderField] = [
        id, .needed("account", "The key of the account"),
        .needed("amount", "How much, in the account's currency"),
        .field("priority", "Lower is used first, else 1"),
        .needed("effective", "The first day on which it can be used"),
        .field("expires", "The first day on which it cannot be used any more"),
        .field("products", "Only lines of these products", .texts),
        .field("every", "It is given anew so often, such as P1M"),
        .field("until", "The first day on which it is not given any more"),
        .field("times", "How many periods it has"),
        .field("rolloverLeast", "A period is filled up to so much before"),
        .field("rolloverMost", "Not more of it rolls over"),
        .field("purpose", "What it is for"), created,
    ]

    private static let invoiceFields: [FolderField] = [
        id, .field("number", "Its number; a draft has none"),
        .needed("account", "The key of who receives it"),
        .field("state", "draft, approved, issued, partially_paid, paid, uncollectible, void"),
        .field("currency", "Else the account's"),
        .field("periodFrom", "The first day of what it is for"),
        .field("periodTo", "The day after the last one"),
        .field("issuedOn", "When it was issued"), .field("dueOn", "When it is due"), created,
        .field("approvedAt", "When it was approved"), .field("issuedAt", "The time of its issue"),
        .field("paidAt", "When it was paid"), .field("voidedAt", "When it was declared void"),
        .field("net", "What its lines come to"), .field("tax", "The tax on it"),
        .field("total", "Both together"), .field("paid", "What was paid of it, else nothing"),
        .field("credited", "What credit notes took off, else nothing"),
        .field("writtenOff", "What was given up of it as too small to ask for"),
        .field("writtenOffOn", "When that was"),
        .field("givenUpOn", "When it became bad debt, else when it was due"),
        .field("note", "What stands below its lines"),
        .field("from", "Of a draft that is written here: as periodFrom"),
        .field("to", "Of a draft that is written here: as periodTo"),
        .field("lines", "Its lines, where no file of invoice-lines lies beside", .json),
    ]

    private static let lineFields: [FolderField] = [
        .needed("invoice", "The id or number of the invoice"),
        .field("position", "Its place, else behind the one before"),
        .field("kind", "flat, usage, minimum, discount, correction or one_off"),
        .field("product", "The key of what is sold"),
        .needed("description", "What stands on the document"),
        .field("quantity", "How much, else 1"), .field("unit", "Of what"),
        .field("unitPrice", "For how much each"),
        .needed("amount", "What it comes to, without tax"),
        .needed("taxRate", "The tax as a share of one, such as 0.19"),
        .field("periodFrom", "The first day, else the invoice's"),
        .field("periodTo", "The day after the last one, else the invoice's"),
    ]

    private static let detailFields: [FolderField] = [
        .needed("invoice", "The id or number of the invoice"),
        .needed("position", "The place of the line"),
        .field("origin", "The due item of a contract, and how the amount came about", .json),
        .field("credits", "What credits paid of it", .json),
        .field("revenue", "What is earned of it when", .json),
    ]

    private static let creditNoteFields: [FolderField] = [
        id, .needed("number", "Its number"),
        .needed("invoice", "The number or id of the invoice that it corrects"),
        .needed("issuedOn", "When it was issued"), .needed("net", "What it takes off"),
        .needed("tax", "The tax on that"), .needed("total", "Both together"),
        .field("reason", "Why"), created,
        .field("corrects", "true where a billing run asked for it: it is not billed any more"),
        .needed("lines", "What it takes off which line: position and net", .json),
        .field("credits", "What of it went to credits", .json),
    ]

    private static let creditEntryFields: [FolderField] = [
        .needed("credit", "The id of the credit"),
        .needed("place", "Its place among what became of the credit, from 1"),
        .needed("kind", "used, returned, deducted, voided, or stopped"),
        .field("amount", "How much"), .needed("on", "On which day"),
        .field("at", "When that was written, else now"),
        .field("invoice", "The id of the invoice that used it"), .field("note", "Why"),
    ]

    private static let paymentFields: [FolderField] = [
        id, .needed("account", "The key of whom it came from"),
        .needed("amount", "What was received, in the account's currency"),
        .needed("reference", "The bank's reference: one is booked once"),
        .needed("received", "The day of receipt"),
        .field("method", "bank_transfer, card, cheque, cash or gateway"),
        .field("invoices", "What it pays in this order, else what is due first", .texts),
        .field("allAccounts", "Pay what is due first of all accounts", .flag),
        .field("unallocated", "Pay nothing yet", .flag), .field("note", "A note"), created,
        .field(
            "allocations",
            "What it has paid, as its invoices already say; below zero what was taken back",
            .json
        ),
        .field("refunds", "What of it went back", .json),
    ]
}
