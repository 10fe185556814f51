extension FilterFields {
    /// The fields of invoices.
    package static let invoices = FilterFields("invoice", invoiceFields)
    /// The fields of customers.
    package static let customers = FilterFields("customer", customerFields)
    /// The fields of accounts.
    package static let accounts = FilterFields("account", accountFields)
    /// The fields of credits.
    package static let credits = FilterFields("credit", creditFields)
    /// The fields of payments.
    package static let payments = FilterFields("payment", paymentFields)
    /// The fields of credit notes.
    package static let creditNotes = FilterFields("credit note", creditNoteFields)
    /// The fields of approvals.
    package static let approvals = FilterFields("approval", approvalFields)
    /// The fields of entries of the journal.
    package static let journal = FilterFields("entry", plural: "entries", journalFields)
}

private let invoiceFields: [FilterField] = [
    .init("number", .text, or: ["no", "nr"], mayBeAbsent: true, "its number"),
    .init("customer", .text, or: ["cust"], "the customer's name or key"),
    .init("account", .text, or: ["acc"], "the account's name or key"),
    .init("status", .choice(statusChoices), or: ["state", "st"], "where it stands"),
    .init("is", .choice(statusChoices), "the same, as one says it: is:overdue"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("amount", .amount, or: ["total", "amt"], "its total with taxes"),
    .init("net", .amount, "its total without taxes"),
    .init("tax", .amount, "its taxes"),
    .init("paid", .amount, "what has been paid of it"),
    .init("open", .amount, "what is still to be paid"),
    .init("issued", .day, mayBeAbsent: true, "the day on its face"),
    .init("due", .day, mayBeAbsent: true, "the day by which it is to be paid"),
    .init("from", .day, "the first day of its period"),
    .init("to", .day, or: ["until"], "the day behind its period"),
    .init("late", .age, mayBeAbsent: true, "for how long it is due and not paid"),
    .init("note", .text, mayBeAbsent: true, "its note"),
    .init("line", .text, or: ["item"], mayBeAbsent: true, "the description of one of its lines"),
]

private let statusChoices: [FilterField.Choice] =
    InvoiceState.allCases.map { state in
        let word = InvoiceStatus(state, isOverdue: false).word.lowercased()
        let dashed = String(word.map { $0 == " " ? "-" : $0 })
        let aliases = dashed == state.rawValue ? [] : [dashed, dashed.filter { $0 != "-" }]
        return .init(state.rawValue, or: aliases, "is \(word)")
    } + [
        .init("open", "money is expected for it"),
        .init("overdue", or: ["late"], "money is expected, and the due date has passed"),
        .init("numbered", "has left the house with a number"),
        .init("pending", or: ["unissued"], "waits to be issued"),
    ]

private let customerFields: [FilterField] = [
    .init("name", .text, "its name or legal name"),
    .init("key", .text, "its key"),
    .init("country", .label, "the code of its country"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("status", .choice(partyChoices), or: ["state", "st"], "active or archived"),
    .init("is", .choice(partyChoices), "the same, as one says it: is:active"),
    .init("email", .text, or: ["mail"], mayBeAbsent: true, "its address for letters by wire"),
    .init("taxid", .text, or: ["vat"], mayBeAbsent: true, "its number at the tax office"),
    .init("accounts", .count, "how many accounts it has"),
    .init("alias", .label, mayBeAbsent: true, "a name by which events know an account"),
    .init("open", .amount, mayBeAbsent: true, "what it has still to pay"),
    .init("created", .day, "the day on which it was entered, in UTC"),
    .init("note", .text, mayBeAbsent: true, "its note"),
]

private let accountFields: [FilterField] = [
    .init("name", .text, "its name"),
    .init("key", .text, "its key"),
    .init("customer", .text, or: ["cust"], "the customer's name or key"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("status", .choice(partyChoices), or: ["state", "st"], "active or archived"),
    .init("is", .choice(partyChoices), "the same, as one says it: is:active"),
    .init("alias", .label, mayBeAbsent: true, "a name by which events know it"),
    .init("created", .day, "the day on which it was entered, in UTC"),
]

private let partyChoices: [FilterField.Choice] = [
    .init("active", "is served"), .init("archived", "is kept for the books"),
]

private let creditFields: [FilterField] = [
    .init("account", .text, or: ["acc"], "the account's name or key"),
    .init("customer", .text, or: ["cust"], "the customer's name or key"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("amount", .amount, or: ["amt"], "what was granted"),
    .init("effective", .day, or: ["from"], "the day from which it can be used"),
    .init("expires", .day, or: ["to"], mayBeAbsent: true, "the day from which it cannot any more"),
    .init("created", .day, "the day on which it was granted, in UTC"),
    .init("purpose", .text, or: ["note"], mayBeAbsent: true, "what it is for"),
    .init("product", .label, mayBeAbsent: true, "a product that it is meant for alone"),
    .init("status", .choice(creditChoices), or: ["state", "st"], "how it stands"),
    .init("is", .choice(creditChoices), "the same, as one says it: is:usable"),
]

private let creditChoices: [FilterField.Choice] = CreditStanding.allCases.map { standing in
    switch standing {
    case .scheduled: .init(standing.rawValue, "has not begun")
    case .usable: .init(standing.rawValue, or: ["open", "active"], "has something left to use")
    case .usedUp: .init(standing.rawValue, or: ["used-up", "used"], "has nothing left")
    case .expired: .init(standing.rawValue, "cannot be used any more")
    case .voided: .init(standing.rawValue, or: ["void"], "what was left was voided")
    }
}

private let paymentFields: [FilterField] = [
    .init("reference", .text, or: ["ref", "number"], "the bank's reference"),
    .init("account", .text, or: ["acc"], "the account's name or key"),
    .init("customer", .text, or: ["cust"], "the customer's name or key"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("amount", .amount, or: ["amt"], "what was received"),
    .init("allocated", .amount, or: ["paid"], "what of it pays invoices"),
    .init("refunded", .amount, "what of it went back"),
    .init("unallocated", .amount, or: ["rest", "left"], "what of it does neither"),
    .init("received", .day, or: ["on"], "the day on which it was received"),
    .init("created", .day, "the day on which it was booked, in UTC"),
    .init("method", .choice(paymentMethods), "how it was paid"),
    .init("invoice", .label, or: ["pays"], mayBeAbsent: true, "the number of one it pays"),
    .init("note", .text, mayBeAbsent: true, "its note"),
    .init("status", .choice(paymentChoices), or: ["state", "st"], "what became of it"),
    .init("is", .choice(paymentChoices), "the same, as one says it: is:open"),
]

private let paymentMethods: [FilterField.Choice] = Payment.Method.allCases.map { method in
    let summary =
        switch method {
        case .bankTransfer: "by a transfer"
        case .card: "by a card"
        case .cheque: "by a cheque"
        case .cash: "in cash"
        case .gateway: "through a payment service"
        }
    return .init(method.rawValue, summary)
}

private let paymentChoices: [FilterField.Choice] = PaymentStanding.allCases.map { standing in
    switch standing {
    case .open: .init(standing.rawValue, or: ["unallocated"], "has a rest that pays nothing")
    case .allocated: .init(standing.rawValue, "pays at least one invoice")
    case .refunded: .init(standing.rawValue, "went back, at least a part of it")
    }
}

private let creditNoteFields: [FilterField] = [
    .init("number", .text, or: ["no", "nr"], "its number"),
    .init("invoice", .text, or: ["on"], "the number of the invoice that it corrects"),
    .init("account", .text, or: ["acc"], "the account's name or key"),
    .init("customer", .text, or: ["cust"], "the customer's name or key"),
    .init("currency", .label, or: ["cur"], "the code of its currency"),
    .init("total", .amount, or: ["amount", "amt"], "what it takes off, with taxes"),
    .init("net", .amount, "what it takes off without taxes"),
    .init("tax", .amount, "its taxes"),
    .init("issued", .day, "the day on its face"),
    .init("created", .day, "the day on which it was issued, in UTC"),
    .init("reason", .text, or: ["note"], mayBeAbsent: true, "why it was issued"),
]

private let approvalFields: [FilterField] = [
    .init("kind", .choice(approvalKinds), or: ["action"], "what waits"),
    .init("concerns", .text, or: ["about"], "the account, the invoice, the payment or the plan"),
    .init("customer", .text, or: ["cust"], mayBeAbsent: true, "the customer's name or key"),
    .init("amount", .amount, or: ["amt"], mayBeAbsent: true, "how much is at stake"),
    .init("currency", .label, or: ["cur"], mayBeAbsent: true, "the code of its currency"),
    .init("by", .label, or: ["who", "actor"], "who asked for it"),
    .init("decider", .label, mayBeAbsent: true, "who decided"),
    .init("note", .text, or: ["reason"], mayBeAbsent: true, "why it was asked for or rejected"),
    .init("prepared", .day, or: ["created", "at"], "the day on which it was asked for, in UTC"),
    .init("decided", .day, mayBeAbsent: true, "the day on which it was decided, in UTC"),
    .init("status", .choice(approvalStates), or: ["state", "st"], "where it stands"),
    .init("is", .choice(approvalStates), "the same, as one says it: is:waiting"),
]

private let approvalKinds: [FilterField.Choice] = ApprovableAct.allCases.map { act in
    let verb = String(act.rawValue.drop { $0 != "." }.dropFirst())
    // What is published is a plan for most; of others one says what it is.
    let alias = act == .addOnPublish ? "publish-addon" : act == .creditNote ? "credit-note" : verb
    return .init(act.rawValue, or: [alias], act.summary)
}

private let approvalStates: [FilterField.Choice] = ApprovalState.allCases.map { state in
    .init(state.rawValue, or: state == .waiting ? ["open", "pending"] : [], state.summary)
}

private let journalFields: [FilterField] = [
    .init("number", .count, or: ["no", "nr"], "its number"),
    .init("actor", .text, or: ["who", "by"], "who acted"),
    .init("action", .text, "what was done, as in invoice.issue"),
    .init("cause", .label, or: ["through"], "through what it came about"),
    .init("at", .day, or: ["on"], "the day in UTC"),
]
