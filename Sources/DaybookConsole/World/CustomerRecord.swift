package import DaybookCore

/// A customer with all that one looks at when one looks at it.
package struct CustomerRecord: Sendable {
    package let customer: Customer
    package let accounts: [(account: Account, aliases: [Alias])]
    /// What it has still to pay, a currency each.
    package let open: [Money]

    package init(
        customer: Customer,
        accounts: [(account: Account, aliases: [Alias])],
        open: [Money],
    ) {
        self.customer = customer
        self.accounts = accounts
        self.open = open
    }
}
