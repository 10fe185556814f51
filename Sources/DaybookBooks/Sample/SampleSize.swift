// What lives in this folder: books that nobody keeps, made up from a number. Every record follows
// from the seed and its own number, so that any of them can be made without those before it, and
// none has to be remembered.

/// How many records a made-up ledger has.
package struct SampleSize: Hashable, Sendable {
    package let customers: Int
    package let invoices: Int
    package let events: Int

    package init(customers: Int, invoices: Int = 0, events: Int = 0) {
        precondition(customers > 0 && invoices >= 0 && events >= 0, "books have a customer")
        self.customers = customers
        self.invoices = invoices
        self.events = events
    }

    /// Every seventh customer has a second account.
    package var accounts: Int { customers + customers / 7 }
}
