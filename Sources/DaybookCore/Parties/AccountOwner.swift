/// An account and its customer, by their names.
package struct AccountOwner: Hashable, Sendable {
    package let accountKey: String
    package let accountName: String
    package let customerKey: String
    package let customerName: String

    package init(
        accountKey: String,
        accountName: String,
        customerKey: String,
        customerName: String,
    ) {
        self.accountKey = accountKey
        self.accountName = accountName
        self.customerKey = customerKey
        self.customerName = customerName
    }
}
